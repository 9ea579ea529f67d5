import { type HandoffBlock, readHandoffBody } from '../analysis/handoff-blocks.ts';
import { readIssueForm } from '../analysis/issue-form.ts';
import { readTaskForm, TASK_FORM } from '../model/read-task-form.ts';
import { readTaskSpec } from '../model/read-task-spec.ts';
import type { Checked, Problem } from '../model/schema-problems.ts';
import { specDigest, type TaskSpec } from '../model/task-spec.ts';
import { quote } from '../model/wording.ts';

/** The one task spec in a Markdown text: an issue body, or `.handoff/tasks/<task-id>.md` (FORMATS §2). */
export function readSpecText(text: string): Checked<TaskSpec> {
  const body = readHandoffBody(text);
  if (!body.ok) return refused({ field: '', message: `The spec's text ${body.because}` });
  const blocks = body.visible.filter(({ kind }) => kind === 'task');
  const [block, ...more] = blocks;
  const [hidden] = body.hidden;
  if (hidden !== undefined) {
    const message = `A handoff block stands where it does not count (${hidden.place}); move it to the top level or delete it`;
    return refused({ field: '', message, line: hidden.line });
  }
  if (more.length > 0) {
    const lines = blocks.map(({ line }) => line).join(', ');
    const message = `There are ${blocks.length} task spec blocks (lines ${lines}); allowed is one`;
    return refused({ field: '', message });
  }
  const form = formIn(text);
  if (block === undefined) return form ?? refused({ field: '', message: NOTHING });
  const spec = readTaskSpec(block.text, sourceOf(block));
  return spec.ok && form?.ok === true && specDigest(spec.value) !== specDigest(form.value)
    ? refused({ field: '', message: CONTRADICTION, line: block.line })
    : spec;
}

const NOTHING =
  'There is no block "```yaml handoff-task" at the top level of the text, and no issue form with a "### Task ID"';
const CONTRADICTION =
  'The task spec block and the issue form around it say different things; delete one of them';

/** The answers of an issue form; undefined when the text has none of its headings. */
function formIn(text: string): Checked<TaskSpec> | undefined {
  const form = readIssueForm(text);
  if (!form.ok) return undefined;
  const answers = [...form.sections].filter(([heading]) => TASK_FORM.has(heading));
  if (answers.length === 0) return undefined;
  const [twice] = form.repeated;
  if (twice !== undefined) {
    const message = `The heading ${quote(twice.heading)} stands more than once; allowed is one answer each`;
    return refused({ field: twice.heading, message, line: twice.line });
  }
  return readTaskForm(new Map(answers));
}

/** Where a block's text stood, for line numbers of the whole text. */
export function sourceOf({ format, line }: HandoffBlock): {
  readonly format: HandoffBlock['format'];
  readonly firstLine: number;
} {
  return { format, firstLine: line + 1 };
}

function refused(problem: Problem): Checked<never> {
  return { ok: false, problems: [problem] };
}

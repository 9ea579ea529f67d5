import { LIMITS } from '../model/limits.ts';
import { readTaskForm, TASK_FORM } from '../model/read-task-form.ts';
import { readTaskSpec } from '../model/read-task-spec.ts';
import { rememberedText } from '../model/remembered-text.ts';
import type { Checked, Problem } from '../model/schema-problems.ts';
import { specDigest, type TaskSpec } from '../model/task-spec.ts';
import { quote } from '../model/wording.ts';
import { type HandoffBlock, type HiddenBlock, readHandoffBody } from './handoff-blocks.ts';
import { type FormSection, readIssueForm } from './issue-form.ts';

/** What a text says about its one task spec, in every way in which it could say it (FORMATS §2, threat E01). */
export type SpecIn =
  | { readonly state: 'unread'; readonly because: string }
  | {
      readonly state: 'read';
      readonly blocks: readonly HandoffBlock[];
      readonly hidden: readonly HiddenBlock[];
      /** Answers to the headings of the form; empty = the text is no form. */
      readonly answers: readonly FormSection[];
      /** Whether the answers say what the block says; `contradicts` only beside a block. */
      readonly form: 'none' | 'answers' | 'contradicts';
      /** The one spec; undefined when the text does not have exactly one. */
      readonly spec: Checked<TaskSpec> | undefined;
    };

/** Exactly one: a visible block, or an issue form; the block wins over answers that are no whole spec. */
export const specIn = rememberedText(readSpec);

function readSpec(text: string): SpecIn {
  const body = readHandoffBody(text);
  if (!body.ok) return { state: 'unread', because: body.because };
  const { hidden } = body;
  const blocks = body.visible.filter(({ kind }) => kind === 'task');
  const { answers, spec: form } = formIn(body.prose);
  const says = answers.length === 0 ? 'none' : 'answers';
  const found = { state: 'read', blocks, hidden, answers, form: says } as const;
  const [block, another] = blocks;
  if (hidden.length > 0 || another !== undefined) return { ...found, spec: undefined };
  if (block === undefined) return { ...found, spec: form };
  if (Buffer.byteLength(block.text) > LIMITS.blockBytes) return { ...found, spec: undefined };
  const spec = readTaskSpec(block.text, sourceOf(block));
  return spec.ok && form?.ok === true && specDigest(spec.value) !== specDigest(form.value)
    ? { ...found, form: 'contradicts', spec: undefined }
    : { ...found, spec };
}

/** The one task spec in a Markdown text: an issue body, or `.handoff/tasks/<task-id>.md`. */
export function readSpecText(text: string): Checked<TaskSpec> {
  const found = specIn(text);
  if (found.state === 'unread') return refused({ field: '', message: found.because });
  const { blocks, hidden, form, spec } = found;
  if (spec !== undefined) return spec;
  const [concealed] = hidden;
  if (concealed !== undefined) {
    const message = `A handoff block stands where it does not count (${concealed.place}); move it to the top level or delete it`;
    return refused({ field: '', message, line: concealed.line });
  }
  const [block, another] = blocks;
  if (block === undefined) return refused({ field: '', message: NOTHING });
  const { line } = block;
  if (form === 'contradicts') return refused({ field: '', message: CONTRADICTION, line });
  if (another === undefined) return refused({ field: '', message: TOO_LARGE, line });
  const lines = blocks.map((one) => one.line).join(', ');
  const message = `There are ${blocks.length} task spec blocks (lines ${lines}); allowed is one`;
  return refused({ field: '', message });
}

const TOO_LARGE = `The task spec block is larger than ${LIMITS.blockBytes} bytes`;
const NOTHING =
  'There is no block "```yaml handoff-task" at the top level of the text, and no issue form with a "### Task ID"';
const CONTRADICTION =
  'The task spec block and the issue form around it say different things; delete one of them';

/** The answers to the headings of our form, and the spec that they make. A block that stands in an answer is none of it. */
function formIn(text: string): {
  readonly answers: readonly FormSection[];
  readonly spec: Checked<TaskSpec> | undefined;
} {
  const form = readIssueForm(text);
  if (!form.ok) return { answers: [], spec: undefined };
  const answers = [...form.sections.values()].filter(({ heading }) => TASK_FORM.has(heading));
  // People write "### Scope" and "### Context" too; a form always has its first heading, answered or not.
  if (!form.sections.has('Task ID')) return { answers: [], spec: undefined };
  const [twice] = form.repeated;
  if (twice !== undefined) {
    const message = `The heading ${quote(twice.heading)} stands more than once; allowed is one answer each`;
    return { answers, spec: refused({ field: twice.heading, message, line: twice.line }) };
  }
  return {
    answers,
    spec: readTaskForm(new Map(answers.map((answer) => [answer.heading, answer]))),
  };
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

import { type HandoffBlock, readHandoffBody } from '../analysis/handoff-blocks.ts';
import { readTaskSpec } from '../model/read-task-spec.ts';
import type { Checked, Problem } from '../model/schema-problems.ts';
import type { TaskSpec } from '../model/task-spec.ts';

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
  if (block === undefined) {
    return refused({
      field: '',
      message: 'There is no block "```yaml handoff-task" at the top level of the text',
    });
  }
  if (more.length > 0) {
    const lines = blocks.map(({ line }) => line).join(', ');
    return refused({
      field: '',
      message: `There are ${blocks.length} task spec blocks (lines ${lines}); allowed is one`,
    });
  }
  return readTaskSpec(block.text, sourceOf(block));
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

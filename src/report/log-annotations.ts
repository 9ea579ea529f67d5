import type { Verdict } from '../verdict/verdict.ts';
import { type Annotation, type Mark, marksOf } from './annotations.ts';
import { CHECK_LIMITS } from './check-limits.ts';

/** docs.github.com "Workflow commands for GitHub Actions": the commands that set a mark. */
const COMMANDS = { failure: 'error', warning: 'warning', notice: 'notice' } as const;

/**
 * Lines for the log of a job, where a token may write no checks: a pull request from a fork (M17). Of each level GitHub
 * keeps the first ten of a step; the last line says how many more there are.
 */
export function logAnnotations(verdicts: readonly Verdict[]): readonly string[] {
  const marks = marksOf(verdicts);
  const shown = (['failure', 'warning', 'notice'] as const).flatMap((level) =>
    marks.filter((mark) => mark.level === level).slice(0, CHECK_LIMITS.logAnnotationsPerLevel),
  );
  const left = marks.length - shown.length;
  return [
    ...shown.map(commandOf),
    ...(left > 0 ? [`${left} more of this kind: see the summary of the run.`] : []),
  ];
}

function commandOf({ level, title, message, at }: Mark): string {
  const properties = [...(at === undefined ? [] : placeWords(at)), `title=${property(title)}`];
  return `::${COMMANDS[level]} ${properties.join(',')}::${data(message)}`;
}

function placeWords({
  path,
  startLine,
  endLine,
}: Pick<Annotation, 'path' | 'startLine' | 'endLine'>): readonly string[] {
  return [`file=${property(path)}`, `line=${startLine}`, `endLine=${endLine}`];
}

/** As the runner reads it back (actions/runner, ActionCommand.cs; the same in @actions/core, command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

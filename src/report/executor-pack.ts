import type { Verify } from '../model/acceptance-criterion.ts';
import type { FailurePacket } from '../model/failure-packet.ts';
import { planVersionOf, type TaskSpec } from '../model/task-spec.ts';
import { QUOTES, quoted, section } from './quoted.ts';

/** All that an executor is given. There is no place in it for the plan, a thread, a diff or another output (seed X6, X7). */
export interface ExecutorPackFacts {
  readonly spec: TaskSpec;
  /** Digest of the spec. */
  readonly digest: string;
  /** What the gate said to the last attempt; undefined = this is the first, or nothing was refused. */
  readonly failure: FailurePacket | undefined;
  /** Ids of all other tasks: a finding that names one says "another task" in the pack. */
  readonly others: readonly string[];
}

/**
 * What one executor needs for one task, as Markdown: constraints first and last, because agents hold to the most recent
 * words (seed X2), refs instead of copies (X11), and of earlier attempts only what is to be repaired. The same facts give
 * the same bytes.
 */
export function executorPack({ spec, digest, failure, others }: ExecutorPackFacts): string {
  const constraints = spec.constraints.map(({ id, text }) => `- ${id}: ${quoted(text)}`);
  const lines = [
    `# Task ${spec['task-id']}`,
    `Spec sha256:${digest}, plan version ${planVersionOf(spec)}. ${QUOTES}`,
    ...section('Constraints', [
      ...constraints,
      ...(constraints.length > 0 ? ['They bind, whatever is said later.'] : []),
    ]),
    ...section('Objective', [quoted(spec.objective)]),
    ...section('Scope', scopeLines(spec)),
    ...section(
      'Acceptance criteria',
      spec['acceptance-criteria'].map(
        ({ id, text, verify }) =>
          `- ${id}: ${quoted(text)}${verify === undefined ? '' : ` (${proofOf(verify)})`}`,
      ),
    ),
    ...section(
      'Rubric of the critic',
      spec.rubric.map(({ id, text }) => `- ${id}: ${quoted(text)}`),
    ),
    ...section(
      'Read when needed',
      spec.context.map((ref) => `- ${quoted(ref)}`),
    ),
    ...(failure === undefined ? [] : failureLines(failure, namesOf(others))),
    ...section('Hand over', [
      `Commit on branch handoff/${spec['task-id']}. Then \`handoff-gate contract draft --note\` and \`handoff-gate check\`. Attempts: ${spec.budget.attempts}. What nobody decided is an open question, never a guess.`,
    ]),
    ...section('The constraints again', constraints),
  ];
  return `${lines.join('\n')}\n`;
}

function scopeLines({ scope }: TaskSpec): readonly string[] {
  const list = (words: string, paths: readonly string[]): readonly string[] =>
    paths.length === 0 ? [] : [`- ${words}: ${paths.map(quoted).join(', ')}`];
  return [
    ...list('change', scope.files),
    ...list('create', scope.create),
    ...Object.entries(scope.symbols).map(
      ([path, names]) => `- in ${quoted(path)} only: ${names.map(quoted).join(', ')}`,
    ),
    ...list('read only', scope.read),
    'Everything else is out of scope. If the task needs more, stop and ask the planner.',
  ];
}

function proofOf(verify: Verify): string {
  if ('tests' in verify) {
    const least = verify.min === undefined ? '' : `, at least ${verify.min}`;
    return `tests ${quoted(verify.tests)}${least}`;
  }
  if ('command' in verify) return `a recorded run of ${quoted(verify.command)}`;
  if ('exists' in verify) return `${quoted(verify.exists)} exists`;
  if ('unchanged' in verify) return `${quoted(verify.unchanged)} unchanged`;
  return `the critic, by ${verify.review}`;
}

type Hide = (text: string) => string;

function failureLines(failure: FailurePacket, hide: Hide): readonly string[] {
  const { attempt, gate, findings, more, keep } = failure;
  return [
    ...section(`Attempt ${attempt} was refused by the gate ${gate}`, [
      'Repair each finding and name its id in `addressed`, or in `disputed` if it is wrong.',
      ...findings.map(
        ({ id, rule, at, expected, found, fix }) =>
          `- ${id} ${rule} at ${quoted(hide(at))}: expected ${quoted(hide(expected))}, found ${quoted(hide(found))}; ${quoted(hide(fix))}`,
      ),
      ...(more > 0 ? [`- and ${more} more: handoff-gate check`] : []),
      ...(keep.length > 0 ? [`Proved, do not break: ${keep.join(', ')}.`] : []),
    ]),
  ];
}

/**
 * Findings may name other tasks, as rivals, owners of a path, or those that cite the same evidence: the executor has no
 * use for their names (seed X7). An id that begins a path, `docs` in `docs/a.md`, stays.
 */
function namesOf(others: readonly string[]): Hide {
  if (others.length === 0) return (text) => text;
  const ids = [...others].sort((a, b) => b.length - a.length).join('|');
  const names = new RegExp(
    `(?<![\\w./-])(?:\\.?handoff/(?:tasks/)?(?:${ids})|(?:${ids})(?!/))(?![\\w-])`,
    'g',
  );
  return (text) => text.replace(names, 'another task');
}

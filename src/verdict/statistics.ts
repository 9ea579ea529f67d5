import { GATES, type Gate } from '../model/actor.ts';
import { MAST_MODES, type MastMode } from '../model/mast.ts';
import type { RecordLine } from '../model/record-line.ts';

/** What the record says over time: leading indicators of coordination failure (seed G8, R11, D9). */
export interface Statistics {
  readonly verdicts: number;
  /** Gates that judged something, in their order. */
  readonly gates: readonly GateRow[];
  /** Rules by how often they blocked, most first, then by name. */
  readonly rules: readonly {
    readonly rule: string;
    readonly blocked: number;
    readonly share: number;
  }[];
  readonly refs: readonly RefRow[];
  /** Last verdict of each task: how much of what it changed is outside its scope. */
  readonly drift: {
    readonly tasks: number;
    readonly median: number;
    readonly most: number;
    readonly buckets: readonly Bucket[];
  };
  /** Tasks by the attempts they took. */
  readonly attempts: readonly { readonly attempts: number; readonly tasks: number }[];
  /** Hours between milestones of a task: median, and the longest. */
  readonly times: readonly TimeRow[];
  /** Every mode of the taxonomy that was found, most first (MAST.md). */
  readonly mast: readonly {
    readonly mode: string;
    readonly name: string;
    readonly findings: number;
    readonly share: number;
  }[];
}

export interface GateRow {
  readonly gate: Gate;
  readonly passed: number;
  readonly failed: number;
  readonly unproven: number;
  readonly notApplicable: number;
  /** Of those that were judged. */
  readonly passRate: number;
}

export interface RefRow {
  readonly kind: string;
  readonly resolved: number;
  readonly refused: number;
  /** Refs that did not resolve, per hundred (seed D9). */
  readonly refusedPerHundred: number;
}

export interface Bucket {
  /** Upper bound of the share, inclusive. */
  readonly upTo: number;
  readonly tasks: number;
}

export interface TimeRow {
  /** `entry to output`, `first output to accepted`, `accepted to integrated`. */
  readonly between: string;
  readonly tasks: number;
  readonly medianHours: number;
  readonly mostHours: number;
}

/** Pure arithmetic on lines, oldest first. */
export function statisticsOf(lines: readonly RecordLine[]): Statistics {
  const findings = lines.flatMap((line) => line.findings);
  const tasks = byTask(lines);
  const outputs = [...tasks.values()].flatMap((own) =>
    own.filter(({ gate }) => gate === 'output').slice(-1),
  );
  const drifts = outputs.flatMap(({ drift }) =>
    drift === undefined ? [] : [shareOf(drift.outside.length, drift.changed.length)],
  );
  return {
    verdicts: lines.length,
    gates: GATES.flatMap((gate) => gateRow(gate, lines)),
    rules: tally(findings.map(({ rule }) => rule)).map(([rule, blocked]) => ({
      rule,
      blocked,
      share: shareOf(blocked, findings.length),
    })),
    refs: refRows(lines),
    drift: {
      tasks: drifts.length,
      median: median(drifts),
      most: Math.max(0, ...drifts),
      buckets: buckets(drifts),
    },
    attempts: tally(outputs.map(({ attempt }) => String(attempt)))
      .map(([attempts, count]) => ({ attempts: Number(attempts), tasks: count }))
      .sort((a, b) => a.attempts - b.attempts),
    times: times([...tasks.values()]),
    mast: tally(findings.map(({ mast }) => mast)).map(([mode, count]) => ({
      mode,
      name: MAST_MODES[mode as MastMode] ?? 'of another version of the taxonomy',
      findings: count,
      share: shareOf(count, findings.length),
    })),
  };
}

function gateRow(gate: Gate, lines: readonly RecordLine[]): readonly GateRow[] {
  const own = lines.filter((line) => line.gate === gate);
  if (own.length === 0) return [];
  const count = (state: RecordLine['state']): number =>
    own.filter((line) => line.state === state).length;
  const [passed, failed, unproven] = [count('passed'), count('failed'), count('unproven')];
  const passRate = shareOf(passed, passed + failed + unproven);
  return [{ gate, passed, failed, unproven, notApplicable: count('not-applicable'), passRate }];
}

function refRows(lines: readonly RecordLine[]): readonly RefRow[] {
  const refs = lines.flatMap((line) => line.refs ?? []);
  return tally(refs.map(({ kind }) => kind)).map(([kind, count]) => {
    const resolved = refs.filter((ref) => ref.kind === kind && ref.state === 'resolved').length;
    return {
      kind,
      resolved,
      refused: count - resolved,
      refusedPerHundred: 100 * shareOf(count - resolved, count),
    };
  });
}

/** The limit of the policy's default is a bound of its own, so that "over the limit" can be read off. */
const BOUNDS = [0, 0.05, 0.1, 0.2, 0.5, 1];

function buckets(drifts: readonly number[]): readonly Bucket[] {
  return BOUNDS.map((upTo, place) => {
    const from = BOUNDS[place - 1] ?? -1;
    return { upTo, tasks: drifts.filter((drift) => drift > from && drift <= upTo).length };
  });
}

function times(tasks: readonly (readonly RecordLine[])[]): readonly TimeRow[] {
  const milestones = tasks.map((lines) => {
    const first = (gate: Gate, state?: RecordLine['state']): number | undefined => {
      const line = lines.find(
        (one) => one.gate === gate && (state === undefined || one.state === state),
      );
      return line && Date.parse(line.at);
    };
    return [
      first('task-entry', 'passed'),
      first('output'),
      first('output', 'passed'),
      first('integration', 'passed'),
    ] as const;
  });
  return ['entry to output', 'first output to accepted', 'accepted to integrated'].flatMap(
    (between, place) => {
      const hours = milestones.flatMap((own) => {
        const [from, to] = [own[place], own[place + 1]];
        return from === undefined || to === undefined || to < from ? [] : [(to - from) / 3_600_000];
      });
      if (hours.length === 0) return [];
      return [
        { between, tasks: hours.length, medianHours: median(hours), mostHours: Math.max(...hours) },
      ];
    },
  );
}

function byTask(lines: readonly RecordLine[]): ReadonlyMap<string, readonly RecordLine[]> {
  const tasks = new Map<string, RecordLine[]>();
  for (const line of lines) {
    if (line.task === undefined) continue;
    const own = tasks.get(line.task) ?? [];
    own.push(line);
    tasks.set(line.task, own);
  }
  return tasks;
}

/** Most first, then by name. */
function tally(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The lower one of two middles; 0 of nothing. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

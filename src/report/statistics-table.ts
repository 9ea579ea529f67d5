import { counted } from '../model/short-list.ts';
import type { Statistics } from '../verdict/statistics.ts';
import { type Block, GAP, line, span } from './terminal-model.ts';

/** Statistics as tables; what the record does not hold is left out. */
export function statisticsBlocks(statistics: Statistics): readonly Block[] {
  const { verdicts, gates, rules, refs, drift, attempts, times, mast } = statistics;
  if (verdicts === 0)
    return [line(0, span('The record is empty: no gate has judged anything here yet.', 'quiet'))];
  return [
    line(0, span(`${counted(verdicts, 'verdict')} in the record`, 'strong')),
    ...table(
      ['Gate', 'Passed', 'Failed', 'Unproven', 'Not applicable', 'Pass rate'],
      gates.map((row) => [
        row.gate,
        row.passed,
        row.failed,
        row.unproven,
        row.notApplicable,
        // Nobody passed and nobody failed where nothing applied.
        row.passed + row.failed + row.unproven === 0 ? '–' : percent(row.passRate),
      ]),
    ),
    ...table(
      ['Rule that blocked', 'Times', 'Share'],
      rules.map(({ rule, blocked, share }) => [rule, blocked, percent(share)]),
    ),
    ...table(
      ['Refs', 'Resolved', 'Refused', 'Refused per 100'],
      refs.map((row) => [row.kind, row.resolved, row.refused, row.refusedPerHundred.toFixed(1)]),
    ),
    ...table(
      ['Drift of tasks', 'Tasks'],
      drift.tasks === 0
        ? []
        : drift.buckets.map(({ upTo, tasks }) => [`up to ${percent(upTo)}`, tasks]),
    ),
    ...table(
      ['Attempts', 'Tasks'],
      attempts.map((row) => [row.attempts, row.tasks]),
    ),
    ...table(
      ['Time between', 'Tasks', 'Median', 'Longest'],
      times.map((row) => [row.between, row.tasks, hours(row.medianHours), hours(row.mostHours)]),
    ),
    ...table(
      ['MAST failure mode', 'Findings', 'Share', ''],
      mast.map((row) => [
        `${row.mode} ${row.name}`,
        row.findings,
        percent(row.share),
        '█'.repeat(Math.round(row.share * 20)),
      ]),
    ),
  ];
}

function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly Block[] {
  if (rows.length === 0) return [];
  return [
    GAP,
    { kind: 'table', head, rows: rows.map((row) => row.map((cell) => span(String(cell)))) },
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

function hours(value: number): string {
  return value < 1 ? `${Math.round(value * 60)} min` : `${Math.round(value * 10) / 10} h`;
}

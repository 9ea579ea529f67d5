import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RecordLine } from '../../src/model/record-line.ts';
import { prometheusText } from '../../src/report/prometheus.ts';
import { statisticsBlocks } from '../../src/report/statistics-table.ts';
import { statisticsOf } from '../../src/verdict/statistics.ts';
import { sha, task } from '../support/output-facts.ts';

const found = (rule: string, mast: string) => ({ id: 'hg_00000000', rule, mast });
const line = (overrides: Partial<RecordLine> = {}): RecordLine => ({
  schema: 'handoff-record/v1',
  at: '2026-05-03T10:00:00.000Z',
  gate: 'output',
  task: task('a'),
  output: 'handoff/a',
  head: sha('head'),
  key: 'k',
  state: 'passed',
  findings: [],
  attempt: 1,
  ...overrides,
});

/** Task a: entered at 8, back at 10 and refused, accepted at 12, integrated at 12:30. Task b: refused once. */
const LIFE: readonly RecordLine[] = [
  line({ gate: 'task-entry', at: '2026-05-03T08:00:00.000Z' }),
  line({
    state: 'failed',
    findings: [found('output/scope-drift', 'FM-2.3'), found('output/refs-resolve', 'FM-2.6')],
    drift: { outside: ['file:x'], changed: ['file:x', 'file:y'] },
    refs: [
      { kind: 'commit', state: 'resolved' },
      { kind: 'test-run', state: 'unresolved' },
    ],
  }),
  line({
    at: '2026-05-03T12:00:00.000Z',
    attempt: 2,
    drift: { outside: [], changed: ['file:y'] },
    refs: [{ kind: 'commit', state: 'resolved' }],
  }),
  line({ gate: 'integration', at: '2026-05-03T12:30:00.000Z' }),
  line({
    task: task('b'),
    state: 'failed',
    findings: [found('output/scope-drift', 'FM-2.3')],
    drift: { outside: ['file:z'], changed: ['file:z'] },
  }),
  line({ task: task('c'), state: 'unproven' }),
  line({ task: undefined, state: 'not-applicable' }),
];

describe('statisticsOf', () => {
  test('gates in their order, with the rate of those that were judged', () => {
    expect(statisticsOf(LIFE).gates).toEqual([
      { gate: 'task-entry', passed: 1, failed: 0, unproven: 0, notApplicable: 0, passRate: 1 },
      { gate: 'output', passed: 1, failed: 2, unproven: 1, notApplicable: 1, passRate: 0.25 },
      { gate: 'integration', passed: 1, failed: 0, unproven: 0, notApplicable: 0, passRate: 1 },
    ]);
  });

  test('rules and MAST modes, most first', () => {
    const { rules, mast } = statisticsOf(LIFE);
    expect(rules.map(({ rule, blocked }) => [rule, blocked])).toEqual([
      ['output/scope-drift', 2],
      ['output/refs-resolve', 1],
    ]);
    expect(mast.map(({ mode, name, findings }) => [mode, name, findings])).toEqual([
      ['FM-2.3', 'Task derailment', 2],
      ['FM-2.6', 'Reasoning-action mismatch', 1],
    ]);
    expect(statisticsOf([line({ findings: [found('r', 'FM-9.9')] })]).mast[0]?.name).toBe(
      'of another version of the taxonomy',
    );
  });

  test('as many findings: by name, whatever came first', () => {
    const three = ['output/b', 'output/a', 'output/c'].map((rule) => found(rule, 'FM-1.1'));
    expect(statisticsOf([line({ findings: three })]).rules.map(({ rule }) => rule)).toEqual([
      'output/a',
      'output/b',
      'output/c',
    ]);
  });

  test('refs that did not resolve, per hundred', () => {
    expect(statisticsOf(LIFE).refs).toEqual([
      { kind: 'commit', resolved: 2, refused: 0, refusedPerHundred: 0 },
      { kind: 'test-run', resolved: 0, refused: 1, refusedPerHundred: 100 },
    ]);
  });

  test('drift and attempts are those of the last verdict of each task', () => {
    const { drift, attempts } = statisticsOf(LIFE);
    expect(drift).toMatchObject({ tasks: 2, median: 0, most: 1 });
    expect(drift.buckets.map(({ tasks }) => tasks)).toEqual([1, 0, 0, 0, 0, 1]);
    expect(attempts).toEqual([
      { attempts: 1, tasks: 2 },
      { attempts: 2, tasks: 1 },
    ]);
  });

  test('exactly at the limit of 20 % is within it', () => {
    const units = ['file:1', 'file:2', 'file:3', 'file:4', 'file:5'];
    const { drift } = statisticsOf([line({ drift: { outside: ['file:1'], changed: units } })]);
    expect(drift.buckets.find(({ upTo }) => upTo === 0.2)?.tasks).toBe(1);
  });

  test('time between milestones, where both are there and in order', () => {
    expect(statisticsOf(LIFE).times).toEqual([
      { between: 'entry to output', tasks: 1, medianHours: 2, mostHours: 2 },
      { between: 'first output to accepted', tasks: 1, medianHours: 2, mostHours: 2 },
      { between: 'accepted to integrated', tasks: 1, medianHours: 0.5, mostHours: 0.5 },
    ]);
    const backwards = [
      line({ at: '2026-05-03T12:00:00.000Z' }),
      line({ gate: 'integration', at: '2026-05-03T11:00:00.000Z' }),
    ];
    expect(statisticsOf(backwards).times.map(({ between }) => between)).toEqual([
      'first output to accepted',
    ]);
  });

  test('an empty record is all zeros, and says so', () => {
    expect(statisticsOf([])).toMatchObject({
      verdicts: 0,
      gates: [],
      rules: [],
      refs: [],
      times: [],
      mast: [],
    });
    expect(JSON.stringify(statisticsBlocks(statisticsOf([])))).toContain('The record is empty');
    expect(prometheusText(statisticsOf([]))).toContain(
      'handoff_gate_drift_share{statistic="median"} 0',
    );
  });

  test('nothing judged and nothing changed is a share of 0, never a division by 0', () => {
    const nothing = line({ state: 'not-applicable', drift: { outside: [], changed: [] } });
    const statistics = statisticsOf([nothing]);
    expect(statistics.gates[0]?.passRate).toBe(0);
    expect(statistics.drift).toMatchObject({ tasks: 1, median: 0, most: 0 });
    expect(JSON.stringify(statisticsBlocks(statistics))).not.toContain('Refs');
    expect(
      JSON.stringify(statisticsBlocks(statisticsOf([line({ gate: 'integration' })]))),
    ).not.toContain('Drift');
  });

  test('tables name every part that there is', () => {
    const text = JSON.stringify(statisticsBlocks(statisticsOf(LIFE)));
    for (const word of [
      '7 verdicts',
      'scope-drift',
      'test-run',
      'up to 20 %',
      'FM-2.3 Task derailment',
      '30 min',
      '2 h',
    ])
      expect(text).toContain(word);
  });

  test('no text of others can leave its label in the Prometheus text (F07)', () => {
    const hostile = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(hostile, hostile, (rule, kind) => {
        const text = prometheusText(
          statisticsOf([
            line({ findings: [found(rule, rule)], refs: [{ kind, state: 'resolved' }] }),
          ]),
        );
        for (const one of text.split('\n')) {
          expect(one).toMatch(
            /^(?:# (?:HELP|TYPE) handoff_gate_\w+ .+|handoff_gate_\w+\{(?:\w+="[\w/.: -]*",?)+\} [\d.]+|)$/,
          );
        }
      }),
    );
    expect(
      prometheusText(
        statisticsOf([line({ findings: [found('x"} 1\nother_metric 2', 'FM-1.1')] })]),
      ),
    ).not.toContain('\nother_metric');
  });
});

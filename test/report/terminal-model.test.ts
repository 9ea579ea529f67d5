import { describe, expect, test } from '@jest/globals';
import { conflictBlocks } from '../../src/report/conflict-table.ts';
import type { Report } from '../../src/report/report.ts';
import { type Block, terminalModel } from '../../src/report/terminal-model.ts';
import { finding, ruleResult, sampleReport, verdict } from '../support/sample-report.ts';

const report = (...verdicts: Report['verdicts']): Report => ({ ...sampleReport(), verdicts });
const words = (blocks: readonly Block[]): string => JSON.stringify(blocks);

describe('what is shown', () => {
  const failing = verdict({
    rules: [
      ruleResult({ rule: 'output/quiet', saw: 'seen-and-passed' }),
      ruleResult({
        state: 'failed',
        findings: [
          finding(),
          finding({ id: 'hg_0000000a', severity: 'warn', problem: 'mere-advice' }),
        ],
      }),
    ],
  });

  test('one verdict in full: every rule with what it saw, advice included', () => {
    const shown = words(terminalModel(report(failing), 'full'));
    expect(shown).toContain('seen-and-passed');
    expect(shown).toContain('mere-advice');
  });

  test('brief: what stops, and nothing else', () => {
    const shown = words(terminalModel(report(failing), 'brief'));
    expect(shown).toContain('hg_1a2b3c4d');
    expect(shown).not.toContain('seen-and-passed');
    expect(shown).not.toContain('mere-advice');
  });

  test('brief and passed: one line', () => {
    expect(terminalModel(report(verdict()), 'brief')).toHaveLength(1);
  });

  test('several verdicts: brief leaves out those that passed and the overview', () => {
    const other = verdict({ subject: { id: 'handoff/fine', head: 'a', base: 'b' } });
    const shown = words(terminalModel(report(failing, other), 'brief'));
    expect(shown).toContain('handoff/auth');
    expect(shown).not.toContain('handoff/fine');
    expect(terminalModel(report(other, other), 'brief')).toEqual([]);
  });

  test('an output that a gate did not judge is shown as not judged, never as green', () => {
    const other = verdict({
      gate: 'integration',
      subject: { id: 'handoff/b', head: 'a', base: 'b' },
    });
    const [table] = terminalModel(report(verdict(), other), 'full');
    expect(table).toMatchObject({
      rows: [
        [{ text: 'handoff/auth' }, { tone: 'good' }, { tone: 'quiet' }, {}],
        [{ text: 'handoff/b' }, { tone: 'quiet' }, { tone: 'good' }, {}],
      ],
    });
  });

  test('no verdict is doubt', () => {
    expect(terminalModel(report(), 'full')).toMatchObject([
      { spans: [{ tone: 'doubt' }, { text: '  nothing is pending here', tone: 'quiet' }] },
    ]);
  });

  test('a mode that never blocks says so', () => {
    const [head] = terminalModel(report({ ...failing, mode: 'warn' }), 'brief');
    expect(words([head as Block])).toContain('never blocks');
  });
});

describe('text of others stays on its line and drives nothing (F03)', () => {
  test.each(['\x1b[2J', 'a\n✓ passed', '\u202e', '::error::x', '\x9b31m'])('%j', (hostile) => {
    const rule = ruleResult({
      state: 'failed',
      saw: hostile,
      findings: [
        finding({
          problem: hostile,
          fix: hostile,
          expected: hostile,
          found: hostile,
          at: { path: hostile, field: hostile, output: hostile },
        }),
      ],
    });
    const doubt = ruleResult({ state: 'unproven', saw: hostile, remedy: hostile });
    const subject = { id: hostile, task: hostile, head: hostile, base: hostile };
    const judged = verdict({ subject, notes: [hostile], rules: [rule, doubt] });
    const none = verdict({ subject, outcome: { state: 'not-applicable', because: hostile } });
    const pairs = [
      {
        a: hostile,
        b: hostile,
        state: 'conflict',
        class: hostile,
        paths: [hostile],
        holder: hostile,
        because: hostile,
      },
    ] as const;
    const integration = {
      pairs,
      order: [{ output: hostile, because: hostile }],
      unmerged: [],
      evaluated: { outputs: 1, pairs: 1, merges: 1 },
    };
    const blocks = [
      ...terminalModel(report(judged), 'full'),
      ...terminalModel(report(judged, none), 'full'),
      ...terminalModel(report(none), 'full'),
      ...conflictBlocks(integration),
    ];
    const spans = blocks.flatMap((block) =>
      block.kind === 'line' ? block.spans : block.rows.flat(),
    );
    const hit = spans.filter(({ text }) => text.includes(hostile));
    expect(spans.length).toBeGreaterThan(30);
    expect(
      hit.filter(({ text }) => hostile !== '::error::x' || text.trimStart().startsWith('::')),
    ).toEqual([]);
  });
});

describe('conflicts', () => {
  const { integration } = sampleReport();

  test('many outputs: the pairs stand without a matrix', () => {
    const order = Array.from({ length: 21 }, (_, index) => ({ output: `o${index}`, because: '' }));
    const tables = (outputs: number) =>
      conflictBlocks({
        order: order.slice(0, outputs),
        pairs: integration?.pairs ?? [],
        unmerged: [],
        evaluated: { outputs, pairs: 1, merges: 0 },
      }).filter(({ kind }) => kind === 'table').length;
    expect([tables(20), tables(21)]).toEqual([2, 1]);
  });

  test('nothing pending: one line', () => {
    const none = {
      order: [],
      pairs: [],
      unmerged: [],
      evaluated: { outputs: 0, pairs: 0, merges: 0 },
    };
    expect(conflictBlocks(none)).toHaveLength(1);
  });
});

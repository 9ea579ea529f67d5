import { packWithinBudget } from '../../../src/gates/task-entry/pack-within-budget.ts';
import { spec } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const of = (packTokens: number, budget: number) =>
  taskEntryFacts({ packTokens, spec: spec({ budget: { tokens: budget } }) });
const copied = (...copies: readonly { line: number; lines: number }[]) =>
  taskEntryFacts({ text: { ...taskEntryFacts().text, copies } });

ruleTable(packWithinBudget, {
  passes: [
    { why: 'a usual task', facts: taskEntryFacts() },
    { why: 'exactly at the limit: 2,000 of 2,000', facts: of(2_000, 2_000) },
    {
      why: 'a policy that allows more, for a spec that asks for it',
      facts: of(3_000, 4_000),
      policy: { pack: { tokens: 4_000 } },
    },
    {
      why: 'functions, context and files to read are counted as parts of the task',
      facts: entryOf({
        scope: { files: ['src/a.ts'], symbols: { 'src/b.ts': ['f'] }, read: ['src/c.ts'] },
        context: ['src/d.ts#L1-L9'],
      }),
    },
  ],
  fails: [
    {
      why: 'one token more than the spec allows',
      facts: of(1_001, 1_000),
      findings: [
        {
          at: { field: 'budget' },
          found: '1001 tokens',
          // 600 + 2 criteria x 150 + 1 constraint x 60 + 3 files x 80
          facts: { kind: 'over-budget', tokens: 1_001, budget: 1_000, usual: 1_200 },
        },
      ],
    },
    {
      why: 'a spec cannot ask for more than the policy allows',
      facts: of(2_500, 100_000),
      findings: [{ facts: { budget: 2_000 } }],
    },
    {
      why: 'copied code is advice: the pack does not hold it, but whoever opens the issue reads it (X11)',
      facts: copied({ line: 12, lines: 21 }, { line: 90, lines: 500 }),
      findings: [
        {
          severity: 'warn',
          found: '21 lines at line 12, 500 lines at line 90',
          facts: { kind: 'copies', lines: [12, 90] },
        },
      ],
    },
  ],
});

import { expect, test } from '@jest/globals';
import type { PairBreak } from '../../../src/evidence/integration-facts.ts';
import { symbolsAgree } from '../../../src/gates/integration/symbols-agree.ts';
import { integrationFacts } from '../../support/integration-facts.ts';
import { path } from '../../support/output-facts.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';

const broken = (differs: Partial<PairBreak> = {}): PairBreak => ({
  other: 'handoff/b',
  part: 'user',
  kind: 'removed',
  name: 'total',
  defined: path('src/cart.ts'),
  used: path('src/bill.ts'),
  holder: 'other',
  because: { by: 'authorised' },
  ...differs,
});
const facts = (...breaks: readonly PairBreak[]) =>
  integrationFacts({ symbols: { compared: 4, left: 0, breaks } });

ruleTable(symbolsAgree, {
  passes: [
    { why: 'every name agrees', facts: facts() },
    { why: 'the one that goes first is not blocked', facts: facts(broken({ holder: 'this' })) },
    {
      why: 'files that were not compared are told, and no alarm',
      facts: integrationFacts({ symbols: { compared: 0, left: 3, breaks: [] } }),
    },
  ],
  fails: [
    ...(['removed', 'arity', 'member'] as const).map((kind) => ({
      why: `the one that uses it waits at its use: ${kind}`,
      facts: facts(broken({ kind })),
      findings: [
        {
          at: { path: 'src/bill.ts', output: 'handoff/b' },
          to: 'coordinator' as const,
          severity: 'block' as const,
          facts: { kind, name: 'total' },
        },
      ],
    })),
    {
      why: 'the one that changes it waits at its definition',
      facts: facts(broken({ part: 'changer' })),
      findings: [{ at: { path: 'src/cart.ts', output: 'handoff/b' } }],
    },
    {
      why: 'two names in one file are two findings',
      facts: facts(broken(), broken({ name: 'sum' })),
      findings: [{ facts: { name: 'sum' } }, { facts: { name: 'total' } }],
    },
  ],
});

test.each([
  [
    'user',
    /^handoff\/b removes or renames total of src\/cart\.ts, and handoff\/a adds a use of it in src\/bill\.ts;/,
    /^Land handoff\/b, bring the base tip into handoff\/a, and use what total became there\.$/,
  ],
  [
    'changer',
    /^handoff\/a removes or renames total of src\/cart\.ts, and handoff\/b adds a use of it in src\/bill\.ts;/,
    /^Land handoff\/b, .*, and change its use of total in src\/bill\.ts too\.$/,
  ],
] as const)('who changes and who uses is told the right way round: %s', (part, problem, fix) => {
  const [finding] = judged(symbolsAgree, { facts: facts(broken({ part })) }).findings;
  expect(finding?.problem).toMatch(problem);
  expect(finding?.fix).toMatch(fix);
});

test.each([
  [
    0,
    'names of 4 changed files of TypeScript, JavaScript and Python against every other output, 0 disagree',
  ],
  [1, '; not compared: 1 changed file (another language, or not to be parsed)'],
])('%i files that were not compared', (left, saw) => {
  const result = judged(symbolsAgree, {
    facts: integrationFacts({ symbols: { compared: 4, left, breaks: [] } }),
  });
  expect(result.saw.endsWith(saw)).toBe(true);
});

import type { PairBreak } from '../../../src/evidence/integration-facts.ts';
import { symbolsAgree } from '../../../src/gates/integration/symbols-agree.ts';
import { integrationFacts } from '../../support/integration-facts.ts';
import { path } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

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

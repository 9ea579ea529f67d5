import type { LandingReason } from '../../../src/analysis/landing-order.ts';
import { pairsMerge } from '../../../src/gates/integration/pairs-merge.ts';
import { integrationFacts, pairConflict } from '../../support/integration-facts.ts';
import { path } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const REASONS: readonly LandingReason[] = [
  { by: 'dependency', on: ['handoff/b'] },
  { by: 'authorised' },
  { by: 'conflicts' },
  { by: 'size' },
  { by: 'age' },
  { by: 'name' },
];
const clash = {
  kind: 'case-clash' as const,
  class: 'structural' as const,
  first: path('src/F1.ts'),
  second: path('src/f1.ts'),
  lines: [],
};

ruleTable(pairsMerge, {
  passes: [
    { why: 'no pair conflicts', facts: integrationFacts() },
    {
      why: 'the holder is not blocked by the one that waits for it: nothing it could push would help',
      facts: integrationFacts({ pairs: [pairConflict({ holder: 'this' })] }),
    },
    {
      why: 'outputs that wait for their own base block nobody',
      facts: integrationFacts({ evaluated: { others: 9, merges: 2, waitingForBase: 3 } }),
    },
  ],
  fails: [
    ...REASONS.map((because) => ({
      why: `the later one waits, and is told why: ${because.by}`,
      facts: integrationFacts({ pairs: [pairConflict({ because })] }),
      findings: [
        {
          at: { output: 'handoff/b' },
          to: 'coordinator' as const,
          severity: 'block' as const,
          facts: { because: because.by },
        },
      ],
    })),
    {
      why: 'a structural conflict blocks',
      facts: integrationFacts({ pairs: [pairConflict({ class: 'structural' })] }),
      findings: [{ facts: { class: 'structural' }, severity: 'block' }],
    },
    {
      why: 'only mechanical files: advice by default',
      facts: integrationFacts({ pairs: [pairConflict({ class: 'mechanical' })] }),
      findings: [{ severity: 'warn', facts: { class: 'mechanical' } }],
    },
    {
      why: 'only mechanical files in a strict repository: blocks',
      facts: integrationFacts({ pairs: [pairConflict({ class: 'mechanical' })] }),
      policy: { integration: { mechanical: 'block' } },
      findings: [{ severity: 'block' }],
    },
    {
      why: 'two names that one file system cannot hold (D13), though git merges them',
      facts: integrationFacts({
        pairs: [pairConflict({ class: 'structural', conflicts: [], clashes: [clash] })],
      }),
      findings: [{ severity: 'block', facts: { paths: ['src/F1.ts'], types: ['case-clash'] } }],
    },
    {
      why: 'integrity: the policy cannot lower it',
      facts: integrationFacts({ pairs: [pairConflict()] }),
      policy: { rules: { 'integration/pairs-merge': 'off' } },
      findings: [{ severity: 'block' }],
    },
    {
      why: 'one finding for each output that goes first, sorted by its name',
      facts: integrationFacts({
        pairs: [
          pairConflict({ other: 'handoff/z' }),
          pairConflict({ holder: 'this' }),
          pairConflict({ other: 'handoff/c' }),
        ],
      }),
      findings: [{ at: { output: 'handoff/c' } }, { at: { output: 'handoff/z' } }],
    },
  ],
});

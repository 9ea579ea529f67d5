import type { PairClaim } from '../../../src/evidence/integration-facts.ts';
import { noDoubleClaim } from '../../../src/gates/integration/no-double-claim.ts';
import { integrationFacts } from '../../support/integration-facts.ts';
import { path } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const claim = (differs: Partial<PairClaim> = {}): PairClaim => ({
  other: 'handoff/b',
  kind: 'version',
  what: '1.3.0',
  paths: [path('package.json')],
  holder: 'other',
  because: { by: 'authorised' },
  ...differs,
});
const kinds = ['version', 'number', 'entry', 'same-change'] as const;

ruleTable(noDoubleClaim, {
  passes: [
    { why: 'nothing is claimed twice', facts: integrationFacts() },
    {
      why: 'the one that goes first keeps what it claims',
      facts: integrationFacts({ claims: [claim({ holder: 'this' })] }),
    },
  ],
  fails: [
    ...kinds.map((kind) => ({
      why: `the later one waits: ${kind}`,
      facts: integrationFacts({ claims: [claim({ kind })] }),
      findings: [
        {
          at: { output: 'handoff/b' },
          to: 'coordinator' as const,
          severity: 'block' as const,
          facts: { kind, what: '1.3.0' },
        },
      ],
    })),
    {
      why: 'two claims of one pair are two findings',
      facts: integrationFacts({ claims: [claim(), claim({ kind: 'entry', what: 'zod' })] }),
      findings: [{ facts: { kind: 'entry' } }, { facts: { kind: 'version' } }],
    },
  ],
});

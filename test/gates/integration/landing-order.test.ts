import { landingOrder } from '../../../src/gates/integration/landing-order.ts';
import { integrationFacts } from '../../support/integration-facts.ts';
import { task } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const pending = (output: string, by: 'plan' | 'stack') =>
  ({ state: 'pending', output, by }) as const;
const unseen = integrationFacts({ awaited: [{ state: 'not-seen', task: task('db') }] });

ruleTable(landingOrder, {
  passes: [{ why: 'it waits for nothing', facts: integrationFacts() }],
  fails: [
    {
      why: 'the plan names an output that is pending',
      facts: integrationFacts({ awaited: [pending('handoff/db', 'plan')] }),
      findings: [
        {
          at: { output: 'handoff/db' },
          to: 'coordinator',
          severity: 'block',
          facts: { by: 'plan' },
        },
      ],
    },
    {
      why: 'it stands on the commits of a pending output',
      facts: integrationFacts({ awaited: [pending('handoff/db', 'stack')] }),
      findings: [{ at: { output: 'handoff/db' }, facts: { by: 'stack' } }],
    },
    {
      why: 'nobody saw the other task land: doubt, never green',
      facts: unseen,
      findings: [{ at: { field: 'depends-on.db' }, severity: 'unproven', facts: { task: 'db' } }],
    },
    {
      why: 'one finding for each that must land first, in the order of their names',
      facts: integrationFacts({
        awaited: [pending('handoff/z', 'plan'), pending('handoff/c', 'stack')],
      }),
      findings: [{ at: { output: 'handoff/c' } }, { at: { output: 'handoff/z' } }],
    },
  ],
});

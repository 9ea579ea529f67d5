import { constraintsCarried } from '../../../src/gates/task-entry/constraints-carried.ts';
import { plan, spec } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { taskEntryFacts } from '../../support/task-entry-facts.ts';

const EXPIRY = { id: 'C1', text: 'Session expiry: 24 hours' };
const LOGS = { id: 'C2', text: 'Never log tokens' };

/** A spec with these constraints under a plan with those. */
const under = (planned: readonly object[], carried: readonly object[]) =>
  taskEntryFacts({
    spec: spec({ constraints: carried }),
    plan: plan({ constraints: planned }),
  });

ruleTable(constraintsCarried, {
  passes: [
    { why: 'all of them', facts: under([EXPIRY, LOGS], [EXPIRY, LOGS]) },
    { why: 'in another order', facts: under([EXPIRY, LOGS], [LOGS, EXPIRY]) },
    { why: 'none on either side', facts: under([], []) },
    {
      why: 'one that applies to another task only',
      facts: under([EXPIRY, { ...LOGS, 'applies-to': ['data-layer-connection'] }], [EXPIRY]),
    },
    {
      why: 'one that was superseded',
      facts: under([EXPIRY, { ...LOGS, status: 'superseded', by: 'C1' }], [EXPIRY]),
    },
    {
      why: 'in other words: that is told by constraints-verbatim',
      facts: under([EXPIRY], [{ id: 'C1', text: 'Session expiry: 24 days' }]),
    },
    {
      why: 'under another id: that is told by constraints-verbatim',
      facts: under([EXPIRY], [{ ...EXPIRY, id: 'C9' }]),
    },
    {
      why: 'there is no plan: that is told by constraints-verbatim',
      facts: taskEntryFacts({ plan: undefined }),
    },
    {
      why: 'with an annotation, in another Unicode form',
      facts: under(
        [{ id: 'C1', text: 'Serve the cafe\u0301' }],
        [{ id: 'C9', text: 'Serve the caf\u00e9 (verbatim from plan v2)' }],
      ),
    },
  ],
  fails: [
    {
      why: 'one is missing',
      facts: under([EXPIRY, LOGS], [EXPIRY]),
      findings: [
        {
          at: { field: 'constraints' },
          expected: LOGS.text,
          facts: { constraint: 'C2', expected: LOGS.text },
        },
      ],
    },
    {
      why: 'one that names this task is missing',
      facts: under([{ ...LOGS, 'applies-to': ['auth-oauth'] }], []),
      findings: [{ facts: { constraint: 'C2' } }],
    },
    {
      why: 'all are missing: one finding each',
      facts: under([EXPIRY, LOGS], []),
      findings: [{ facts: { constraint: 'C1' } }, { facts: { constraint: 'C2' } }],
    },
  ],
});

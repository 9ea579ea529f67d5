import { describe, expect, test } from '@jest/globals';
import { constraintsCarryForward } from '../../../src/gates/plan-revision/constraints-carry-forward.ts';
import { mutated } from '../../support/constraint-mutations.ts';
import { proposing, revisionFacts } from '../../support/plan-revision-facts.ts';
import { nextVersion, planVersion } from '../../support/plan-versions.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';

const EXPIRY = 'Session expiry: 24 hours';
const C1 = { id: 'C1', text: EXPIRY };
const C7 = { id: 'C7', text: 'Session expiry: 8 hours' };
const superseded = {
  ...C1,
  status: 'superseded',
  by: 'C7',
  reason: 'audit',
  because: 'commit:found',
};
const saying = (...constraints: readonly Readonly<Record<string, unknown>>[]) =>
  proposing({ constraints });

ruleTable(constraintsCarryForward, {
  skips: [{ why: 'the first plan', facts: revisionFacts({ history: [] }) }],
  passes: [
    { why: 'the same bytes', facts: saying(C1) },
    { why: 'one more beside it', facts: saying(C7, C1) },
    { why: 'superseded by a named one, with reason and evidence', facts: saying(superseded, C7) },
    {
      why: 'no constraint before, none now',
      facts: revisionFacts({
        history: [planVersion({ version: 1, constraints: [] })],
        proposed: planVersion({ version: 2, constraints: [] }).plan,
      }),
    },
  ],
  fails: [
    {
      why: 'dropped (A10)',
      facts: saying(),
      findings: [{ at: { field: 'constraints.C1' }, facts: { kind: 'dropped', before: EXPIRY } }],
    },
    {
      why: 'reworded: the difference is marked (A10)',
      facts: saying({ ...C1, text: 'Session expiry: 24 days' }),
      findings: [
        {
          expected: 'Session expiry: 24 [-hours-]',
          found: 'Session expiry: 24 {+days+}',
          facts: { kind: 'reworded' },
        },
      ],
    },
    {
      why: 'another one under its id',
      facts: saying({ ...C1, text: 'Use Redis' }),
      findings: [{ expected: EXPIRY, found: 'Use Redis', facts: { kind: 'reused' } }],
    },
    {
      why: 'for fewer tasks than before',
      facts: saying({ ...C1, 'applies-to': ['auth-oauth'] }),
      findings: [{ facts: { kind: 'narrowed', tasks: null } }],
    },
    {
      why: 'for one task less',
      facts: revisionFacts({
        history: [
          planVersion({
            constraints: [{ ...C1, 'applies-to': ['auth-oauth', 'data-layer-connection'] }],
          }),
        ],
        proposed: proposing({ constraints: [{ ...C1, 'applies-to': ['auth-oauth'] }] }).proposed,
      }),
      findings: [{ facts: { kind: 'narrowed', tasks: ['data-layer-connection'] } }],
    },
    {
      why: 'superseded by nobody, for no reason, without evidence',
      facts: saying({ ...C1, status: 'superseded' }),
      findings: [{ facts: { kind: 'half-superseded', lacks: ['by', 'reason', 'because'] } }],
    },
    {
      why: 'superseded by one that is not active',
      facts: saying(superseded),
      findings: [{ facts: { lacks: ['active-successor'] } }],
    },
    {
      why: 'dropped by an edit that superseded nothing: the version before it counts',
      facts: revisionFacts({
        history: ((first, second) => [nextVersion(first, { constraints: [] }), second, first])(
          planVersion({ version: 1 }),
          nextVersion(planVersion({ version: 1 }), { goal: 'Second' }),
        ),
        proposed: proposing({ constraints: [] }).proposed,
      }),
      findings: [{ facts: { kind: 'dropped', constraint: 'C1' } }],
    },
    {
      why: 'an id that an older version used, with another text',
      facts: revisionFacts({
        history: [
          planVersion({ version: 2, constraints: [C1] }),
          planVersion({ version: 1, constraints: [C1, { id: 'C3', text: 'Old' }] }),
        ],
        proposed: proposing({ constraints: [C1, { id: 'C3', text: 'New' }] }).proposed,
      }),
      findings: [{ facts: { kind: 'reused', constraint: 'C3', before: 'Old', after: 'New' } }],
    },
  ],
});

describe('mutated constraints (threat A10)', () => {
  const mutants = [
    EXPIRY,
    'No third-party OAuth libraries — internal implementation only',
    'Retry at most 3 times; never log tokens',
    'API responses must not hold more than 50 ms',
  ].flatMap((original) => mutated(original).map(({ text }) => ({ original, text })));

  test('200 and more, none accepted', () => {
    expect(new Set(mutants.map(({ text }) => text)).size).toBeGreaterThan(200);
    const accepted = mutants.filter(({ original, text }) => {
      const history = [planVersion({ constraints: [{ id: 'C1', text: original }] })];
      const facts = revisionFacts({ ...proposing({ constraints: [{ id: 'C1', text }] }), history });
      return judged(constraintsCarryForward, { facts }).state !== 'failed';
    });
    expect(accepted).toEqual([]);
  });
});

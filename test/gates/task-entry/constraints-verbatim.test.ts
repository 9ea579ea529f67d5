import { describe, expect, test } from '@jest/globals';
import { constraintsVerbatim } from '../../../src/gates/task-entry/constraints-verbatim.ts';
import { MUTATIONS, mutated } from '../../support/constraint-mutations.ts';
import { plan, spec } from '../../support/output-facts.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';
import { taskEntryFacts } from '../../support/task-entry-facts.ts';

const EXPIRY = { id: 'C1', text: 'Session expiry: 24 hours' };
const LIBRARIES = {
  id: 'C2',
  text: 'No third-party OAuth libraries — internal implementation only',
};

/** A spec of plan v2 that says these constraints, beside a plan that has those. */
const saying = (
  said: readonly object[],
  planned: readonly object[] = [EXPIRY, LIBRARIES],
  current = plan({ constraints: planned }),
) =>
  taskEntryFacts({
    spec: spec({ constraints: said }),
    plan: current,
    namedPlan: plan({ constraints: planned }),
  });

ruleTable(constraintsVerbatim, {
  passes: [
    { why: 'the same bytes', facts: saying([EXPIRY, LIBRARIES]) },
    { why: 'in another order', facts: saying([LIBRARIES, EXPIRY]) },
    { why: 'only some of them: that is told by constraints-carried', facts: saying([EXPIRY]) },
    { why: 'none', facts: saying([], []) },
    {
      why: 'annotated with the version that the spec names',
      facts: saying([{ ...EXPIRY, text: `${EXPIRY.text} (verbatim from plan v2)` }]),
    },
    {
      why: 'spaces and a line end behind it',
      facts: saying([{ ...EXPIRY, text: `${EXPIRY.text} \n` }]),
    },
    {
      why: 'one letter composed here and decomposed there (NFC)',
      facts: saying(
        [{ id: 'C1', text: 'Serve the caf\u00e9' }],
        [{ id: 'C1', text: 'Serve the cafe\u0301' }],
      ),
    },
    {
      why: 'the current version is known, its history is not needed',
      facts: taskEntryFacts({ namedPlan: undefined }),
    },
  ],
  fails: [
    {
      why: 'altered: the difference is marked (A10)',
      facts: saying([{ ...EXPIRY, text: 'Session expiry: 24 days' }]),
      findings: [
        {
          at: { field: 'constraints' },
          expected: 'Session expiry: 24 [-hours-]',
          found: 'Session expiry: 24 {+days+}',
          facts: { kind: 'altered', constraint: 'C1', expected: EXPIRY.text },
        },
      ],
    },
    {
      why: 'altered beyond likeness: the id still says which one was meant',
      facts: saying([{ ...EXPIRY, text: 'Cache everything' }]),
      findings: [{ facts: { kind: 'altered', constraint: 'C1', found: 'Cache everything' } }],
    },
    {
      why: 'altered under an id of its own: the most alike is shown',
      facts: saying([{ id: 'C7', text: 'Session expiry: 48 hours' }]),
      findings: [{ facts: { kind: 'altered', constraint: 'C7', expected: EXPIRY.text } }],
    },
    {
      why: 'invented',
      facts: saying([EXPIRY, { id: 'C7', text: 'Use Redis' }]),
      findings: [{ facts: { kind: 'invented', constraint: 'C7', found: 'Use Redis' } }],
    },
    {
      why: 'the id of another one',
      facts: saying([{ ...EXPIRY, id: 'C2' }]),
      findings: [{ expected: 'C1', found: 'C2', facts: { kind: 'misnumbered', expected: 'C1' } }],
    },
    {
      why: 'superseded by a named one',
      facts: saying([EXPIRY], [{ ...EXPIRY, status: 'superseded', by: 'C9' }]),
      findings: [{ facts: { kind: 'superseded', constraint: 'C1' } }],
    },
    {
      why: 'superseded by none',
      facts: saying([EXPIRY], [{ ...EXPIRY, status: 'superseded' }]),
      findings: [{ facts: { kind: 'superseded' } }],
    },
    {
      why: 'verbatim from a version that the spec does not name (D7)',
      facts: saying([{ ...EXPIRY, text: `${EXPIRY.text} (verbatim from plan v3)` }]),
      findings: [{ facts: { kind: 'misdated', constraint: 'C1', expected: 2, found: 3 } }],
    },
    {
      why: 'the plan went on: compared with the version that the spec names, and told',
      facts: saying([EXPIRY], [EXPIRY], plan({ version: 3, constraints: [] })),
      findings: [{ at: { field: 'plan' }, facts: { kind: 'outdated', spec: 2, plan: 3 } }],
    },
    {
      why: 'the plan went on, and the constraint was altered besides',
      facts: saying([{ ...EXPIRY, text: 'x' }], [EXPIRY], plan({ version: 3 })),
      findings: [{ facts: { kind: 'altered' } }, { facts: { kind: 'outdated' } }],
    },
    {
      why: 'a version that never was: nothing to compare with',
      facts: taskEntryFacts({ spec: spec({ plan: 'plan@9' }), namedPlan: undefined }),
      findings: [{ expected: 'plan@2', found: 'plan@9', facts: { kind: 'outdated', spec: 9 } }],
    },
    {
      why: 'no plan at all: constraints that nobody decided',
      facts: taskEntryFacts({ plan: undefined, namedPlan: undefined }),
      findings: [{ at: { field: 'plan' }, facts: { kind: 'no-plan', spec: 2 } }],
    },
  ],
});

describe('mutated constraints (threat A10)', () => {
  const originals = [
    EXPIRY.text,
    LIBRARIES.text,
    'Retry with exponential back-off, at most 3 times',
    'API responses must not hold more than 50 ms',
    'Keep profile files below 10 MB',
    'Never log tokens; every secret is stored in the vault',
  ];
  const mutants = originals.flatMap((original) =>
    mutated(original).map(({ by, text }) => ({ original, by, text })),
  );

  test('there are more than 200, by every operator', () => {
    expect(new Set(mutants.map(({ text }) => text)).size).toBeGreaterThan(200);
    expect(new Set(mutants.map(({ by }) => by))).toEqual(new Set(Object.keys(MUTATIONS)));
  });

  test.each([
    ['under the same id', 'C1'],
    ['under another id', 'C2'],
  ])('none is accepted %s, with and without an annotation', (_, id) => {
    const accepted = mutants.filter(({ original, text }) =>
      [text, `${text} (verbatim from plan v2)`].some(
        (line) =>
          judged(constraintsVerbatim, {
            facts: saying([{ id, text: line }], [{ id: 'C1', text: original }]),
          }).state === 'passed',
      ),
    );
    expect(accepted.slice(0, 3)).toEqual([]);
  });

  test('none is accepted beside the original: it is one constraint too many', () => {
    const accepted = mutants.filter(
      ({ original, text }) =>
        judged(constraintsVerbatim, {
          facts: saying(
            [
              { id: 'C1', text: original },
              { id: 'C2', text },
            ],
            [{ id: 'C1', text: original }],
          ),
        }).state === 'passed',
    );
    expect(accepted.slice(0, 3)).toEqual([]);
  });
});

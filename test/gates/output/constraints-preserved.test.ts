import { describe, expect, test } from '@jest/globals';
import { constraintsPreserved } from '../../../src/gates/output/constraints-preserved.ts';
import { mutated } from '../../support/constraint-mutations.ts';
import { authorisedSpec, contract, outputFacts } from '../../support/output-facts.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';

const EXPIRY = 'Session expiry: 24 hours';
const LIBRARIES = 'No third-party OAuth libraries — internal implementation only';
const RETRY = 'Retry with exponential back-off, at most 3 times';

/** An output of a spec with these constraints whose contract says those. */
function saying(constraints: readonly string[], texts: readonly string[] = [EXPIRY, LIBRARIES]) {
  return outputFacts({
    contract: contract({ constraints }),
    spec: authorisedSpec({
      constraints: texts.map((text, index) => ({ id: `C${index + 1}`, text })),
    }),
  });
}

ruleTable(constraintsPreserved, {
  passes: [
    { why: 'the same bytes', facts: saying([EXPIRY, LIBRARIES]) },
    { why: 'in another order', facts: saying([LIBRARIES, EXPIRY]) },
    {
      why: 'annotated with the plan version of the spec',
      facts: saying([`${EXPIRY} (verbatim from plan v2)`, LIBRARIES]),
    },
    { why: 'spaces and a line end behind it', facts: saying([`${EXPIRY}  \n`, LIBRARIES]) },
    {
      why: 'one letter composed here and decomposed there (NFC)',
      facts: saying(['Serve the cafe\u0301'], ['Serve the caf\u00e9']),
    },
    { why: 'one constraint said twice', facts: saying([EXPIRY, EXPIRY, LIBRARIES]) },
    { why: 'no constraints on either side', facts: saying([], []) },
    {
      why: 'the spec itself has it from an older version, and the contract repeats that',
      facts: saying([`${EXPIRY} (verbatim from plan v1)`], [`${EXPIRY} (verbatim from plan v1)`]),
    },
  ],
  fails: [
    {
      why: 'one dropped',
      facts: saying([EXPIRY]),
      findings: [
        {
          at: { field: 'constraints' },
          facts: { kind: 'dropped', constraint: 'C2', expected: LIBRARIES },
        },
      ],
    },
    {
      why: 'one altered: the difference is marked (A10)',
      facts: saying(['Session expiry: 24 days', LIBRARIES]),
      findings: [
        {
          expected: 'Session expiry: 24 [-hours-]',
          found: 'Session expiry: 24 {+days+}',
          facts: {
            kind: 'altered',
            constraint: 'C1',
            expected: EXPIRY,
            found: 'Session expiry: 24 days',
          },
        },
      ],
    },
    {
      why: 'a no-break space in front of the annotation (A10)',
      facts: saying([`${EXPIRY}\u00a0(verbatim from plan v2)`, LIBRARIES]),
      findings: [{ facts: { kind: 'altered', constraint: 'C1' } }],
    },
    {
      why: 'one invented',
      facts: saying([EXPIRY, LIBRARIES, 'Use Redis for sessions']),
      findings: [{ facts: { kind: 'invented', found: 'Use Redis for sessions' } }],
    },
    {
      why: 'one invented, said twice: one finding',
      facts: saying([EXPIRY, LIBRARIES, 'Use Redis', 'Use Redis']),
      findings: [{ facts: { kind: 'invented' } }],
    },
    {
      why: 'one replaced by something else: dropped and invented',
      facts: saying([EXPIRY, 'Cache every answer']),
      findings: [{ facts: { kind: 'dropped', constraint: 'C2' } }, { facts: { kind: 'invented' } }],
    },
    {
      why: 'two altered: each beside the line most like it',
      facts: saying(
        ['Session expiry: 25 hours', 'Session expiry: 25 minutes'],
        ['Session expiry: 24 minutes', 'Session expiry: 24 hours'],
      ),
      findings: [
        { facts: { constraint: 'C1', found: 'Session expiry: 25 minutes' } },
        { facts: { constraint: 'C2', found: 'Session expiry: 25 hours' } },
      ],
    },
    {
      why: 'two lines in the words of one constraint: altered, and one too many',
      facts: saying([`${RETRY}!`, `${RETRY}!!`], [RETRY]),
      findings: [
        { facts: { kind: 'altered', found: `${RETRY}!` } },
        { facts: { kind: 'invented', found: `${RETRY}!!` } },
      ],
    },
    {
      why: 'one line in the words of two constraints counts for one of them, in whichever order they stand',
      facts: outputFacts({
        contract: contract({ constraints: ['Session expiry: 24 hour'] }),
        spec: authorisedSpec({
          constraints: [
            { id: 'C2', text: 'Session expiry: 24 hourss' },
            { id: 'C1', text: EXPIRY },
          ],
        }),
      }),
      findings: [
        { facts: { kind: 'altered', constraint: 'C1' } },
        { facts: { kind: 'dropped', constraint: 'C2' } },
      ],
    },
    {
      why: 'verbatim from a version that the spec does not derive from (D7)',
      facts: saying([`${EXPIRY} (verbatim from plan v3)`, LIBRARIES]),
      findings: [{ facts: { kind: 'misdated', constraint: 'C1', expected: 2, found: [3] } }],
    },
    {
      why: 'several wrong versions of one constraint: one finding',
      facts: saying([
        `${EXPIRY} (verbatim from plan v9)`,
        `${EXPIRY} (verbatim from plan v1)`,
        `${EXPIRY} (verbatim from plan v2)`,
        LIBRARIES,
      ]),
      findings: [{ facts: { kind: 'misdated', constraint: 'C1', expected: 2, found: [1, 9] } }],
    },
    {
      why: 'another version than the one that the spec itself names',
      facts: saying([`${EXPIRY} (verbatim from plan v2)`], [`${EXPIRY} (verbatim from plan v1)`]),
      findings: [{ facts: { kind: 'misdated', constraint: 'C1', expected: 1, found: [2] } }],
    },
    {
      why: 'none carried at all',
      facts: saying([]),
      findings: [{ facts: { constraint: 'C1' } }, { facts: { constraint: 'C2' } }],
    },
  ],
});

describe('mutated constraints (threat A10)', () => {
  const originals = [
    EXPIRY,
    LIBRARIES,
    RETRY,
    'API responses must not hold more than 50 ms',
    'Never log tokens; every secret is stored in the vault',
  ];
  const mutants = originals.flatMap((original) =>
    mutated(original).map(({ by, text }) => ({ original, by, text })),
  );

  test('there are more than 200, by every operator', () => {
    expect(new Set(mutants.map(({ text }) => text)).size).toBeGreaterThan(200);
  });

  test('none is accepted, with and without an annotation', () => {
    const accepted = mutants.filter(({ original, text }) =>
      [text, `${text} (verbatim from plan v2)`].some(
        (line) =>
          judged(constraintsPreserved, { facts: saying([line], [original]) }).state === 'passed',
      ),
    );
    expect(accepted).toEqual([]);
  });

  test('none is accepted beside the original either: it is one constraint too many', () => {
    const accepted = mutants.filter(
      ({ original, text }) =>
        judged(constraintsPreserved, { facts: saying([original, text], [original]) }).state ===
        'passed',
    );
    expect(accepted).toEqual([]);
  });
});

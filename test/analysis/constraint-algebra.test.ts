import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ConstraintFate, constraintFates } from '../../src/analysis/constraint-algebra.ts';
import { mutated } from '../support/constraint-mutations.ts';
import { plan } from '../support/output-facts.ts';

type Written = Readonly<Record<string, unknown>>;

const EXPIRY = 'Session expiry: 24 hours';
const C1 = { id: 'C1', text: EXPIRY };
const C2 = { id: 'C2', text: 'No third-party OAuth libraries — internal implementation only' };
const OLD = { ...C2, status: 'superseded', by: 'C1', reason: 'merged', because: 'commit:1' };

/** Two tasks, `auth-oauth` and `data-layer-connection`, unless a test says otherwise. */
function fates(before: readonly Written[], after: readonly Written[], more: Written = {}) {
  const [previous, proposed] = [
    plan({ constraints: before }),
    plan({ constraints: after, ...more }),
  ];
  return constraintFates(previous, proposed);
}

const superseding = (overrides: Written = {}) => ({
  ...C1,
  status: 'superseded',
  by: 'C2',
  reason: 'customers asked',
  because: 'commit:2',
  ...overrides,
});

describe('what becomes of a constraint', () => {
  test.each<[string, readonly Written[], readonly Written[], readonly ConstraintFate[]]>([
    ['the same bytes', [C1], [C1], [{ id: 'C1', kind: 'preserved' }]],
    [
      'in another order, with one more',
      [C1, C2],
      [{ id: 'C9', text: 'New' }, C2, C1],
      [
        { id: 'C1', kind: 'preserved' },
        { id: 'C2', kind: 'preserved' },
        { id: 'C9', kind: 'added' },
      ],
    ],
    ['gone', [C1], [], [{ id: 'C1', kind: 'dropped', before: EXPIRY }]],
    [
      'the same text under another id is another constraint',
      [C1],
      [{ id: 'C3', text: EXPIRY }],
      [
        { id: 'C1', kind: 'dropped', before: EXPIRY },
        { id: 'C3', kind: 'added' },
      ],
    ],
    [
      'in other words',
      [C1],
      [{ ...C1, text: 'Session expiry: 24 days' }],
      [{ id: 'C1', kind: 'reworded', before: EXPIRY, after: 'Session expiry: 24 days' }],
    ],
    [
      'another one under its id',
      [C1],
      [{ ...C1, text: 'Use Redis' }],
      [{ id: 'C1', kind: 'reused', before: EXPIRY, after: 'Use Redis' }],
    ],
    [
      'superseded by an active one, with reason and evidence',
      [C1, C2],
      [superseding(), C2],
      [
        { id: 'C1', kind: 'superseded', by: 'C2' },
        { id: 'C2', kind: 'preserved' },
      ],
    ],
    [
      'superseded and reworded at once is reworded',
      [C1, C2],
      [superseding({ text: `${EXPIRY}.` }), C2],
      [
        { id: 'C1', kind: 'reworded', before: EXPIRY, after: `${EXPIRY}.` },
        { id: 'C2', kind: 'preserved' },
      ],
    ],
    [
      'superseded long ago',
      [C1, OLD],
      [C1, OLD],
      [
        { id: 'C1', kind: 'preserved' },
        { id: 'C2', kind: 'preserved' },
      ],
    ],
    [
      'superseded long ago, and its successor superseded now',
      [C1, OLD],
      [superseding({ by: 'C7' }), OLD, { id: 'C7', text: 'Sessions never expire' }],
      [
        { id: 'C1', kind: 'superseded', by: 'C7' },
        { id: 'C2', kind: 'preserved' },
        { id: 'C7', kind: 'added' },
      ],
    ],
    [
      'superseded long ago and gone now: its id would be free',
      [C1, OLD],
      [C1],
      [
        { id: 'C1', kind: 'preserved' },
        { id: 'C2', kind: 'dropped', before: C2.text },
      ],
    ],
    [
      'active again',
      [C1, OLD],
      [C1, C2],
      [
        { id: 'C1', kind: 'preserved' },
        { id: 'C2', kind: 'revived' },
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(fates(before, after)).toEqual(expected);
  });

  test.each<[string, Written, readonly string[]]>([
    ['by nobody', { by: undefined }, ['by']],
    ['by one that is not there', { by: 'C8' }, ['active-successor']],
    ['by itself', { by: 'C1' }, ['active-successor']],
    ['by one that is superseded', { by: 'C3' }, ['active-successor']],
    ['without a reason', { reason: undefined }, ['reason']],
    ['without evidence', { because: undefined }, ['because']],
    [
      'with nothing but the word',
      { by: undefined, reason: undefined, because: undefined },
      ['by', 'reason', 'because'],
    ],
  ])('superseded %s: half', (_, overrides, lacks) => {
    const third = { ...C2, id: 'C3', status: 'superseded', by: 'C2', reason: 'r', because: 'b' };
    const [fate] = fates([C1, C2, third], [superseding(overrides), C2, third]);
    expect(fate).toMatchObject({ id: 'C1', kind: 'half-superseded', lacks });
  });

  test('evidence may stand in the revision, and the one of an earlier change does not count', () => {
    const revision = { by: 'planner', changes: [{ target: 'C1', because: 'commit:2' }] };
    const after = [superseding({ because: undefined }), C2];
    expect(fates([C1, C2], after, { revision })[0]).toMatchObject({ kind: 'superseded' });
    const stale = [{ ...C1, because: 'commit:2' }, C2];
    expect(fates(stale, [superseding(), C2])[0]).toMatchObject({ lacks: ['because'] });
  });
});

describe('an id', () => {
  const earlier = [
    plan({ constraints: [{ id: 'C9', text: 'Newest' }] }),
    plan({ constraints: [{ id: 'C9', text: 'Oldest' }] }),
  ];
  test.each([
    ['never used', 'C8', 'Anything', { id: 'C8', kind: 'added' }],
    ['back with its text', 'C9', 'Newest', { id: 'C9', kind: 'added' }],
    [
      'back with another text',
      'C9',
      'Oldest',
      { id: 'C9', kind: 'reused', before: 'Newest', after: 'Oldest' },
    ],
  ])('%s', (_, id, text, expected) => {
    const proposed = plan({ constraints: [{ id, text }] });
    expect(constraintFates(plan({ constraints: [] }), proposed, earlier)).toEqual([expected]);
  });
});

describe('the tasks that it binds', () => {
  const [A, B] = ['auth-oauth', 'data-layer-connection'];
  test.each<
    [
      string,
      readonly string[] | undefined,
      readonly string[] | undefined,
      readonly string[] | 'all others' | 'kept',
    ]
  >([
    ['every task, still', undefined, undefined, 'kept'],
    ['the same list', [A], [A], 'kept'],
    ['wider', [A], [B, A], 'kept'],
    ['from a list to every task', [A], undefined, 'kept'],
    ['a task that is gone needs none', [A, 'gone'], [A], 'kept'],
    ['from every task to a list of all: tasks to come are lost', undefined, [A, B], 'all others'],
    ['from every task to none', undefined, [], 'all others'],
    ['one of two lost', [A, B], [B], [A]],
    ['none left', [A, B], [], [A, B]],
  ])('%s', (_, before, after, expected) => {
    const [fate] = fates([{ ...C1, 'applies-to': before }], [{ ...C1, 'applies-to': after }]);
    if (expected === 'kept') expect(fate).toEqual({ id: 'C1', kind: 'preserved' });
    else
      expect(fate).toEqual({
        id: 'C1',
        kind: 'narrowed',
        tasks: expected === 'all others' ? undefined : expected,
      });
  });
});

describe('mutated constraints (threat A10)', () => {
  const originals = [
    EXPIRY,
    C2.text,
    'Retry with exponential back-off, at most 3 times',
    'API responses must not hold more than 50 ms',
    'Never log tokens; every secret is stored in the vault',
    'Serve the caf\u00e9 menu',
  ];
  const mutants = originals
    .flatMap((original) => [
      ...mutated(original).map(({ text }) => ({ original, text })),
      // Bytes, not letters: specs and contracts repeat them.
      ...['NFD', 'NFKC'].map((form) => ({ original, text: original.normalize(form) })),
      { original, text: `${original} ` },
    ])
    .filter(({ original, text }) => text !== original);

  test('there are more than 200', () => {
    expect(new Set(mutants.map(({ text }) => text)).size).toBeGreaterThan(200);
  });

  test('none is preserved: each is told as reworded or as another one, with both texts', () => {
    for (const { original, text } of mutants) {
      const [fate] = fates([{ id: 'C1', text: original }], [{ id: 'C1', text }]);
      expect(['reworded', 'reused']).toContain(fate?.kind);
      expect(fate).toMatchObject({ before: original, after: text });
    }
  });

  test('none is preserved beside the original, or in its place under another id', () => {
    for (const { original, text } of mutants) {
      const before = [{ id: 'C1', text: original }];
      expect(fates(before, [{ id: 'C2', text }])[0]?.kind).toBe('dropped');
      const both = fates(before, [...before, { id: 'C2', text }]);
      expect(both.map(({ kind }) => kind)).toEqual(['preserved', 'added']);
    }
  });
});

test('law: preserved or revived means the very same bytes, and nothing of the previous version is left out', () => {
  const constraint = fc.record({
    text: fc.constantFrom(EXPIRY, `${EXPIRY} `, 'Session expiry: 24 days', 'x'),
    status: fc.constantFrom('active', 'superseded'),
  });
  const list = fc.array(constraint, { maxLength: 4 });
  const numbered = (given: readonly { readonly text: string; readonly status: string }[]) =>
    given.map((one, at) => ({ ...one, id: `C${at}` }));
  fc.assert(
    fc.property(list, list, (before, after) => {
      const [old, now] = [numbered(before), numbered(after)];
      const told = fates(old, now);
      expect(told.slice(0, old.length).map(({ id }) => id)).toEqual(old.map(({ id }) => id));
      for (const { id, kind } of told)
        if (kind === 'preserved' || kind === 'revived')
          expect(now.find((one) => one.id === id)?.text).toBe(
            old.find((one) => one.id === id)?.text,
          );
    }),
  );
});

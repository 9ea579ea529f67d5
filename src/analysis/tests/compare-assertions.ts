import { groupBy } from '../group-by.ts';
import type { WeakeningKind } from '../test-weakening.ts';
import { ASSERTING_NAME, type Assertion, CONSTANT, PARTIAL } from './assertion.ts';
import { keyOf, type PlacedTest, wordsOf } from './match-tests.ts';

export interface AssertionLoss {
  readonly kind: WeakeningKind;
  readonly was: Assertion;
  readonly now: Assertion | undefined;
}

/**
 * What one test demands less than before. An assertion that went is no loss when another of the same subject demands as
 * much, when a larger one names all that it named, or when a new one of the same rank took its place.
 */
export function compareAssertions(
  was: PlacedTest,
  is: PlacedTest,
  isKnownHelper: (name: string) => boolean,
): readonly AssertionLoss[] {
  const gone = byRank(without(was.effective, is.effective));
  const fresh = without(is.effective, was.effective);
  const bySubject = groupBy(fresh, ({ subject }) => subject);
  const taken = new Set<Assertion>();
  const losses: AssertionLoss[] = [];
  const unmatched: Assertion[] = [];
  for (const one of gone) {
    const other = bySubject.get(one.subject)?.shift();
    if (other === undefined) {
      unmatched.push(one);
      continue;
    }
    taken.add(other);
    if (other.rank < one.rank) losses.push({ kind: 'matcher-weaker', was: one, now: other });
  }
  const opaque = [...is.calls].some(
    (name) => ASSERTING_NAME.test(name) && !was.calls.has(name) && !isKnownHelper(name),
  );
  const larger = largerOnes(unmatched, is.effective);
  const lost = opaque ? [] : unmatched.filter((one) => !larger.has(one));
  const used = new Set(larger.values());
  const rest = byRank(fresh.filter((other) => !taken.has(other) && !used.has(other)));
  const idle = idleOnes(was, is);
  for (const [index, one] of lost.entries()) {
    const other = rest[index];
    if (other === undefined) losses.push(lossOf(one, idle));
    else if (other.rank < one.rank) losses.push({ kind: 'matcher-weaker', was: one, now: other });
  }
  return losses;
}

/** Assertions of the head that are there but cannot fail, by what they say; the first of them under ''. */
function idleOnes(was: PlacedTest, is: PlacedTest): ReadonlyMap<string, Assertion> {
  const idle = is.assertions.filter(({ fate, rank }) => fate !== 'counts' || rank === CONSTANT);
  const fresh = without(idle, was.assertions);
  return new Map([
    ...fresh.slice(0, 1).map((one) => ['', one] as const),
    ...fresh.map((one) => [keyOf(one), one] as const),
  ]);
}

/** Why an assertion no longer counts: it is still there but cannot fail, or it is gone. */
function lossOf(one: Assertion, idle: ReadonlyMap<string, Assertion>): AssertionLoss {
  const now = idle.get(keyOf(one)) ?? idle.get('');
  if (now === undefined) return { kind: 'assertions-fewer', was: one, now };
  if (now.fate === 'counts') return { kind: 'assertion-constant', was: one, now };
  return {
    kind: now.fate === 'swallowed' ? 'assertion-swallowed' : 'assertion-unreachable',
    was: one,
    now,
  };
}

/** How many assertions of one test are looked at as larger ones; people write some ten. */
const LARGER = 200;

/**
 * `toEqual({a: 1, b: 2})` for `toBe(1)` on `.a`: the larger assertion names the member and the value of the smaller.
 * @returns for each of the smaller ones that has one, its larger one.
 */
function largerOnes(
  smaller: readonly Assertion[],
  all: readonly Assertion[],
): ReadonlyMap<Assertion, Assertion> {
  const candidates = all
    .filter(({ rank, expected }) => rank >= PARTIAL && expected !== '')
    .slice(0, LARGER)
    .map((one) => ({ one, known: new Set(wordsOf(`${one.subject} ${one.expected}`)) }));
  return new Map(
    smaller.flatMap((small) => {
      const words = [...wordsOf(small.expected), ...wordsOf(small.subject).slice(-1)];
      const found = candidates.find(({ known }) => words.every((word) => known.has(word)));
      return found === undefined ? [] : [[small, found.one]];
    }),
  );
}

/** `all` without one of each of `some`. */
function without(all: readonly Assertion[], some: readonly Assertion[]): Assertion[] {
  const counts = new Map<string, number>();
  for (const one of some) counts.set(stateKey(one), (counts.get(stateKey(one)) ?? 0) + 1);
  return all.filter((one) => {
    const count = counts.get(stateKey(one)) ?? 0;
    counts.set(stateKey(one), count - 1);
    return count <= 0;
  });
}

function stateKey(one: Assertion): string {
  return `${one.fate}\0${keyOf(one)}`;
}

function byRank(assertions: readonly Assertion[]): Assertion[] {
  return assertions.toSorted((a, b) => b.rank - a.rank);
}

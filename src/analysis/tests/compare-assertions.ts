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
  const gone = without(was.effective, is.effective);
  const fresh = without(is.effective, was.effective);
  const losses: AssertionLoss[] = [];
  const unmatched: Assertion[] = [];
  for (const one of byRank(gone)) {
    const same = fresh.findIndex(({ subject }) => subject === one.subject);
    const [other] = same === -1 ? [] : fresh.splice(same, 1);
    if (other === undefined) unmatched.push(one);
    else if (other.rank < one.rank) losses.push({ kind: 'matcher-weaker', was: one, now: other });
  }
  const opaque = [...is.calls].some(
    (name) => ASSERTING_NAME.test(name) && !was.calls.has(name) && !isKnownHelper(name),
  );
  const larger = unmatched.map((one) => is.effective.find((other) => names(other, one)));
  const lost = opaque ? [] : unmatched.filter((_, index) => larger[index] === undefined);
  const rest = byRank(fresh.filter((other) => !larger.includes(other)));
  for (const [index, one] of lost.entries()) {
    const other = rest[index];
    if (other === undefined) losses.push(fateOf(one, was, is));
    else if (other.rank < one.rank) losses.push({ kind: 'matcher-weaker', was: one, now: other });
  }
  return losses;
}

/** Why an assertion no longer counts: it is still there but cannot fail, or it is gone. */
function fateOf(one: Assertion, was: PlacedTest, is: PlacedTest): AssertionLoss {
  const idle = without(
    is.assertions.filter(({ fate, rank }) => fate !== 'counts' || rank === CONSTANT),
    was.assertions,
  );
  const now = idle.find((other) => keyOf(other) === keyOf(one)) ?? idle[0];
  if (now === undefined) return { kind: 'assertions-fewer', was: one, now };
  if (now.fate === 'counts') return { kind: 'assertion-constant', was: one, now };
  return {
    kind: now.fate === 'swallowed' ? 'assertion-swallowed' : 'assertion-unreachable',
    was: one,
    now,
  };
}

/** `toEqual({a: 1, b: 2})` for `toBe(1)` on `.a`: the larger assertion names the member and the value of the smaller. */
function names(larger: Assertion, smaller: Assertion): boolean {
  const known = new Set(wordsOf(`${larger.subject} ${larger.expected}`));
  const words = [...wordsOf(smaller.expected), ...wordsOf(smaller.subject).slice(-1)];
  return larger.rank >= PARTIAL && larger.expected !== '' && words.every((word) => known.has(word));
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

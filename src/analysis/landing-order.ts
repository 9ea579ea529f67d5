import { groupBy } from './group-by.ts';

/** A pending output as a candidate for landing. */
export interface Contender {
  readonly output: string;
  /** Names of pending outputs that must land before this one; names that are not pending have landed or are unknown. */
  readonly dependsOn: readonly string[];
  /** When its task was authorised, in milliseconds since 1970; undefined: not known, sorts after every known one. */
  readonly authorisedAt: number | undefined;
  /** Changed paths. */
  readonly size: number;
  /** Pull request number or place in time: smaller is older. */
  readonly age: number;
}

export type LandingReason =
  | { readonly by: 'dependency'; readonly on: readonly string[] }
  | { readonly by: 'authorised' | 'conflicts' | 'size' | 'age' | 'name' };

/** Of two outputs that conflict: who may land now and who waits. Clears by itself when the holder lands or closes. */
export interface LandingDecision {
  readonly holder: string;
  readonly blocked: string;
  readonly because: LandingReason;
}

export interface LandingOrder {
  /** Every contender, first to land first. */
  readonly order: readonly string[];
  /** One decision a conflicting pair, in order of holder, then of blocked. */
  readonly decisions: readonly LandingDecision[];
  /** The same for any two contenders. @param a and `b`: names of different ones. */
  between(a: string, b: string): LandingDecision;
  /** Outputs that wait for themselves through their dependencies; the order ignores dependencies among them. */
  readonly cyclic: readonly string[];
}

interface Ranked extends Contender {
  /** Pending outputs that must land first. */
  readonly waitsFor: readonly string[];
  /** One value a criterion; the smaller one goes first. */
  readonly rank: readonly (number | string)[];
}

/** Who goes first when no dependency says so; the first difference decides. Names are unique, so the order is total. */
const CRITERIA = ['authorised', 'conflicts', 'size', 'age', 'name'] as const;

/**
 * Orders pending outputs (CONFLICTS.md "Order"): dependencies first, then earlier authorised, then fewer conflicts,
 * smaller, older, and by name, so that the answer is the same from every machine.
 * @param contenders with unique names.
 * @param conflicts pairs of contenders that a real merge found to conflict; other pairs need no decision.
 */
export function landingOrder(
  contenders: readonly Contender[],
  conflicts: readonly (readonly [string, string])[],
): LandingOrder {
  const names = new Set(contenders.map(({ output }) => output));
  const count = new Map<string, number>();
  for (const name of conflicts.flat()) count.set(name, (count.get(name) ?? 0) + 1);
  const ranked = new Map(
    contenders
      .map((one): Ranked => {
        const { output, authorisedAt = Number.MAX_VALUE, size, age } = one;
        return {
          ...one,
          waitsFor: one.dependsOn.filter((name) => names.has(name)),
          rank: [authorisedAt, count.get(output) ?? 0, size, age, output],
        };
      })
      .sort((a, b) => (goesFirst(a, b, firstDifference(a, b)) ? -1 : 1))
      .map((one) => [one.output, one]),
  );
  const { order, cyclic } = dependenciesFirst(ranked);
  const place = new Map(order.map((name, index) => [name, index]));
  const placeOf = (name: string): number => place.get(name) as number;
  const between = (a: string, b: string): LandingDecision =>
    placeOf(a) < placeOf(b) ? decide(ranked, a, b) : decide(ranked, b, a);
  const decisions = conflicts
    .map(([a, b]) => between(a, b))
    .sort(
      (a, b) => placeOf(a.holder) - placeOf(b.holder) || placeOf(a.blocked) - placeOf(b.blocked),
    );
  return { order, decisions, between, cyclic };
}

function firstDifference(a: Ranked, b: Ranked): number {
  return a.rank.findIndex((value, at) => value !== b.rank[at]);
}

function goesFirst(a: Ranked, b: Ranked, by: number): boolean {
  return (a.rank[by] as number) < (b.rank[by] as number);
}

/** Why `holder`, which comes first in the order, comes first. */
function decide(
  ranked: ReadonlyMap<string, Ranked>,
  holder: string,
  blocked: string,
): LandingDecision {
  const later = ranked.get(blocked) as Ranked;
  const first = ranked.get(holder) as Ranked;
  const by = firstDifference(first, later);
  const dependent = !goesFirst(first, later, by) || before(ranked, blocked).has(holder);
  return {
    holder,
    blocked,
    because: dependent
      ? { by: 'dependency', on: later.waitsFor }
      : { by: CRITERIA[by] as (typeof CRITERIA)[number] },
  };
}

/** Everything that must land before an output, itself included when it waits for itself. */
function before(ranked: ReadonlyMap<string, Ranked>, name: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const dependency of (ranked.get(next) as Ranked).waitsFor) {
      if (!seen.has(dependency)) open.push(dependency);
      seen.add(dependency);
    }
  }
  return seen;
}

/** Best rank first among those that wait for nobody; within a cycle the best rank goes first. */
function dependenciesFirst(ranked: ReadonlyMap<string, Ranked>) {
  const all = [...ranked.values()];
  const links = all.flatMap(({ waitsFor }, at) => waitsFor.map((name) => ({ name, at })));
  const waiting = groupBy(links, ({ name }) => name);
  const inCycle = ({ output }: Ranked): boolean => before(ranked, output).has(output);
  const placed = new Set<string>();
  const isFree = ({ output, waitsFor }: Ranked): boolean =>
    !placed.has(output) && waitsFor.every((name) => placed.has(name));
  // What is passed over can only become free when something that it waits for is placed; then the walk goes back to it.
  for (let at = 0; placed.size < all.length; ) {
    const one = all[at];
    if (one !== undefined && !isFree(one)) {
      at += 1;
      continue;
    }
    const next = one ?? (all.find((left) => !placed.has(left.output) && inCycle(left)) as Ranked);
    placed.add(next.output);
    at = Math.min(at, ...(waiting.get(next.output) ?? []).map((link) => link.at));
  }
  const order = [...placed];
  return { order, cyclic: order.filter((output) => inCycle(ranked.get(output) as Ranked)) };
}

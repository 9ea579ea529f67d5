import { type Evidence, type Gathered, unknown } from '../model/evidence.ts';

/** Hands out one fact; each is gathered once, at the first asking, whatever asks. */
export type Get<Facts> = <Name extends keyof Facts>(name: Name) => Promise<Evidence<Facts[Name]>>;

/** How each fact is gathered, possibly out of other facts. */
export type Gatherers<Facts, Names extends keyof Facts = keyof Facts> = {
  readonly [Name in Names]: (get: Get<Facts>) => Promise<Evidence<Facts[Name]>>;
};

/**
 * Gathers the facts that some rule needs, concurrently where they do not stand on each other. From the rules' `needs`
 * follows what is fetched; a fact that nobody needs costs nothing.
 */
export async function gatherFacts<Facts extends object>(
  gatherers: Gatherers<Facts>,
  needed: ReadonlySet<PropertyKey>,
): Promise<Gathered<Facts>> {
  const asked = new Map<keyof Facts, Promise<unknown>>();
  const get: Get<Facts> = (name) => {
    const before = asked.get(name) ?? gatherers[name](get);
    asked.set(name, before);
    return before as ReturnType<Gatherers<Facts>[typeof name]>;
  };
  const names = Object.keys(gatherers) as (keyof Facts)[];
  const entries = await Promise.all(
    names.map(async (name) => [name, needed.has(name) ? await get(name) : NOT_GATHERED] as const),
  );
  return Object.fromEntries(entries) as Gathered<Facts>;
}

const NOT_GATHERED = unknown('no rule named this fact', 'Name the fact in the needs of the rule.');

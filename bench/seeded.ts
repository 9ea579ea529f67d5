/** The same numbers on every machine. */
export interface Seeded {
  /** From 0 to 1, without 1. */
  next(): number;
  /** A whole number below the count. */
  below(count: number): number;
  /** @param all not empty. */
  pick<T>(all: readonly T[]): T;
}

/** A small seeded generator (mulberry32). */
export function seeded(seed: number): Seeded {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return { next, below, pick: (all) => all[below(all.length)] as (typeof all)[number] };
}

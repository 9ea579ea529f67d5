import type { Hunk } from '../model/change.ts';

/** How close two edits of one file come, in lines of the base tip. */
export interface LineDistance {
  /** Base lines between the nearest two different edits; 0 = they overlap or touch. undefined: no two different edits. */
  readonly gap: number | undefined;
  /** The touching edits that are not the same edit. Empty exactly when `gap` is not 0. */
  readonly touching: readonly { readonly first: Hunk; readonly second: Hunk }[];
  /** Edits that both sides make, byte for byte. */
  readonly identical: number;
}

/** Lines before the range: an insertion is an empty range after the line that git names. */
function start(hunk: Hunk): number {
  return hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
}

function end(hunk: Hunk): number {
  return start(hunk) + hunk.oldLines;
}

function sameEdit(a: Hunk, b: Hunk): boolean {
  return a.oldStart === b.oldStart && a.oldLines === b.oldLines && a.added === b.added;
}

/**
 * Compares two lists of hunks in ascending order on one old side. Ranges that touch conflict as overlapping ones do:
 * git's merge asks for at least one unchanged line between two edits (xdl_do_merge).
 */
export function lineDistance(first: readonly Hunk[], second: readonly Hunk[]): LineDistance {
  const touching: { first: Hunk; second: Hunk }[] = [];
  let gap: number | undefined;
  let identical = 0;
  const near = (between: number): void => {
    gap = Math.min(gap ?? between, between);
  };
  let i = 0;
  let j = 0;
  for (;;) {
    const a = first[i];
    const b = second[j];
    if (a === undefined || b === undefined) return { gap, touching, identical };
    if (sameEdit(a, b)) {
      identical += 1;
      const next = second[j + 1];
      if (next !== undefined) near(between(a, next));
    } else {
      const lines = between(a, b);
      if (lines === 0) touching.push({ first: a, second: b });
      near(lines);
    }
    // The one that ends first meets nothing further on.
    if (end(a) <= end(b)) i += 1;
    else j += 1;
  }
}

/** Unchanged lines between two ranges. */
function between(a: Hunk, b: Hunk): number {
  return Math.max(start(a) - end(b), start(b) - end(a), 0);
}

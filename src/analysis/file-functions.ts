import type { RepoPath } from '../model/repo-path.ts';

/** The unit that holds the code of a file outside every named function and class. */
export const TOP_LEVEL = '(top level)';

/**
 * The units of code that differ between the two sides of one file (seed D2).
 *
 * A unit is a named function (`connect`, `Pool.connect`, `Pool.connect.retry`), the own code of a class-like body
 * (`Pool`: fields, heads, decorators), or `(top level)`. Units partition the text: each piece of code belongs to exactly
 * one, the innermost, so a change is never counted twice and never lost. Overloads, accessor pairs and repeated
 * definitions of one name are one unit.
 */
export type FileFunctions =
  | {
      readonly path: RepoPath;
      readonly state: 'parsed';
      /** Units whose code differs: added, removed, modified. Sorted. Numerator and denominator of drift. */
      readonly changed: readonly string[];
      /**
       * Units where only white space or comments differ. Sorted, disjoint from `changed`. They count against a scope
       * (a comment can be a directive), but never pad a denominator (threat A08).
       */
      readonly cosmetic: readonly string[];
      /** Units of both sides together, each name once. */
      readonly total: number;
    }
  | {
      /** No units can be told apart: the file counts as one whole-file unit, never as none (threat D16). */
      readonly path: RepoPath;
      readonly state: 'fallback';
      /** Says of the file, without a full stop: 'has a syntax error in line 3, and Pool.open around it changed'. */
      readonly because: string;
    };

/**
 * Does permission for `symbol` cover the unit? It covers itself and what is inside: `Pool` covers `Pool.connect`.
 * Nothing but its own name covers `(top level)`.
 */
export function symbolCovers(symbol: string, unit: string): boolean {
  return unit === symbol || unit.startsWith(`${symbol}.`);
}

import type { RepoPath } from '../model/repo-path.ts';
import { commonPath, type PatternParts, takeApart } from './common-path.ts';
import { foldPath } from './fold-path.ts';
import { indexPaths } from './path-index.ts';

/**
 * How two scopes meet (CONFLICTS.md "Scopes at Gate 1").
 * - `existing`: both match a file of the tree: they will edit the same file.
 * - `potential`: no file yet, but both could match the same new path; `witness` is one. `named`: one of the two says this
 *   very path, so it is going to be there; `open`: both only leave room for it.
 * - `none`: no path can match both.
 */
export type ScopeOverlap =
  | { readonly kind: 'existing'; readonly paths: readonly RepoPath[] }
  | {
      readonly kind: 'potential';
      readonly witness: string;
      readonly patterns: readonly [string, string];
      readonly certainty: 'named' | 'open';
    }
  | { readonly kind: 'none' };

/** A scope over one tree, made ready to be compared with many others over the same tree. */
export interface ScopeReach {
  readonly patterns: readonly string[];
  /** Byte for byte. */
  readonly written: Reading;
  /** As a file system reads it that ignores case and Unicode forms: `Src/A.ts` is `src/a.ts` there (threat D13). */
  readonly folded: Reading;
  /** Whether the two can differ at all. */
  readonly cased: 'yes' | 'no';
}

interface Reading {
  readonly parts: readonly PatternParts[];
  /** Worked out at the first asking: most scopes never meet. */
  readonly files: () => ReadonlySet<RepoPath>;
}

/** Makes scopes ready that all stand over these files. */
export function reachOver(files: readonly RepoPath[]): (patterns: readonly string[]) => ScopeReach {
  const written = readingOver(files, (path) => path);
  const folded = readingOver(files, foldPath);
  return (patterns) => ({
    patterns,
    written: written(patterns),
    folded: folded(patterns),
    cased: patterns.some((pattern) => foldPath(pattern) !== pattern) ? 'yes' : 'no',
  });
}

function readingOver(
  paths: readonly RepoPath[],
  name: (path: string) => string,
): (patterns: readonly string[]) => Reading {
  const index = lazily(() => indexPaths(paths, name));
  return (patterns) => {
    const named = patterns.map(name);
    return {
      parts: named.map(takeApart),
      files: lazily(() => new Set(named.flatMap((pattern) => index().reachedBy(pattern)))),
    };
  };
}

function lazily<T>(make: () => T): () => T {
  let made: readonly [T] | undefined;
  return () => {
    made ??= [make()];
    return made[0];
  };
}

/** How two scopes over one tree meet. Exact for the grammar, also for files that do not exist yet. */
export function scopeOverlap(a: ScopeReach, b: ScopeReach): ScopeOverlap {
  const written = meet(a, b, 'written');
  if (written !== undefined || (a.cased === 'no' && b.cased === 'no')) return written ?? NONE;
  return meet(a, b, 'folded') ?? NONE;
}

const NONE: ScopeOverlap = { kind: 'none' };

function meet(a: ScopeReach, b: ScopeReach, as: 'written' | 'folded'): ScopeOverlap | undefined {
  const potential = potentialOf(a, b, as);
  if (potential === undefined) return undefined;
  const files = b[as].files();
  const paths = [...a[as].files()].filter((path) => files.has(path));
  return paths.length === 0 ? potential : { kind: 'existing', paths };
}

type Potential = Extract<ScopeOverlap, { kind: 'potential' }>;

/** Of all meetings one at a path that a scope names, if there is one. */
function potentialOf(
  a: ScopeReach,
  b: ScopeReach,
  as: 'written' | 'folded',
): Potential | undefined {
  let open: Potential | undefined;
  for (const [index, one] of a[as].parts.entries()) {
    for (const [place, other] of b[as].parts.entries()) {
      const witness = commonPath(one, other);
      if (witness === undefined) continue;
      const patterns = [String(a.patterns[index]), String(b.patterns[place])] as const;
      const named = witness === one.pattern || witness === other.pattern;
      if (named) return { kind: 'potential', witness, patterns, certainty: 'named' };
      open ??= { kind: 'potential', witness, patterns, certainty: 'open' };
    }
  }
  return open;
}

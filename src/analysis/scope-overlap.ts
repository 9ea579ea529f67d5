import type { RepoPath } from '../model/repo-path.ts';

/**
 * How two scopes meet (CONFLICTS.md "Scopes at Gate 1").
 * - `existing`: both match a file of the tree: they will edit the same file.
 * - `potential`: no file yet, but both could match the same new path; `witness` is one.
 * - `none`: no path can match both.
 */
export type ScopeOverlap =
  | { readonly kind: 'existing'; readonly paths: readonly RepoPath[] }
  | {
      readonly kind: 'potential';
      readonly witness: string;
      readonly patterns: readonly [string, string];
    }
  | { readonly kind: 'none' };

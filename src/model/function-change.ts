import type { RepoPath } from './repo-path.ts';

/** Which units of one changed file differ. A file that could not be parsed counts as one whole unit, never as none (threat D16). */
export type FileFunctions =
  | {
      readonly path: RepoPath;
      readonly state: 'parsed';
      /** Qualified names (`Pool.connect`), `(top level)` for code outside functions; whitespace-only changes are left out. */
      readonly changed: readonly string[];
    }
  | { readonly path: RepoPath; readonly state: 'fallback'; readonly because: string };

import type { RepoPath } from '../model/repo-path.ts';

/** One side of a changed file, as the port `Blobs` answers. */
export type Source =
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'binary' }
  | { readonly state: 'too-large' }
  /** No such file on this side. */
  | undefined;

/** A changed path with both of its contents. Renames are a deletion and an addition, as everywhere (threats D01, D02). */
export interface SourceChange {
  readonly path: RepoPath;
  readonly base: Source;
  readonly head: Source;
}

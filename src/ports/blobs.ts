import type { Sha } from '../model/sha.ts';

export type Blob =
  | { readonly state: 'text'; readonly text: string; readonly bytes: number }
  | { readonly state: 'binary'; readonly bytes: number }
  /** Larger than the bound that the caller gave; its content was not read. */
  | { readonly state: 'too-large'; readonly bytes: number };

/** Contents by object id. One call for many: adapters answer with one process or request. */
export interface Blobs {
  /** A missing id is absent from the map (looked, not there). Text is UTF-8; anything else is 'binary'. */
  read(ids: readonly Sha[], maxBytes: number): Promise<ReadonlyMap<Sha, Blob>>;
  /** A file at a commit, e.g. the policy at the tip of the default branch. `undefined` = no such file there. */
  file(commit: Sha, path: string, maxBytes: number): Promise<Blob | undefined>;
}

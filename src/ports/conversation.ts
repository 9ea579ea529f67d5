import type { Grade } from '../model/policy.ts';
import type { Sha } from '../model/sha.ts';

/** A check run as the forge keeps it; only its newest attempt counts (threat C10). */
export interface SeenCheck {
  /** For people: who wrote it. */
  readonly by: string;
  /** As GitHub names it, in small letters; undefined = it is not completed. */
  readonly conclusion: string | undefined;
  /** What it is worth when it is a success: E3 = a job of an allow-listed workflow that the head did not change. */
  readonly grade: Extract<Grade, 'E1' | 'E2' | 'E3'>;
}

/** A pull request of this repository, in any state. */
export interface SeenPullRequest {
  readonly head: Sha;
  /** The base as it was when the pull request was last looked at by the forge. */
  readonly base: Sha;
  /** What it landed as; undefined = it has not landed. */
  readonly merged: Sha | undefined;
}

/** A file that a workflow run left. */
export interface SeenArtifact {
  /** The commit that the run was of. */
  readonly head: Sha;
  /** Lower-case hex; undefined = the forge keeps none. */
  readonly sha256: string | undefined;
  readonly conclusion: string | undefined;
  readonly grade: Extract<Grade, 'E2' | 'E3'>;
}

/**
 * What people and machines said beside git, in this repository only (threat H08); absent where there is no forge.
 * `undefined` or empty = looked, it is not there. @throws GateError 'access' when nobody could look.
 */
export interface Conversation {
  checks(head: Sha, name: string): Promise<readonly SeenCheck[]>;
  /** The text of an issue. */
  issue(number: number): Promise<string | undefined>;
  pullRequest(number: number): Promise<SeenPullRequest | undefined>;
  /** Number of the issue or pull request that the comment stands on. */
  comment(id: string): Promise<number | undefined>;
  /** @param run the number of the workflow run */
  artifact(run: string, name: string): Promise<SeenArtifact | undefined>;
}

import type { ArtifactRef } from '../model/artifact-ref.ts';
import { printArtifactRef } from '../model/print-artifact-ref.ts';
import type { RefResolution } from './output-facts.ts';
import { unverifiable } from './resolution.ts';

export type ElsewhereRef = Extract<
  ArtifactRef,
  { kind: 'check' | 'artifact' | 'attestation' | 'issue' | 'pr' | 'comment' | 'url' }
>;

/** Who could look, for each kind of thing that is not in a git repository. */
const LOOKED_UP_BY: Readonly<Record<Exclude<ElsewhereRef['kind'], 'url'>, string>> = {
  check: 'check runs of the head are known to GitHub only',
  artifact: 'artifacts of workflow runs are known to GitHub only',
  attestation: 'attestations are kept by GitHub only',
  issue: 'issues are known to GitHub only',
  pr: 'pull requests are known to GitHub only',
  comment: 'comments are known to GitHub only',
};

/**
 * What a repository alone cannot answer is not resolved, and not refuted either. A URL is never evidence and nothing here
 * could fetch it: a request to an address that an executor chose is an attack by itself (threat C14).
 */
export function resolveElsewhere(ref: ElsewhereRef): RefResolution {
  return ref.kind === 'url'
    ? unverifiable('a URL is never evidence and is never fetched')
    : unverifiable(
        `${printArtifactRef(ref)}: ${LOOKED_UP_BY[ref.kind]}; run the gates there, or cite a commit or a recorded test run`,
      );
}

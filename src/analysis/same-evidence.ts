import { type ArtifactRef, PENDING_RUN } from '../model/artifact-ref.ts';
import { printArtifactRef } from '../model/print-artifact-ref.ts';

/**
 * What every spelling of a ref to the same evidence has in common, to find it in a text: the digits that a shortened sha
 * keeps, the id of a run. undefined: the ref points to something that many tasks may name (a file, the plan, an issue), or
 * to nothing yet.
 */
export function evidenceMark(ref: ArtifactRef): string | undefined {
  switch (ref.kind) {
    case 'commit':
      return ref.sha.slice(0, SHORTEST_SHA);
    case 'test-run':
      return ref.id === PENDING_RUN ? undefined : ref.id;
    case 'check':
    case 'artifact':
      return ref.name;
    case 'attestation':
      return ref.sha256;
    default:
      return undefined;
  }
}

/** The ref grammar allows no fewer digits. */
const SHORTEST_SHA = 7;

/** Do two refs name one piece of evidence, however they spell it: shortened shas, with or without counts (threat C15)? */
export function sameEvidence(a: ArtifactRef, b: ArtifactRef): boolean {
  if (a.kind === 'commit' && b.kind === 'commit')
    return a.sha.startsWith(b.sha) || b.sha.startsWith(a.sha);
  if (evidenceMark(a) === undefined) return false;
  if (a.kind === 'test-run' && b.kind === 'test-run') return a.id === b.id;
  return printArtifactRef(a) === printArtifactRef(b);
}

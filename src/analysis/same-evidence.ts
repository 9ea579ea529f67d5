import { type ArtifactRef, PENDING_RUN } from '../model/artifact-ref.ts';
import { printArtifactRef } from '../model/print-artifact-ref.ts';

/** Refs that prove work. The others point to things that many tasks may name: files, plans, issues, conversations. */
const PROOFS: ReadonlySet<ArtifactRef['kind']> = new Set([
  'commit',
  'test-run',
  'check',
  'artifact',
  'attestation',
]);

/** Do two refs name one piece of evidence, however they spell it: shortened shas, with or without counts (threat C15)? */
export function sameEvidence(a: ArtifactRef, b: ArtifactRef): boolean {
  if (a.kind === 'commit' && b.kind === 'commit')
    return a.sha.startsWith(b.sha) || b.sha.startsWith(a.sha);
  if (a.kind === 'test-run' && b.kind === 'test-run') return a.id === b.id && a.id !== PENDING_RUN;
  return PROOFS.has(a.kind) && printArtifactRef(a) === printArtifactRef(b);
}

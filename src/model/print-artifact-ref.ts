import type { ArtifactRef, DiffOf } from './artifact-ref.ts';

/** The one spelling of a ref. `parseArtifactRef` of it is the same ref, for every ref that a text can spell. */
export function printArtifactRef(ref: ArtifactRef): string {
  switch (ref.kind) {
    case 'commit':
      return `commit:${ref.sha}`;
    case 'file':
      return `file:${ref.path}${ref.lines ? printLines(ref.lines) : ''}${suffix('@sha256:', ref.sha256)}`;
    case 'diff':
      return `diff:${printDiff(ref.of)}`;
    case 'test-run':
      return `test-run:${ref.id}${ref.counts ? `-${ref.counts.passed}/${ref.counts.total}` : ''}`;
    case 'check':
      return `check:${ref.name}`;
    case 'artifact':
      return `artifact:${ref.run}/${ref.name}${suffix('#sha256:', ref.sha256)}`;
    case 'attestation':
      return `attestation:sha256:${ref.sha256}`;
    case 'plan':
      return `plan:v${ref.version}${suffix('#', ref.constraint)}`;
    case 'issue':
      return `issue:#${ref.number}${suffix('@sha256:', ref.sha256)}`;
    case 'pr':
      return `pr:#${ref.number}${suffix('@', ref.commit)}`;
    case 'comment':
      return `comment:${ref.id}`;
    case 'url':
      return `url:${ref.url}`;
  }
}

function printLines([first, last]: readonly [number, number]): string {
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

function printDiff(of: DiffOf): string {
  if ('patch' in of) return of.patch;
  return 'pr' in of ? `#${of.pr}` : `${of.base}...${of.head}`;
}

function suffix(mark: string, value: string | undefined): string {
  return value === undefined ? '' : `${mark}${value}`;
}

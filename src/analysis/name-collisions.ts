import type { RepoPath } from '../model/repo-path.ts';
import { foldPath } from './fold-path.ts';

/** A path of the head that a file system which ignores case or Unicode form cannot keep apart from another one. */
export interface NameCollision {
  readonly path: RepoPath;
  /** The other spelling of this file or of one of its folders. */
  readonly other: string;
}

/**
 * New paths whose name, or the name of a folder on the way, meets another spelling in the head tree (threats D12, D13).
 * Spellings that the base already held are nobody's new fault. One collision a path, the outermost folder first.
 */
export function nameCollisions(
  added: readonly RepoPath[],
  headPaths: Iterable<RepoPath>,
  basePaths: Iterable<RepoPath>,
): readonly NameCollision[] {
  if (added.length === 0) return [];
  const before = withFolders(basePaths);
  const byFold = new Map<string, Set<string>>();
  const spellings = new Map<string, ReadonlySet<string>>();
  for (const place of withFolders(added)) {
    if (before.has(place)) continue;
    const fold = foldPath(place);
    const found = byFold.get(fold) ?? new Set();
    byFold.set(fold, found);
    spellings.set(place, found);
  }
  for (const place of withFolders(headPaths)) byFold.get(foldPath(place))?.add(place);
  return added.flatMap((path) => {
    const [other] = placesOf(path).flatMap((place) =>
      [...(spellings.get(place) ?? [])].filter((spelling) => spelling !== place).sort(),
    );
    return other === undefined ? [] : [{ path, other }];
  });
}

function withFolders(paths: Iterable<string>): Set<string> {
  const places = new Set<string>();
  for (const path of paths) {
    let place = path;
    while (!places.has(place)) {
      places.add(place);
      const end = place.lastIndexOf('/');
      if (end < 0) break;
      place = place.slice(0, end);
    }
  }
  return places;
}

/** The folders of a path and the path itself, outermost first. */
function placesOf(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

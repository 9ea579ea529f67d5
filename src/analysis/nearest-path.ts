import { closest, distance } from 'fastest-levenshtein';
import { foldPath } from './fold-path.ts';

/** More than that nobody meant by one letter. */
const COMPARED = 2_000;

/**
 * The path that was most likely meant: of the same file name elsewhere, else in the same folder with at most a third of
 * the name's letters changed; undefined = neither.
 */
export function nearestPath(wanted: string, paths: readonly string[]): string | undefined {
  const name = nameOf(wanted);
  const twins = paths.filter((path) => foldPath(nameOf(path)) === foldPath(name));
  if (twins.length > 0) return closest(wanted, twins.slice(0, COMPARED));
  const beside = paths
    .filter((path) => folderOf(path) === folderOf(wanted))
    .slice(0, COMPARED)
    .filter((path) => distance(nameOf(path), name) <= name.length / 3);
  return beside.length === 0 ? undefined : closest(wanted, beside);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

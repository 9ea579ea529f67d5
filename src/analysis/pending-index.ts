import type { NormalisedChange } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { foldPath } from './fold-path.ts';
import type { Touch } from './path-meeting.ts';

/** A pending output, brought onto the base tip. */
export interface PendingChange {
  /** Names the output in every answer: a branch, `#12`. Unique among the pending ones. */
  readonly output: string;
  readonly change: NormalisedChange;
}

/** A path that one output adds, or a directory that it removes. */
export interface Place {
  readonly output: number;
  readonly path: RepoPath;
  /** The name that a file system without case would keep (threat D13). */
  readonly folded: string;
}

export interface IndexedOutput {
  readonly name: string;
  readonly touches: readonly Touch[];
  readonly added: readonly Place[];
  /** Empty when the output adds nothing: then nothing can have been renamed. */
  readonly removed: readonly Place[];
}

/** Who touches what, by every key under which two outputs can meet; lists are in ascending order of outputs. */
export interface PendingIndex {
  /** Sorted by name, so that no answer depends on the order in which outputs were listed. */
  readonly outputs: readonly IndexedOutput[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly byPath: ReadonlyMap<RepoPath, readonly Touch[]>;
  /** Additions by folded path. */
  readonly addedAs: ReadonlyMap<string, readonly Place[]>;
  /** Additions by each folded directory above them. */
  readonly addedUnder: ReadonlyMap<string, readonly Place[]>;
  /** Removed directories by folded path. */
  readonly removedAs: ReadonlyMap<string, readonly Place[]>;
}

export function indexPending(pending: readonly PendingChange[]): PendingIndex {
  const sorted = [...pending].sort((a, b) => (a.output < b.output ? -1 : 1));
  const outputs = sorted.map(indexOutput);
  const byPath = new Map<RepoPath, Touch[]>();
  const addedAs = new Map<string, Place[]>();
  const addedUnder = new Map<string, Place[]>();
  const removedAs = new Map<string, Place[]>();
  for (const { touches, added, removed } of outputs) {
    for (const touch of touches) push(byPath, touch.changed.path, touch);
    for (const place of added) {
      push(addedAs, place.folded, place);
      for (const directory of directoriesOf(place.folded)) push(addedUnder, directory, place);
    }
    for (const place of removed) push(removedAs, place.folded, place);
  }
  const numberOf = new Map(outputs.map(({ name }, number) => [name, number]));
  return { outputs, numberOf, byPath, addedAs, addedUnder, removedAs };
}

function indexOutput({ output: name, change }: PendingChange, output: number): IndexedOutput {
  const hunks = new Map(change.hunks.map((file) => [file.path, file.hunks]));
  const place = (path: RepoPath): Place => ({ output, path, folded: foldPath(path) });
  const added = change.paths
    .filter(({ oldBlob }) => oldBlob === undefined)
    .map(({ path }) => place(path));
  const mayRename = added.length > 0 && change.paths.some(({ newBlob }) => newBlob === undefined);
  return {
    name,
    touches: change.paths.map((changed) => ({
      output,
      changed,
      hunks: hunks.get(changed.path),
      mayRename,
    })),
    added,
    removed: mayRename ? change.removedDirectories.map(place) : [],
  };
}

/** All directories above a path, the outermost first: `a/b/c` → `a`, `a/b`. */
export function directoriesOf(path: string): readonly string[] {
  const directories: string[] = [];
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    directories.push(path.slice(0, slash));
  }
  return directories;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

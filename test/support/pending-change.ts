import type { PendingChange } from '../../src/analysis/pending-index.ts';
import type { ChangedPath, FileHunks, FileMode, Hunk } from '../../src/model/change.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';
import type { Sha } from '../../src/model/sha.ts';

/** What an output does to one path. Contents are words; the same word is the same blob. */
export interface Doing {
  readonly from: readonly [mode: FileMode, content: string] | undefined;
  readonly to: readonly [mode: FileMode, content: string] | undefined;
  readonly hunks?: readonly Hunk[] | 'binary';
}

const BASE = 'base';

/** `'5,2'`: lines 5 and 6 are replaced. `'5,0'`: lines are added after 5. `5,2:b` is another edit there, `5,2:b!` one of a version line. */
export function edit(text: string): Hunk {
  const [, start, lines, added = 'x', version] = /^(\d+),(\d+)(?::(\w+))?(!)?$/.exec(text) ?? [];
  const oldStart = Number(start);
  const hunk = { oldStart, oldLines: Number(lines), newStart: oldStart, newLines: 1, added };
  return version === undefined ? hunk : { ...hunk, versionOnly: true };
}

export function edits(...texts: readonly string[]): Doing {
  return {
    from: ['100644', BASE],
    to: ['100644', texts.join(' ')],
    hunks: texts.map((text) => edit(text)),
  };
}

export function added(content: string, mode: FileMode = '100644'): Doing {
  return { from: undefined, to: [mode, content] };
}

export const removed: Doing = { from: ['100644', BASE], to: undefined };
export const executable: Doing = { from: ['100644', BASE], to: ['100755', BASE] };

export function binary(content: string): Doing {
  return { from: ['100644', BASE], to: ['100644', content], hunks: 'binary' };
}

/** Lines that nobody has read. */
export function unread(content: string): Doing {
  return { from: ['100644', BASE], to: ['100644', content] };
}

/** The file becomes a link or a submodule, or was one and points elsewhere now. */
export function becomes(mode: FileMode, content: string, from: FileMode = '100644'): Doing {
  return { from: [from, BASE], to: [mode, content] };
}

/** @param gone directories that no longer exist. */
export function pending(
  output: string,
  doings: Readonly<Record<string, Doing>>,
  gone: readonly string[] = [],
): PendingChange {
  const entries = Object.entries(doings).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    output,
    change: {
      paths: entries.map(([path, doing]) => changed(path, doing)),
      hunks: entries.flatMap(([path, { hunks }]): readonly FileHunks[] =>
        hunks === undefined ? [] : [{ path: path as RepoPath, hunks }],
      ),
      removedDirectories: gone as readonly RepoPath[],
    },
  };
}

function changed(path: string, { from, to }: Doing): ChangedPath {
  const kind =
    from === undefined
      ? 'added'
      : to === undefined
        ? 'deleted'
        : from[1] === to[1]
          ? 'mode-changed'
          : from[0].slice(0, 3) === to[0].slice(0, 3)
            ? 'modified'
            : 'type-changed';
  return {
    path: path as RepoPath,
    kind,
    oldMode: from?.[0] ?? '000000',
    newMode: to?.[0] ?? '000000',
    oldBlob: from?.[1] as Sha | undefined,
    newBlob: to?.[1] as Sha | undefined,
  };
}

import type { RepoPath } from '../../model/repo-path.ts';
import type { ChangedNames } from './changed-names.ts';
import { languageGroup } from './file-symbols.ts';

/** A file that an output changes, and what its text says about names. */
export interface NamedFile {
  readonly output: string;
  readonly path: RepoPath;
  readonly names: ChangedNames;
}

export interface NameLinks<File> {
  /** Files that drop a name which a file of another output adds. Only these can change a name for somebody. */
  readonly droppers: readonly File[];
  /** Those other ones. */
  readonly adders: readonly File[];
}

/** @param meet may what one output changes matter to another one? Never asked of an output and itself. */
export function nameLinks<File extends NamedFile>(
  files: readonly File[],
  meet: (changer: string, user: string) => boolean,
): NameLinks<File> {
  const dropping = new Map<string, File[]>();
  for (const file of files) {
    for (const word of file.names.dropped) {
      const key = keyOf(file.path, word);
      const known = dropping.get(key);
      if (known === undefined) dropping.set(key, [file]);
      else known.push(file);
    }
  }
  const droppers = new Set<File>();
  const adders = new Set<File>();
  for (const file of files) {
    for (const word of file.names.added) {
      const others = dropping.get(keyOf(file.path, word));
      if (!others?.some(({ output }) => output !== file.output && meet(output, file.output)))
        continue;
      adders.add(file);
      for (const other of others) droppers.add(other);
    }
  }
  return { droppers: [...droppers], adders: [...adders] };
}

function keyOf(path: string, word: string): string {
  return `${languageGroup(path)} ${word}`;
}

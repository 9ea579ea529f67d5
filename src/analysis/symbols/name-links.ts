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

export interface NameQuestions {
  /** May what one output changes matter to another one? Never asked of an output and itself. */
  meet(changer: string, user: string): boolean;
  /** Does an output say a word in what its files are after it? */
  says(output: string, word: string): boolean;
}

export function nameLinks<File extends NamedFile>(
  files: readonly File[],
  { meet, says }: NameQuestions,
): NameLinks<File> {
  const dropping = new Map<string, { readonly file: File; readonly isMember: boolean }[]>();
  const add = (word: string, file: File, isMember: boolean) => {
    const key = keyOf(file.path, word);
    const known = dropping.get(key);
    if (known === undefined) dropping.set(key, [{ file, isMember }]);
    else known.push({ file, isMember });
  };
  for (const file of files) {
    for (const word of file.names.dropped) add(word, file, false);
    for (const word of file.names.members) add(word, file, true);
  }
  const droppers = new Set<File>();
  const adders = new Set<File>();
  for (const file of files) {
    for (const word of file.names.added) {
      const all = dropping.get(keyOf(file.path, word)) ?? [];
      const met = all.some(
        ({ file: { output }, isMember }) =>
          output !== file.output && meet(output, file.output) && !(isMember && says(output, word)),
      );
      if (!met) continue;
      adders.add(file);
      for (const { file: other, isMember } of all)
        if (!(isMember && says(other.output, word))) droppers.add(other);
    }
  }
  return { droppers: [...droppers], adders: [...adders] };
}

function keyOf(path: string, word: string): string {
  return `${languageGroup(path)} ${word}`;
}

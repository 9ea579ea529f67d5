import { SYMBOL_EXTENSIONS } from '../analysis/symbols/file-symbols.ts';
import type { SuspectedBreak, SymbolBreak } from '../analysis/symbols/symbol-breaks.ts';
import type { Sha } from '../model/sha.ts';
import type { WordSearch } from '../ports/word-search.ts';
import type { TextFile } from './symbol-tables.ts';

/**
 * Leaves out suspected breaks of a name that something else may have: the word stands in a file of the base that the
 * changer did not change, or still in one that it did (CONFLICTS.md: an identifier that vanished from the tree).
 */
export async function withoutNamesakes(
  words: WordSearch,
  base: Sha,
  suspects: readonly SuspectedBreak[],
  files: readonly TextFile[],
): Promise<readonly SymbolBreak[]> {
  const doubted = new Set(
    suspects.filter(({ seen }) => seen === 'anywhere').map(({ name }) => name),
  );
  if (doubted.size === 0) return suspects.map(withoutPlace);
  const holding = await words.filesWith(base, [...doubted], SYMBOL_EXTENSIONS);
  const own = (output: string) => files.filter((file) => file.output === output);
  const vanished = (changer: string, name: string): boolean => {
    const changed = own(changer);
    const paths = new Set<string>(changed.map(({ path }) => path));
    return [...(holding.get(name) ?? [])].every((path) => paths.has(path)) && !says(changed, name);
  };
  return suspects
    .filter(({ seen, changer, name }) => seen !== 'anywhere' || vanished(changer, name))
    .map(withoutPlace);
}

function withoutPlace({ seen: _, ...found }: SuspectedBreak): SymbolBreak {
  return found;
}

/** Do the files, as they are after the output, hold the word? */
export function says(files: readonly Pick<TextFile, 'after'>[], word: string): boolean {
  const whole = new RegExp(`(?<![\\w$])${word.replaceAll('$', '\\$')}(?![\\w$])`);
  return files.some(({ after }) => after.includes(word) && whole.test(after));
}

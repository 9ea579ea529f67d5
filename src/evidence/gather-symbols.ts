import { changedNames } from '../analysis/symbols/changed-names.ts';
import { hasSymbols } from '../analysis/symbols/file-symbols.ts';
import { nameLinks } from '../analysis/symbols/name-links.ts';
import { type SymbolBreak, symbolBreaks } from '../analysis/symbols/symbol-breaks.ts';
import { changesOf, type NameChange } from '../analysis/symbols/symbol-changes.ts';
import type { Syntax } from '../analysis/syntax.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Sha } from '../model/sha.ts';
import type { WordSearch } from '../ports/word-search.ts';
import { look } from './look.ts';
import { type PassingPorts, passingFiles } from './passing-files.ts';
import { type BroughtPorts, readBrought } from './read-brought.ts';
import type { Survey } from './survey-pending.ts';
import { symbolTables, type TextFile } from './symbol-tables.ts';
import { says, withoutNamesakes } from './vanished-names.ts';
export interface SymbolPorts extends BroughtPorts, PassingPorts {
  readonly syntax: Syntax;
  readonly words: WordSearch;
}

/** What was compared by its symbols, and what came out. */
export interface ComparedSymbols {
  readonly breaks: readonly SymbolBreak[];
  /** By output: changed files that were compared, and those that could not be (another language, or not to be parsed). */
  readonly files: ReadonlyMap<string, { readonly compared: number; readonly left: number }>;
}

/**
 * Definitions that one pending output changes against what others newly use, of pairs that merge (threat B07). Words
 * first: only a file that drops a name which another output adds is parsed, then those others; the whole tree is searched
 * only for names that both syntax trees leave in doubt.
 */
export async function gatherSymbols(
  ports: SymbolPorts,
  survey: Survey,
): Promise<Evidence<ComparedSymbols>> {
  const wanted = judgedBlobs(survey);
  const texts = await readBrought(ports, wanted);
  if (texts.state !== 'known') return texts;
  const files = textFiles(survey, texts.value);
  return look(async () => {
    const meet = meeting(survey);
    const says = saying(files);
    const { droppers, adders } = nameLinks(files, { meet, says });
    const tables = symbolTables(ports.syntax);
    const changes = (await tables.of(droppers))
      .flatMap(changesOf)
      .filter(({ seen, output, name }) => seen !== 'anywhere' || !says(output, name));
    const users = await tables.of(adders.filter((file) => isHit(file, changes, meet)));
    const changed = new Set(changes.map(({ name }) => name));
    const passing = await passingFiles(ports, survey.base, users, changed, tables.read);
    const suspects = symbolBreaks(changes, users, (path) => passing.get(path)).filter(
      ({ changer, user }) => meet(changer, user),
    );
    return {
      breaks: await withoutNamesakes(ports.words, survey.base, suspects, files),
      files: counted(survey, files, tables.unread),
    };
  });
}

/** May a change of another output matter to what this file adds? What only the changed file itself sees is for that file. */
function isHit(
  { output, path, names }: TextFile,
  changes: readonly NameChange[],
  meet: Meet,
): boolean {
  return changes.some(
    (change) =>
      change.output !== output &&
      names.added.has(change.name) &&
      (change.seen !== 'inside' || change.path === path) &&
      meet(change.output, output),
  );
}

/** Blob → the tree that holds it, of all changed files of a judged language. */
function judgedBlobs({ index, trees }: Survey): ReadonlyMap<Sha, Sha> {
  const wanted = new Map<Sha, Sha>();
  for (const { name, touches } of index.outputs)
    for (const { changed } of touches)
      for (const blob of [changed.oldBlob, changed.newBlob])
        if (blob && hasSymbols(changed.path)) wanted.set(blob, trees.get(name) as Sha); // in the index = it has a tree
  return wanted;
}

function textFiles({ index }: Survey, texts: ReadonlyMap<Sha, string>): readonly TextFile[] {
  const textOf = (blob: Sha | undefined) => (blob === undefined ? '' : texts.get(blob));
  return index.outputs.flatMap(({ name, touches }) =>
    touches.flatMap(({ changed: { path, oldBlob, newBlob } }) => {
      const [before, after] = hasSymbols(path) ? [textOf(oldBlob), textOf(newBlob)] : [];
      if (before === undefined || after === undefined) return [];
      return [{ output: name, path, before, after, names: changedNames(before, after) }];
    }),
  );
}

/** Asked for few words and again and again. */
function saying(files: readonly TextFile[]): (output: string, word: string) => boolean {
  const byOutput = new Map<string, TextFile[]>();
  for (const file of files) byOutput.set(file.output, [...(byOutput.get(file.output) ?? []), file]);
  const answers = new Map<string, boolean>();
  return (output, word) => {
    const key = `${output}\0${word}`;
    const answer = answers.get(key) ?? says(byOutput.get(output) ?? [], word);
    answers.set(key, answer);
    return answer;
  };
}

type Meet = (changer: string, user: string) => boolean;

/** Pairs that conflict are another rule's, and an output that stands on another one knows what that did. */
function meeting({ focus, pairs, stacks }: Survey): Meet {
  const apart = new Set(
    pairs.flatMap(({ first, second, merge }) =>
      merge.state === 'conflict' ? [`${first}\0${second}`, `${second}\0${first}`] : [],
    ),
  );
  const stacked = (a: string, b: string): boolean => stacks.get(a)?.includes(b) === true;
  return (a, b) =>
    (focus === undefined || focus === a || focus === b) &&
    !apart.has(`${a}\0${b}`) &&
    !stacked(a, b) &&
    !stacked(b, a);
}

function counted(
  { index }: Survey,
  files: readonly TextFile[],
  unread: ReadonlySet<TextFile>,
): ComparedSymbols['files'] {
  const compared = new Map<string, number>();
  for (const file of files)
    if (!unread.has(file)) compared.set(file.output, (compared.get(file.output) ?? 0) + 1);
  return new Map(
    index.outputs.map(({ name, touches }) => {
      const read = compared.get(name) ?? 0;
      return [name, { compared: read, left: touches.length - read }];
    }),
  );
}

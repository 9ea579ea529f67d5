import type { StatementWord } from './statement-words.ts';

/**
 * The small language of word lists. A phrase is words with blanks between them:
 * - `merged|landed` one of them; `improve*` a word that begins so, `*-friendly` one that ends so; `the?` may be missing
 * - `…` up to six pieces, none of them a mark or a word that makes what follows any one of its kind: "when a task …"
 *   speaks of tasks, "when the task …" of one of ours
 * - `^` the beginning and `$` the end of a sentence; `,` and `?` the mark itself
 * - `<class>` what a class of that name says
 */
export type Phrase = readonly Element[];

type Element =
  | { readonly kind: 'word'; readonly any: readonly Form[]; readonly optional: boolean }
  | { readonly kind: 'class'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'gap' | 'start' | 'end' };
type Form = (plain: string) => boolean;

/** What a `<class>` stands for: phrases, or a look at one piece. */
export type Classes = ReadonlyMap<string, readonly Phrase[] | Shape>;
export type Shape = (word: StatementWord) => boolean;

const GAP = 6;
const ANY = new Set(['a', 'an', 'any', 'each', 'every', 'no', 'one', 'two', 'several']);

/** Phrases of our lists and of a policy, which allows no classes and no anchors; every text is a phrase. */
export function readPhrase(text: string): Phrase {
  return text.split(' ').map((part): Element => {
    if (part === '…' || part === '...') return { kind: 'gap' };
    if (part === '^') return { kind: 'start' };
    if (part === '$') return { kind: 'end' };
    const optional = part.length > 1 && part.endsWith('?');
    const plain = (optional ? part.slice(0, -1) : part).toLowerCase();
    const [, name] = /^<(.+)>$/.exec(plain) ?? [];
    if (name !== undefined) return { kind: 'class', name, optional };
    return { kind: 'word', any: plain.split('|').map(readForm), optional };
  });
}

function readForm(text: string): Form {
  if (text.endsWith('*')) return (plain) => plain.startsWith(text.slice(0, -1));
  if (text.startsWith('*')) return (plain) => plain.endsWith(text.slice(1));
  return (plain) => plain === text;
}

/** Where a phrase stands: pieces `from` to before `to`. */
export interface Found {
  readonly from: number;
  readonly to: number;
}

/** Every way in which one of the phrases stands in the statement. */
export function findPhrases(
  words: readonly StatementWord[],
  phrases: readonly Phrase[],
  classes: Classes,
): readonly Found[] {
  return words.flatMap((_, from) => {
    const to = new Set(phrases.flatMap((phrase) => ends(words, from, phrase, classes)));
    return [...to].filter((end) => end > from).map((end) => ({ from, to: end }));
  });
}

/** All places where the phrase may end that begins at `at`. Bounded: a phrase has few gaps, a gap few pieces. */
function ends(
  words: readonly StatementWord[],
  at: number,
  phrase: Phrase,
  classes: Classes,
): readonly number[] {
  let heads = new Set([at]);
  for (const element of phrase) {
    heads = new Set([...heads].flatMap((head) => after(words, head, element, classes)));
  }
  return [...heads];
}

function after(
  words: readonly StatementWord[],
  at: number,
  element: Element,
  classes: Classes,
): readonly number[] {
  const word = words[at];
  switch (element.kind) {
    case 'start':
      return endsSentence(words[at - 1]) ? [at] : [];
    case 'end':
      return endsSentence(word) ? [at] : [];
    case 'gap':
      return gap(words, at);
    case 'class':
      return [...(element.optional ? [at] : []), ...inClass(words, at, element.name, classes)];
    case 'word':
      return [
        ...(element.optional ? [at] : []),
        ...(word !== undefined && comparable(word) && element.any.some((form) => form(word.plain))
          ? [at + 1]
          : []),
      ];
  }
}

function comparable({ kind }: StatementWord): boolean {
  return kind !== 'name' && kind !== 'quote';
}

/** The text around a statement ends it too. */
function endsSentence(word: StatementWord | undefined): boolean {
  return word === undefined || (word.kind === 'mark' && /[.;!?]/.test(word.text));
}

function gap(words: readonly StatementWord[], at: number): readonly number[] {
  const places = [at];
  for (let next = at; next < at + GAP; next += 1) {
    const word = words[next];
    if (word === undefined || word.kind === 'mark' || ANY.has(word.plain)) break;
    places.push(next + 1);
  }
  return places;
}

function inClass(
  words: readonly StatementWord[],
  at: number,
  name: string,
  classes: Classes,
): readonly number[] {
  const members = classes.get(name) ?? [];
  if (typeof members !== 'function')
    return members.flatMap((phrase) => ends(words, at, phrase, classes));
  const word = words[at];
  return word !== undefined && members(word) ? [at + 1] : [];
}

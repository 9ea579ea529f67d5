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
  | { readonly kind: 'word'; readonly says: Says; readonly optional: boolean }
  | { readonly kind: 'class'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'gap' | 'start' | 'end' };
type Says = (plain: string) => boolean;

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
    return { kind: 'word', says: readForms(plain.split('|')), optional };
  });
}

function readForms(forms: readonly string[]): Says {
  const whole = new Set(forms);
  const begins = forms.filter((form) => form.endsWith('*')).map((form) => form.slice(0, -1));
  const ends = forms.filter((form) => form.startsWith('*')).map((form) => form.slice(1));
  return (plain) =>
    whole.has(plain) ||
    begins.some((form) => plain.startsWith(form)) ||
    ends.some((form) => plain.endsWith(form));
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
  const endsOf = reader(words, classes);
  return words.flatMap((_, from) => {
    const to = new Set(phrases.flatMap((phrase) => endsOf(phrase, from)));
    return [...to].filter((end) => end > from).map((end) => ({ from, to: end }));
  });
}

/**
 * All places where a phrase may end that begins at a piece. What a class is at one place is looked at once, whoever asks:
 * a hostile statement costs its length times the phrases, not the ways through them.
 */
function reader(
  words: readonly StatementWord[],
  classes: Classes,
): (phrase: Phrase, at: number) => readonly number[] {
  const seen = new Map<string, readonly number[]>();

  const endsOf = (phrase: Phrase, at: number): readonly number[] => {
    let heads: readonly number[] = [at];
    for (const element of phrase) {
      if (heads.length === 0) break;
      heads = [...new Set(heads.flatMap((head) => after(element, head)))];
    }
    return heads;
  };
  const after = (element: Element, at: number): readonly number[] => {
    const word = words[at];
    switch (element.kind) {
      case 'start':
        return endsSentence(words[at - 1]) ? [at] : [];
      case 'end':
        return endsSentence(word) ? [at] : [];
      case 'gap':
        return gap(words, at);
      case 'class':
        return element.optional ? [at, ...inClass(element.name, at)] : inClass(element.name, at);
      case 'word': {
        const next = word !== undefined && comparable(word) && element.says(word.plain);
        return [...(element.optional ? [at] : []), ...(next ? [at + 1] : [])];
      }
    }
  };
  const inClass = (name: string, at: number): readonly number[] => {
    const key = `${name} ${at}`;
    const before = seen.get(key) ?? membersAt(classes.get(name) ?? [], at);
    seen.set(key, before);
    return before;
  };
  const membersAt = (members: readonly Phrase[] | Shape, at: number): readonly number[] => {
    if (typeof members !== 'function')
      return [...new Set(members.flatMap((phrase) => endsOf(phrase, at)))];
    const word = words[at];
    return word !== undefined && members(word) ? [at + 1] : [];
  };
  return endsOf;
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

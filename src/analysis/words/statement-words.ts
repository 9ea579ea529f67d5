/**
 * One piece of a statement, as word lists see it. A name is code, a path, a flag or an identifier; a quote is somebody's
 * words: both stand for themselves and no list looks into them, so `fastPath` is not fast.
 */
export interface StatementWord {
  readonly kind: 'word' | 'figure' | 'name' | 'quote' | 'mark';
  /** As it stands in the statement, and where: an offset in UTF-16 units. */
  readonly text: string;
  readonly at: number;
  /** What lists compare: lower case, with a straight apostrophe. */
  readonly plain: string;
}

/** Code, a quote, the two slashes that join words, or whatever stands between blanks. */
const PIECE =
  /(?<code>`[^`]*`)|(?<quote>"[^"]*"|“[^”]*”|(?<![^\s(])['‘][^'’]*['’](?![\p{L}\p{N}]))|(?<choice>\b(?:and\/or|n\/a)\b)|(?<other>[^\s`"“]+|["`“])/giu;
/** What a statement may put around a word: brackets, stars, quotes, and the signs that end a clause. */
const LEAD = /^(?:[([{*_'’‘"“`,;:!?+&=–—]|[./%-](?=[./-]*$))/u;
const TRAIL = /[)\]}*_'’‘"”`,;:.!?+&=–—/-]$/u;
const WORD = /^\p{L}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*$/u;
const IDENTIFIER = /^\p{Ll}+\p{Lu}/u;
const FIGURE = /^[<>≤≥≈~±+-]*\d[\d.,:]*(?:[-–]\d[\d.,]*)?(?:%|×|\p{L}{1,4}(?:\/\p{L}{1,4})?)?$/u;

/** Cuts a statement of at most some thousand characters; every piece in the order of the text. */
export function readWords(statement: string): readonly StatementWord[] {
  return Array.from(statement.matchAll(PIECE)).flatMap(({ groups, index, 0: text }) => {
    if (groups?.['code'] !== undefined) return [piece('name', text, index)];
    if (groups?.['quote'] !== undefined) return [piece('quote', text, index)];
    return groups?.['choice'] === undefined ? cut(text, index) : apart(text, index);
  });
}

/** `and/or` is three pieces. */
function apart(text: string, at: number): readonly StatementWord[] {
  return Array.from(text.matchAll(/\/|\p{L}+/gu), ({ 0: part, index }) =>
    piece(part === '/' ? 'mark' : 'word', part, at + index),
  );
}

/** `(fast),` is a mark, a word and two marks; `foo(bar)` and `--json` stay whole. */
function cut(text: string, at: number): readonly StatementWord[] {
  let [from, to] = [0, text.length];
  while (from < to && LEAD.test(text.slice(from))) from += 1;
  while (from < to && TRAIL.test(text.slice(from, to)) && !text.slice(0, to).endsWith('()'))
    to -= 1;
  const core = text.slice(from, to);
  const marks = (part: string, offset: number): readonly StatementWord[] =>
    [...part].map((mark, index) => piece('mark', mark, at + offset + index));
  return [
    ...marks(text.slice(0, from), 0),
    ...(core === '' ? [] : [piece(kindOf(core), core, at + from)]),
    ...marks(text.slice(to), to),
  ];
}

function kindOf(core: string): StatementWord['kind'] {
  if (FIGURE.test(core)) return 'figure';
  return WORD.test(core) && !IDENTIFIER.test(core) ? 'word' : 'name';
}

function piece(kind: StatementWord['kind'], text: string, at: number): StatementWord {
  return { kind, text, at, plain: text.toLowerCase().replaceAll('’', "'") };
}

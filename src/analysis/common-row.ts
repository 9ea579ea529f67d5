/** Items in a row; `undefined` is any number of items of any kind, also none. */
export type WildRow<Item> = readonly (Item | undefined)[];

/** How items become text; no answer: no text is that. */
export interface Alphabet<Item> {
  /** A text that both items can be. */
  both(a: Item, b: Item): string | undefined;
  /** A text that the item can be. */
  one(item: Item): string | undefined;
}

export interface CommonRow {
  readonly texts: readonly string[];
  /** Where anything may be put in between; undefined = the row has exactly this length. */
  readonly gap: number | undefined;
}

/**
 * A row that fits both, or undefined: there is none. Exact, and it costs no more than the product of the lengths, so no
 * pattern can make it slow (threat E07):
 *
 * - One of them has no wild part: each of its items is the other row's next item, or is taken by its last wild part. Only
 *   that one is tried again, as in `matchWild`: what an earlier wild part takes more, a later one can take as well.
 * - Both have one: only what stands before the first and behind the last wild part can clash. In between, the last wild
 *   part of the one takes what the other one has there, and the first wild part of the other what the one has.
 */
export function commonRow<Item>(
  a: WildRow<Item>,
  b: WildRow<Item>,
  alphabet: Alphabet<Item>,
): CommonRow | undefined {
  if (isPlain(a)) return aligned(b, a, alphabet);
  return isPlain(b) ? aligned(a, b, alphabet) : joined(a, b, alphabet);
}

function isPlain<Item>(row: WildRow<Item>): row is readonly Item[] {
  return !row.includes(undefined);
}

function aligned<Item>(
  wild: WildRow<Item>,
  plain: readonly Item[],
  { both, one }: Alphabet<Item>,
): CommonRow | undefined {
  const texts: (string | undefined)[] = [];
  let at = 0;
  let read = 0;
  let retry: { readonly at: number; readonly read: number } | undefined;
  while (read < plain.length) {
    const [item, other] = [wild[at], plain[read] as Item];
    if (item === undefined && at < wild.length) {
      at += 1;
      retry = { at, read };
      continue;
    }
    const met = item === undefined ? undefined : both(item, other);
    if (met !== undefined) {
      texts[read] = met;
      at += 1;
      read += 1;
    } else if (retry !== undefined) {
      texts[retry.read] = one(plain[retry.read] as Item);
      retry = { at: retry.at, read: retry.read + 1 };
      at = retry.at;
      read = retry.read;
    } else {
      return undefined;
    }
  }
  return wild.slice(at).every((item) => item === undefined) ? fixedRow(texts) : undefined;
}

function fixedRow(texts: readonly (string | undefined)[]): CommonRow | undefined {
  return isWritten(texts) ? { texts, gap: undefined } : undefined;
}

function joined<Item>(
  a: WildRow<Item>,
  b: WildRow<Item>,
  alphabet: Alphabet<Item>,
): CommonRow | undefined {
  const [first, second] = [threeParts(a), threeParts(b)];
  const one = (item: Item) => alphabet.one(item);
  const tail = sideBySide(first.tail.toReversed(), second.tail.toReversed(), alphabet).reverse();
  const before = [...sideBySide(first.head, second.head, alphabet), ...first.middle.map(one)];
  const texts = [...before, ...second.middle.map(one), ...tail];
  return isWritten(texts) ? { texts, gap: before.length } : undefined;
}

/** Before the first wild part, between, and behind the last one. */
function threeParts<Item>(row: WildRow<Item>): {
  readonly head: readonly Item[];
  readonly middle: readonly Item[];
  readonly tail: readonly Item[];
} {
  const [first, last] = [row.indexOf(undefined), row.lastIndexOf(undefined)];
  const plain = (start: number, end?: number): readonly Item[] =>
    row.slice(start, end).filter((item) => item !== undefined);
  return { head: plain(0, first), middle: plain(first, last), tail: plain(last) };
}

function sideBySide<Item>(
  a: readonly Item[],
  b: readonly Item[],
  { both, one }: Alphabet<Item>,
): (string | undefined)[] {
  const [longer, shorter] = a.length < b.length ? [b, a] : [a, b];
  return longer.map((item, at) => {
    const other = shorter[at];
    return other === undefined ? one(item) : both(item, other);
  });
}

function isWritten(texts: readonly (string | undefined)[]): texts is readonly string[] {
  return !texts.includes(undefined);
}

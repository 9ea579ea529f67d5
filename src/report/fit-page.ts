import { prose } from './markdown-text.ts';

/** One part of a page. Its words are ours; text of others stands in its items, made safe by `code` and `prose`. */
export interface Part {
  readonly heading: string;
  /** Whole blocks of Markdown, most important first; one is never cut. */
  readonly items: readonly string[];
  /** `folded` shows the heading only, until somebody opens it. */
  readonly shown: 'open' | 'folded';
  /** What shrinks first when the page is too long: `early` before `late`; `never` is what the page is for, and small. */
  readonly shrinks: 'early' | 'middle' | 'late' | 'never';
}

export interface Page {
  /** Always there: who must act, in a few lines. */
  readonly lead: readonly string[];
  readonly parts: readonly Part[];
  /** Always there: what the page stands on. */
  readonly tail: readonly string[];
}

const ORDER = ['early', 'middle', 'late'] as const;

/**
 * A page within its bytes of UTF-8. It is shortened by whole items only, so it stays valid Markdown, and it says what it
 * leaves out and where that is.
 * @param whole where the whole report is: `the summary of the workflow run`
 */
export function fitPage(page: Page, bytes: number, whole: string): string {
  const { parts } = page;
  const full = render(page, parts, undefined);
  if (Buffer.byteLength(full) <= bytes) return full;
  const taken = parts.map((part) => part.items.length);
  const write = (): string => render(page, shrunk(parts, taken), notice(parts, taken, whole));
  // Last part first among equals: what stands lower matters less.
  const expendable = ORDER.flatMap((when) =>
    parts.flatMap(({ shrinks }, index) => (shrinks === when ? [index] : [])).reverse(),
  );
  for (const index of expendable) {
    const most = Number(taken[index]);
    taken[index] = 0;
    if (Buffer.byteLength(write()) > bytes) continue;
    taken[index] = mostThatFits(most, (count) => {
      taken[index] = count;
      return Buffer.byteLength(write()) <= bytes;
    });
    break;
  }
  return write();
}

/** The largest count for which it still fits; 0 is known to. */
function mostThatFits(most: number, fits: (count: number) => boolean): number {
  let fitting = 0;
  let over = most;
  while (over - fitting > 1) {
    const middle = (fitting + over) >> 1;
    if (fits(middle)) fitting = middle;
    else over = middle;
  }
  return fitting;
}

function shrunk(parts: readonly Part[], taken: readonly number[]): readonly Part[] {
  return parts.map((part, index) => {
    const left = part.items.length - Number(taken[index]);
    if (left === 0) return part;
    const items = [...part.items.slice(0, taken[index]), `- … and ${left} more, left out here`];
    return { ...part, items };
  });
}

function notice(parts: readonly Part[], taken: readonly number[], whole: string): string {
  const left = parts.flatMap(({ heading, items }, index) => {
    const count = items.length - Number(taken[index]);
    return count === 0 ? [] : [`${count} of ${items.length} under “${heading}”`];
  });
  return `**Shortened**, because GitHub takes no longer text. Left out: ${left.join(', ')}. Everything is in ${prose(whole)}.`;
}

function render({ lead, tail }: Page, parts: readonly Part[], note: string | undefined): string {
  const blocks = [
    ...lead,
    ...(note === undefined ? [] : [note]),
    ...parts.filter(({ items }) => items.length > 0).flatMap(blocksOf),
    ...tail,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The blank line behind the summary makes what follows Markdown again. */
function blocksOf({ heading, items, shown }: Part): readonly string[] {
  const list = items.join('\n');
  return shown === 'open'
    ? [`### ${heading}`, list]
    : [`<details>\n<summary>${heading}</summary>`, list, '</details>'];
}

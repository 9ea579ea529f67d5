import { rememberedText } from '../model/remembered-text.ts';
import { shortened } from './shortened.ts';
import { visible } from './visible-text.ts';

/** Bytes of one name or path, and of one sentence, on a page that holds hundreds of them. */
const NAME_BYTES = 300;
const PROSE_BYTES = 1_200;

/**
 * A text of others as a code span: GitHub makes no mention, reference, link, image, HTML or emoji out of what stands in
 * one (threats F01, F02). One line; safe anywhere but in a table, where `|` would end the cell, and between HTML tags.
 */
export function code(text: string): string {
  return text === '' ? '(empty)' : span(shortened(seen(text), NAME_BYTES));
}

/**
 * A sentence that may hold text of others, as findings do. Plain words stay words; whatever could mean anything to GitHub
 * becomes a code span, which is also how paths, refs and names read best, and what stands in quotes is one span. Never
 * first on a line.
 * @param names texts of others that the sentence may name without quotes, paths mostly: one with blanks in it is one span
 * too, so that nobody can talk to a reader by the name of a file (threat F06)
 */
export function prose(text: string, names: readonly string[] = []): string {
  return names.length === 0 ? withoutNames(text) : written(text, names);
}

/** What a rule holds stands on the page of every pull request. */
const withoutNames = rememberedText((text) => written(text, []));

function written(text: string, names: readonly string[]): string {
  const pieces: { readonly kind: 'words' | 'code'; text: string }[] = [];
  const add = (kind: 'words' | 'code', piece: string): void => {
    const last = pieces.at(-1);
    // Two spans side by side would be one, with their backticks in its middle.
    if (last?.kind === kind) last.text += piece;
    else if (piece !== '') pieces.push({ kind, text: piece });
  };
  const named = names.filter(
    (name) => name.trim().includes(' ') && !SHARE.test(name) && text.includes(name),
  );
  const spoken = [...new Set(named)].map(seen);
  let rest = shortened(seen(text), PROSE_BYTES);
  while (rest !== '') {
    const name = nameAt(rest, spoken);
    const piece = name ?? String(PIECE.exec(rest)?.[0]);
    rest = rest.slice(piece.length);
    if (name !== undefined || piece.startsWith('"')) {
      add('code', piece);
    } else if (COMMAND.test(piece)) {
      add('code', piece.slice(1, -1));
    } else if (/^[ (]/.test(piece)) {
      add('words', piece.startsWith(' ') ? ' ' : piece);
    } else {
      const { core, after } = parts(piece);
      add(isPlain(core) ? 'words' : 'code', core);
      add('words', after);
    }
  }
  return pieces.map((piece) => (piece.kind === 'words' ? piece.text : span(piece.text))).join('');
}

/** The longest of the names that the text begins with; where the text was cut, its last piece may be half a name. */
function nameAt(text: string, names: readonly string[]): string | undefined {
  const found = names.filter(
    (name) => text.startsWith(name) || (text.endsWith('…') && name.startsWith(text.slice(0, -1))),
  );
  const longest = Math.max(...found.map(({ length }) => length));
  return found.length === 0 ? undefined : text.slice(0, longest);
}

/**
 * A quoted text, to its end where nothing closes it; a command in backticks, as our own sentences have it; blanks; brackets
 * that open; everything else up to one of these.
 */
const PIECE = /^(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|`[^`]+`(?=[ ).,;:!?]|$)| +|\(+|[^ "]+)/;
const COMMAND = /^`[^`]+`$/;
/** Found and allowed shares are numbers, not names. */
const SHARE = /^[\d.,]+ %$/;

/** `src/a.ts),` without what belongs to the sentence; a bracket that was opened inside belongs to the name. */
function parts(piece: string): Record<'core' | 'after', string> {
  const end = piece.includes('(') ? /[.,;:!?…]*$/ : /[).,;:!?…]*$/;
  const after = end.exec(piece)?.[0] ?? '';
  return { core: piece.slice(0, piece.length - after.length), after };
}

/** Letters of one script or another, short numbers, and marks that mean nothing in Markdown. */
const PLAIN = /^(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,6}(?:[.,]\d{1,6})*|[%–—×→]*)$/u;
/** What GitHub links without any sign: ids of commits, from 7 digits on, and addresses. */
const LINKED = /(?:^|['’-])[0-9a-f]{7,}(?:$|['’-])|^www/i;

function isPlain(core: string): boolean {
  return PLAIN.test(core) && !LINKED.test(core);
}

/** cmark-gfm gives up on code spans of more than 80 backticks (MAXBACKTICKS in inlines.c), so longer runs are escaped. */
function seen(text: string): string {
  return visible(text).replace(/`{3,}/g, (run) => '\\u{60}'.repeat(run.length));
}

function span(text: string): string {
  const fence = text.includes('``') ? '```' : text.includes('`') ? '``' : '`';
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A text of ours or JSON as a fenced block; a line that could end it is the caller's promise not to have. */
export function fenced(info: string, text: string): string {
  return `\`\`\`${info}\n${text}\n\`\`\``;
}

/**
 * Text of others, safe to print on one line (threats F03, D18): controls, ANSI escapes, bidirectional and zero-width
 * characters, tags, odd spaces, fillers and halves of surrogate pairs become `\u{…}`. Plain letters of every script stay
 * as they are. Also defused: the two ways in which a line of a log becomes a command of GitHub's runner, `::` at its start
 * and `##[` anywhere.
 */
export function visible(text: string): string {
  return text
    .replace(UNSEEN, escaped)
    .replace(/##\[/g, '##\\u{5b}')
    .replace(/^(?=\s*::)\s*:/, (start) => start.replace(':', '\\u{3a}'));
}

/** The same inside a JSON text: still the same JSON, but nothing in it can drive a terminal or the runner of a log. */
export function visibleJson(json: string): string {
  return json
    .replace(UNSEEN, (found) =>
      found === '\n'
        ? found
        : Array.from({ length: found.length }, (_, at) => unit(found, at)).join(''),
    )
    .replace(/##\[/g, '##\\u005b');
}

/** Controls, formats, surrogates and private use (C), all spaces but U+0020 (Z), and what a font may leave out (DI). */
const UNSEEN = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

function escaped(found: string): string {
  return `\\u{${Number(found.codePointAt(0)).toString(16)}}`;
}

function unit(found: string, at: number): string {
  return `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`;
}

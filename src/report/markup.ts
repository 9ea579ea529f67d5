import { visible } from './visible-text.ts';

/** Markup of ours. Only the tag below makes it, so text of others cannot become an element or an attribute (threat F01). */
export interface Markup {
  readonly markup: string;
}

/** What stands between our own markup: a string is text of others and is escaped, a list is one after the other. */
export type Piece = string | number | Markup | readonly Markup[];

/**
 * html`<b>${text}</b>`: everything between `${}` is escaped unless it is Markup. Attribute values must stand in double
 * quotes; scripts, styles, comments and link targets take no text of others at all.
 */
export function html(own: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return {
    markup: own.reduce((all, part, index) => all + render(pieces[index - 1] as Piece) + part),
  };
}

function render(piece: Piece): string {
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') return String(piece);
  if ('markup' in piece) return piece.markup;
  return piece.map(({ markup }) => markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function escapeText(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (found) => ENTITIES[found] as string);
}

/** Nothing, where a piece is optional. */
export const NOTHING: Markup = html``;

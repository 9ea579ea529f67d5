import type { Shape } from './phrase.ts';

/** Classes that are no list of phrases: what a piece looks like. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  name: ({ kind }) => kind === 'name',
  word: ({ kind }) => kind === 'word',
  piece: ({ kind }) => kind !== 'mark',
  figure: ({ kind }) => kind === 'figure',
  /** A figure with its unit or comparison: `200ms`, `5x`, `95%`, `≤3`. */
  measured: ({ kind, text }) => kind === 'figure' && /[%×\p{L}<>≤≥]/u.test(text),
  letter: ({ text }) => /^\p{Lu}$/u.test(text),
  /** `#12` as GitHub writes it; longer ones are colours. */
  number: ({ text }) => /^#\d{1,5}$/.test(text),
  /** `T-14`, `SHOP-231`: only after "task" or "ticket", for UTF-8 and SHA-256 look the same. */
  key: ({ text }) => /^\p{Lu}{1,10}-\d{1,6}$/u.test(text),
  possessive: ({ kind, plain }) => kind === 'word' && plain.endsWith("'s"),
  path: ({ kind, text }) => kind === 'name' && PATH.test(text),
};

/** With a folder or an ending: `src/app`, `oauth.ts`, `` `src/app.ts` ``; no flag, no call, no version. */
const PATH = /^`?(?:@|\.{0,2}\/)?[\w.-]+(?:\/[\w.*-]+)*(?:\/|\.[A-Za-z]\w{0,9}|\/[\w*-]+)`?$/;

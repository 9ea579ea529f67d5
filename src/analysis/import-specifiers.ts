import { type Language, languageOf } from './language.ts';

/** Languages whose imports can be read and followed. Another one counts as importing nothing. */
const READERS: Readonly<Partial<Record<Language, (text: string) => readonly string[]>>> = {
  typescript: fromQuotes,
  tsx: fromQuotes,
  javascript: fromQuotes,
  python: fromDots,
};

/** Whether imports are read in such a file, by its name. */
export function importsAreRead(path: string): boolean {
  const language = languageOf(path);
  return language !== undefined && READERS[language] !== undefined;
}

/**
 * What a module says that it imports, each once: `./pool.js`, `@/db/pool`, `..db.pool`. By lines, without a parser: a word
 * in a comment may be among them, and what is put together at run time is not. That is enough to count who imports what.
 */
export function importSpecifiers(path: string, text: string): readonly string[] {
  const language = languageOf(path);
  const read = language && READERS[language];
  return read === undefined ? [] : [...new Set(read(text))];
}

/** `import … from '…'`, `export … from '…'`, `import '…'`, `import('…')`, `require('…')`. */
const QUOTED = /\b(?:from|import|require)\s{0,9}(?:\(\s{0,99})?(["'])([^"'\n]{1,300})\1/g;

function fromQuotes(text: string): readonly string[] {
  return Array.from(text.matchAll(QUOTED), ([, , specifier]) => String(specifier));
}

const FROM =
  /^[ \t]*from[ \t]+([.\w]{1,300})[ \t]+import[ \t]*(?:\(([^)]{0,4000})\)|([^(#\n]{1,4000}))/gm;
const IMPORT = /^[ \t]*import[ \t]+([^#\n]{1,4000})/gm;

/** `from .db import pool` may mean a module `.db.pool` or a name in `.db`: both are said, and what is there counts. */
function fromDots(text: string): readonly string[] {
  const from = Array.from(text.matchAll(FROM)).flatMap(([, name, inside, plain]) => {
    const module = String(name);
    const inner = module.endsWith('.') ? module : `${module}.`;
    return [module, ...namesIn(String(inside ?? plain)).map((one) => `${inner}${one}`)];
  });
  return [
    ...from,
    ...Array.from(text.matchAll(IMPORT)).flatMap(([, names]) => namesIn(String(names))),
  ];
}

/** `a.b as c, d` names `a.b` and `d`; comments in brackets are left out. */
function namesIn(list: string): readonly string[] {
  return list
    .replace(/#.*/g, '')
    .split(',')
    .flatMap((part) => /^\s*([.\w]+)/.exec(part)?.[1] ?? []);
}

import { type Language, languageOf } from '../language.ts';
import type { Syntax } from '../syntax.ts';
import { nodesOf, type SyntaxNode } from '../syntax-node.ts';
import { javascriptSymbols } from './javascript-symbols.ts';
import { pythonSymbols } from './python-symbols.ts';
import type { SymbolTable } from './symbol-table.ts';

const READERS: Partial<Record<Language, (root: SyntaxNode) => SymbolTable>> = {
  typescript: javascriptSymbols,
  tsx: javascriptSymbols,
  javascript: javascriptSymbols,
  python: pythonSymbols,
};

/** Is the file of a language whose symbols are judged? */
export function hasSymbols(path: string): boolean {
  const language = languageOf(path);
  return language !== undefined && READERS[language] !== undefined;
}

/** undefined: not of a judged language, or not to be parsed whole: then nothing is said about it. */
export async function fileSymbols(
  path: string,
  text: string,
  syntax: Syntax,
): Promise<SymbolTable | undefined> {
  const language = languageOf(path);
  const read = language && READERS[language];
  if (language === undefined || read === undefined) return undefined;
  const parsed = await syntax.parse(text, language);
  if (parsed.state === 'fallback') return undefined;
  for (const { type } of nodesOf(parsed.root)) if (type === 'ERROR') return undefined;
  return read(parsed.root);
}

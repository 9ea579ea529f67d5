import { extensionsOf, type Language, languageOf } from '../language.ts';
import type { Syntax } from '../syntax.ts';
import { nodesOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { javascriptSymbols } from './javascript-symbols.ts';
import { pythonSymbols } from './python-symbols.ts';
import type { SymbolTable } from './symbol-table.ts';

const READERS: Partial<Record<Language, (root: SyntaxNode) => SymbolTable>> = {
  typescript: javascriptSymbols,
  tsx: javascriptSymbols,
  javascript: javascriptSymbols,
  python: pythonSymbols,
};

/** Every extension of a file whose symbols are judged. */
export const SYMBOL_EXTENSIONS = extensionsOf(Object.keys(READERS) as readonly Language[]);

/** Is the file of a language whose symbols are judged? */
export function hasSymbols(path: string): boolean {
  const language = languageOf(path);
  return language !== undefined && READERS[language] !== undefined;
}

/** A name of a Python file says nothing to one of JavaScript; JavaScript and TypeScript know each other's. */
export function languageGroup(path: string): 'python' | 'javascript' {
  return languageOf(path) === 'python' ? 'python' : 'javascript';
}

/** undefined: not of a judged language, or not to be parsed at all: then nothing is said about it. */
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
  return { ...read(parsed.root), unread: unreadOf(parsed.root) };
}

/** A token that is missing has no text; where it is missing says something all the same. */
function unreadOf(root: SyntaxNode): string {
  const errors = [...nodesOf(root)].filter(({ type }) => type === 'ERROR');
  return errors.map((node) => `${node.parent?.type}:${textOf(node)}`).join('\0');
}

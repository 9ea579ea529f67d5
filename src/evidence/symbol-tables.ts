import { fileSymbols } from '../analysis/symbols/file-symbols.ts';
import type { NamedFile } from '../analysis/symbols/name-links.ts';
import type { OutputFile } from '../analysis/symbols/symbol-changes.ts';
import { NO_SYMBOLS, type SymbolTable } from '../analysis/symbols/symbol-table.ts';
import type { Syntax } from '../analysis/syntax.ts';

/** A changed file as text; '' on the side where it is not there. */
export interface TextFile extends NamedFile {
  readonly before: string;
  readonly after: string;
}

export interface SymbolTables {
  /** Both sides of each file; one that an output makes unreadable is left out, and remembered. */
  of(files: readonly TextFile[]): Promise<readonly OutputFile[]>;
  readonly unread: ReadonlySet<TextFile>;
  /** undefined: it cannot be parsed at all. */
  read(path: string, text: string): Promise<SymbolTable | undefined>;
}

/** Parses each text once, however many outputs hold it. */
export function symbolTables(syntax: Syntax): SymbolTables {
  const tables = new Map<string, SymbolTable | undefined>();
  const unread = new Set<TextFile>();
  const read = async (path: string, text: string): Promise<SymbolTable | undefined> => {
    if (text === '') return NO_SYMBOLS;
    const key = `${path.slice(path.lastIndexOf('.'))}\0${text}`;
    if (!tables.has(key)) tables.set(key, await fileSymbols(path, text, syntax));
    return tables.get(key);
  };
  return {
    unread,
    read,
    async of(files) {
      const found: OutputFile[] = [];
      for (const file of files) {
        const { output, path } = file;
        const before = await read(path, file.before);
        const after = before && (await read(path, file.after));
        if (after && before?.unread === after.unread) found.push({ output, path, before, after });
        else unread.add(file);
      }
      return found;
    },
  };
}

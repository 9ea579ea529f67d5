import { fileSymbols, hasSymbols } from '../analysis/symbols/file-symbols.ts';
import { modulePaths } from '../analysis/symbols/module-paths.ts';
import type { OutputFile } from '../analysis/symbols/symbol-changes.ts';
import type { SymbolTable } from '../analysis/symbols/symbol-table.ts';
import type { Syntax } from '../analysis/syntax.ts';
import { LIMITS } from '../model/limits.ts';
import type { Sha } from '../model/sha.ts';
import type { Blobs } from '../ports/blobs.ts';

/** Rounds of files that pass names on to files that pass them on. */
const ROUNDS = 3;
/** Files of the base that are read for it, in one judgement (threat E10). */
const MOST = 2_000;

/** Files of the base that may pass a changed name on to those who use it: what their imports of it name, and so on. */
export async function passingFiles(
  { blobs, syntax }: { readonly blobs: Blobs; readonly syntax: Syntax },
  base: Sha,
  users: readonly OutputFile[],
  changed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, SymbolTable>> {
  const tables = new Map<string, SymbolTable>();
  const asked = new Set<string>();
  let next = users.flatMap((user) => modulesOf(user, changed));
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = [...new Set(next)].filter((path) => !asked.has(path)).slice(0, MOST - asked.size);
    const found: string[] = [];
    for (const path of fresh) {
      asked.add(path);
      const blob = hasSymbols(path) ? await blobs.file(base, path, LIMITS.sourceBytes) : undefined;
      const table = blob?.state === 'text' ? await fileSymbols(path, blob.text, syntax) : undefined;
      if (table === undefined) continue;
      tables.set(path, table);
      found.push(...table.reexports.flatMap(({ module }) => modulePaths(path, module)));
    }
    next = found;
  }
  return tables;
}

function modulesOf({ path, after }: OutputFile, changed: ReadonlySet<string>): readonly string[] {
  const members = (local: string) =>
    [...after.uses.keys()].some(
      (use) => use.startsWith(`${local}.`) && changed.has(use.slice(local.length + 1)),
    );
  return [...after.imports, ...after.reexports.map((one) => ({ ...one, local: '' }))]
    .filter(({ name, local }) => (name === '*' ? members(local) : changed.has(name)))
    .flatMap(({ module }) => modulePaths(path, module));
}

import { hasSymbols } from '../analysis/symbols/file-symbols.ts';
import { modulePaths } from '../analysis/symbols/module-paths.ts';
import type { OutputFile } from '../analysis/symbols/symbol-changes.ts';
import type { SymbolTable } from '../analysis/symbols/symbol-table.ts';
import { LIMITS } from '../model/limits.ts';
import type { Sha } from '../model/sha.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { History } from '../ports/history.ts';

export interface PassingPorts {
  readonly blobs: Blobs;
  readonly history: History;
}

/** Rounds of files that pass names on to files that pass them on. */
const ROUNDS = 3;
/** Files of the base that are read for it, in one judgement (threat E10). */
const MOST = 2_000;

/** Files of the base that may pass a changed name on to those who use it: what their imports of it name, and so on. */
export async function passingFiles(
  { blobs, history }: PassingPorts,
  base: Sha,
  users: readonly OutputFile[],
  changed: ReadonlySet<string>,
  tableOf: (path: string, text: string) => Promise<SymbolTable | undefined>,
): Promise<ReadonlyMap<string, SymbolTable>> {
  const tables = new Map<string, SymbolTable>();
  let next = users.flatMap((user) => modulesOf(user, changed));
  if (next.length === 0) return tables;
  const entries = await history.tree(base);
  const judged = new Map<string, Sha>();
  for (const { path, blob } of entries) if (hasSymbols(path)) judged.set(path, blob);
  const asked = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = [...new Set(next)].filter((path) => judged.has(path) && !asked.has(path));
    const paths = fresh
      .slice(0, MOST - asked.size)
      .map((path) => [path, judged.get(path) as Sha] as const);
    const texts = await blobs.read(
      paths.map(([, blob]) => blob),
      LIMITS.sourceBytes,
    );
    next = [];
    for (const [path, blob] of paths) {
      asked.add(path);
      const content = texts.get(blob);
      const table = content?.state === 'text' ? await tableOf(path, content.text) : undefined;
      if (table === undefined) continue;
      tables.set(path, table);
      next.push(...table.reexports.flatMap(({ module }) => modulePaths(path, module)));
    }
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

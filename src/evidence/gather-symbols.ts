import { fileSymbols, hasSymbols } from '../analysis/symbols/file-symbols.ts';
import { modulePaths } from '../analysis/symbols/module-paths.ts';
import {
  type OutputSymbols,
  passedThrough,
  type SymbolBreak,
  symbolBreaks,
} from '../analysis/symbols/symbol-breaks.ts';
import { NO_SYMBOLS, type SymbolTable } from '../analysis/symbols/symbol-table.ts';
import type { Syntax } from '../analysis/syntax.ts';
import { type Evidence, known } from '../model/evidence.ts';
import { LIMITS } from '../model/limits.ts';
import type { Sha } from '../model/sha.ts';
import { look } from './look.ts';
import { type BroughtPorts, readBrought } from './read-brought.ts';
import type { Survey } from './survey-pending.ts';

export interface SymbolPorts extends BroughtPorts {
  readonly syntax: Syntax;
}

/** What was compared by its symbols, and what came out. */
export interface ComparedSymbols {
  readonly breaks: readonly SymbolBreak[];
  /** By output: changed files that were compared, and those that could not be (another language, or not to be parsed). */
  readonly files: ReadonlyMap<string, { readonly compared: number; readonly left: number }>;
}

/** Definitions that one pending output changes against what others newly use, of pairs that merge (threat B07). */
export async function gatherSymbols(
  ports: SymbolPorts,
  { base, index, trees, pairs, stacks }: Survey,
): Promise<Evidence<ComparedSymbols>> {
  const wanted = new Map<Sha, Sha>();
  const changed = index.outputs.map(({ name, touches }) => ({
    output: name,
    touches: touches.map(({ changed }) => changed),
  }));
  for (const { output, touches } of changed)
    for (const { path, oldBlob, newBlob } of touches)
      for (const blob of [oldBlob, newBlob])
        if (blob && hasSymbols(path)) wanted.set(blob, trees.get(output) as Sha); // in the index = it has a tree
  const texts = await readBrought(ports, wanted);
  if (texts.state !== 'known') return texts;
  const tables = new Map<string, Promise<SymbolTable | undefined>>();
  const tableOf = async (path: string, blob: Sha | undefined): Promise<SymbolTable | undefined> => {
    if (blob === undefined) return NO_SYMBOLS;
    const text = texts.value.get(blob);
    if (text === undefined) return undefined;
    const key = `${blob} ${path.slice(path.lastIndexOf('.'))}`;
    const table = tables.get(key) ?? fileSymbols(path, text, ports.syntax);
    tables.set(key, table);
    return table;
  };
  const outputs: OutputSymbols[] = [];
  const files = new Map<string, { compared: number; left: number }>();
  for (const { output, touches } of changed) {
    const compared: OutputSymbols['files'][number][] = [];
    for (const { path, oldBlob, newBlob } of touches) {
      const before = hasSymbols(path) ? await tableOf(path, oldBlob) : undefined;
      const after = before && (await tableOf(path, newBlob));
      if (before && after) compared.push({ path, before, after });
    }
    files.set(output, { compared: compared.length, left: touches.length - compared.length });
    outputs.push({ output, files: compared });
  }
  const passing = await look(() => passingFiles(ports, base, passedThrough(outputs)));
  if (passing.state !== 'known') return passing;
  const apart = new Set(
    pairs.flatMap(({ first, second, merge }) =>
      merge.state === 'conflict' ? [`${first}\0${second}`, `${second}\0${first}`] : [],
    ),
  );
  const stacked = (a: string, b: string): boolean => stacks.get(a)?.includes(b) === true;
  const breaks = symbolBreaks(outputs, (path) => passing.value.get(path)).filter(
    ({ changer, user }) =>
      !apart.has(`${changer}\0${user}`) && !stacked(changer, user) && !stacked(user, changer),
  );
  return known({ breaks, files });
}

/** Rounds of files that pass names on to files that pass them on. */
const ROUNDS = 3;
/** Files of the base that are read for it, in one judgement (threat E10). */
const MOST = 2_000;

async function passingFiles(
  { blobs, syntax }: SymbolPorts,
  base: Sha,
  first: readonly string[],
): Promise<ReadonlyMap<string, SymbolTable>> {
  const tables = new Map<string, SymbolTable>();
  const asked = new Set<string>();
  let next = first;
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = next.filter((path) => !asked.has(path)).slice(0, MOST - asked.size);
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

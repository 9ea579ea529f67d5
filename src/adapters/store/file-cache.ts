import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../../model/limits.ts';
import type { HunkCache } from '../../ports/hunk-cache.ts';
import type { ImportCache } from '../../ports/import-cache.ts';
import type { RunCache } from '../../ports/run-cache.ts';
import { writeAtomically } from './write-atomically.ts';

/** An entry is dropped when so many saved runs did not ask for it: outputs close, and base tips move on. */
const RUNS_UNUSED = 8;

interface Entry {
  readonly json: string;
  /** Number of the run that last asked for it. */
  used: number;
}

interface Contents {
  readonly run: number;
  readonly entries: Map<string, Entry>;
}

export function fileHunkCache(folder: string, engine: string): HunkCache {
  return fileCache(folder, 'hunks', engine);
}

export function fileImportCache(folder: string, engine: string): ImportCache {
  return fileCache(folder, 'imports', engine);
}

/**
 * One file `<folder>/cache/<name>`: the SHA-256 of the rest, a line with the engine and the number of the run, then a line an entry: run, key,
 * tab, JSON. Another engine, a torn or edited file, one too large: all are an empty cache. Of two processes that save at
 * once the later one's file stays, whole; what only the other had is worked out again.
 * @param engine that gave the answers: version and build.
 */
export function fileCache<Kept>(folder: string, name: string, engine: string): RunCache<Kept> {
  const path = join(folder, 'cache', name);
  let contents: Contents = { run: 0, entries: new Map() };
  let loading: Promise<void> | undefined;
  let changed = false;
  return {
    open() {
      loading ??= load(path, engine).then((loaded) => {
        contents = loaded;
      });
      return loading;
    },
    find<Kind extends keyof Kept & string>(kind: Kind, id: string): Kept[Kind] | undefined {
      const entry = contents.entries.get(`${kind} ${id}`);
      if (entry === undefined) return undefined;
      entry.used = contents.run;
      return JSON.parse(entry.json) as Kept[Kind];
    },
    keep(kind, id, value) {
      changed = true;
      contents.entries.set(`${kind} ${id}`, { json: JSON.stringify(value), used: contents.run });
    },
    async save() {
      if (!changed) return;
      const { run } = contents;
      const content = [RUNS_UNUSED, 1]
        .map((runs) => print(engine, contents, run - runs))
        .find(({ length }) => length <= LIMITS.cacheBytes);
      // A cache that cannot be written is only slow: a read-only clone is still judged.
      if (content !== undefined)
        await writeAtomically(path, Buffer.concat([digest(content), content])).catch(() => {});
    },
  };
}

/** @param after entries that were last used in this run or before are left out. */
function print(engine: string, { run, entries }: Contents, after: number): Buffer {
  const lines = [JSON.stringify([engine, run])];
  for (const [key, { json, used }] of entries)
    if (used > after) lines.push(`${used} ${key}\t${json}`);
  return Buffer.from(lines.join('\n'));
}

async function load(path: string, engine: string): Promise<Contents> {
  const entries = new Map<string, Entry>();
  try {
    if ((await stat(path)).size > LIMITS.cacheBytes + DIGEST_BYTES) return { run: 0, entries };
    const file = await readFile(path);
    const content = file.subarray(DIGEST_BYTES);
    if (!digest(content).equals(file.subarray(0, DIGEST_BYTES))) return { run: 0, entries };
    const [head = '', ...lines] = content.toString().split('\n');
    const [writer, run] = JSON.parse(head) as [string, number];
    if (writer !== engine) return { run: 0, entries };
    for (const line of lines) {
      const [blank, tab] = [line.indexOf(' '), line.indexOf('\t')];
      const used = Number(line.slice(0, blank));
      entries.set(line.slice(blank + 1, tab), { json: line.slice(tab + 1), used });
    }
    return { run: run + 1, entries };
  } catch {
    return { run: 0, entries };
  }
}

const DIGEST_BYTES = 32;

function digest(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

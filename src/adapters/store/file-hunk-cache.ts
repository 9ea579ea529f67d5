import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../../model/limits.ts';
import type { HunkCache, Kept } from '../../ports/hunk-cache.ts';
import { writeAtomically } from './write-atomically.ts';

/** An entry is dropped when so many saved runs did not ask for it: outputs close, and base tips move on. */
const RUNS_UNUSED = 8;

type Entry = readonly [key: string, value: unknown, usedInRun: number];

/**
 * One file `<folder>/cache/hunks`: the SHA-256 of the rest, then JSON. Another engine, a torn or
 * edited file, one too large: all are an empty cache. Two processes that save at once: the later one's file stays whole,
 * and what only the other had is worked out again.
 */
export function fileHunkCache(folder: string, engine: string): HunkCache {
  const path = join(folder, 'cache', 'hunks');
  const kept = new Map<string, Entry>();
  let loading: Promise<void> | undefined;
  let run = 0;
  let changed = false;
  return {
    open() {
      loading ??= load(path, engine).then((loaded) => {
        run = loaded.run;
        for (const entry of loaded.entries) kept.set(entry[0], entry);
      });
      return loading;
    },
    find<Kind extends keyof Kept>(kind: Kind, id: string): Kept[Kind] | undefined {
      const entry = kept.get(`${kind} ${id}`);
      if (entry === undefined) return undefined;
      if (entry[2] !== run) kept.set(entry[0], [entry[0], entry[1], run]);
      return entry[1] as Kept[Kind];
    },
    keep(kind, id, value) {
      changed = true;
      kept.set(`${kind} ${id}`, [`${kind} ${id}`, value, run]);
    },
    async save() {
      if (!changed) return;
      const recent = [...kept.values()].filter(([, , used]) => run - used < RUNS_UNUSED);
      const content = [recent, recent.filter(([, , used]) => used === run)]
        .map((some) => Buffer.from(JSON.stringify([engine, run, some])))
        .find(({ length }) => length <= LIMITS.cacheBytes);
      // A cache that cannot be written is only slow: a read-only clone is still judged.
      if (content !== undefined)
        await writeAtomically(path, Buffer.concat([digest(content), content])).catch(() => {});
    },
  };
}

async function load(path: string, engine: string) {
  try {
    if ((await stat(path)).size > LIMITS.cacheBytes + DIGEST_BYTES) return EMPTY;
    const file = await readFile(path);
    const content = file.subarray(DIGEST_BYTES);
    if (!digest(content).equals(file.subarray(0, DIGEST_BYTES))) return EMPTY;
    const [writer, run, entries] = JSON.parse(content.toString()) as [string, number, Entry[]];
    return writer === engine ? { run: run + 1, entries } : EMPTY;
  } catch {
    return EMPTY;
  }
}

const EMPTY: { readonly run: number; readonly entries: readonly Entry[] } = { run: 0, entries: [] };
const DIGEST_BYTES = 32;

function digest(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

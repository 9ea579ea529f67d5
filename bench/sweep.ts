/**
 * Gate 3's textual level over many branches, as ratios to what git alone needs for the same, measured in one run:
 *   npx tsx bench/sweep.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { hardenedArgs, hardenedEnv } from '../src/adapters/git/git-process.ts';
import { gitTrialMerges } from '../src/adapters/git/git-trial-merges.ts';
import { openRepository } from '../src/adapters/git/open-repository.ts';
import { createQuarantine } from '../src/adapters/git/quarantine.ts';
import { fileHunkCache } from '../src/adapters/store/file-hunk-cache.ts';
import { everyPair, pairsOf } from '../src/analysis/pair-conflicts.ts';
import { gatherPairMerges, type PairMerges } from '../src/evidence/gather-pair-merges.ts';
import type { Sha } from '../src/model/sha.ts';
import { type Swarm, swarm } from './swarm-repository.ts';

/** One line of `npm run bench`. Where a goal is a time, the baseline is that time and the goal 1. */
export interface BenchRow {
  readonly name: string;
  /** Milliseconds, the best of several runs. */
  readonly measured: number;
  readonly baseline: number;
  readonly ratio: number;
  /** What the ratio must not exceed. */
  readonly goal: number;
}

export async function run(): Promise<BenchRow[]> {
  return [...(await measure(150)), ...(await measure(1_000))];
}

type Outputs = readonly { readonly output: string; readonly head: Sha }[];

async function measure(count: number): Promise<BenchRow[]> {
  const made = swarm(count);
  const outputs = made.outputs as Outputs;
  const base = made.base as Sha;
  const rows: BenchRow[] = [];
  try {
    let result: PairMerges | undefined;
    const sweep = await best(3, async () => {
      result = await judge(made, outputs);
    });
    const batch = await best(3, () =>
      mergeBatch(
        made,
        outputs.map(({ head }) => [base, head]),
      ),
    );
    const { index, evaluated, conflicts } = result as PairMerges;
    const told = `${evaluated.pairs} pairs, ${evaluated.merges} merged, ${conflicts.length} conflicts`;
    rows.push(
      row(`sweep of ${count} branches, cold (${told}) / one merge-tree batch`, sweep, batch, 1.3),
    );
    const decide = await best(5, () => everyPair(index));
    rows.push(row(`all pairs of ${count} decided / 100 ms`, decide, 100, 1));
    const alone = await best(20, () => pairsOf(index, outputs[0]?.output ?? ''));
    rows.push(row(`one of ${count} against the others / 1 ms`, alone, 1, 1));
    rows.push(await warm(made, outputs));
    return rows;
  } finally {
    made.remove();
  }
}

/** A second run after one push: what it takes beyond the merge and the diff of the pushed branch by git itself. */
async function warm(made: Swarm, outputs: Outputs): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-cache-'));
  const pushed = outputs[7]?.output as string;
  let now = outputs;
  await judge(made, now, folder);
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const head = made.push(pushed) as Sha;
    now = now.map((one) => (one.output === pushed ? { output: pushed, head } : one));
    const git = await best(1, () => mergeBatch(made, [[made.base, head]], 'diff too'));
    const start = performance.now();
    await judge(made, now, folder, pushed);
    times.push(performance.now() - start - git);
  }
  rmSync(folder, { recursive: true });
  const name = `one push among ${outputs.length}, warm, beyond its two git processes / 50 ms`;
  return row(name, Math.min(...times), 50, 1);
}

/** As a command does it: open, judge, keep, close. */
async function judge(made: Swarm, outputs: Outputs, cacheFolder?: string, only?: string) {
  const repository = await openRepository(made.gitDir);
  const cache = cacheFolder === undefined ? undefined : await fileHunkCache(cacheFolder, 'bench');
  const merges = gitTrialMerges(repository, cache);
  const result = await gatherPairMerges(merges, made.base as Sha, outputs, only);
  await Promise.all([cache?.save(), repository.close()]);
  return result;
}

/** What git alone needs: one process for the merges, and with 'diff too' one for the lines that they change. */
async function mergeBatch(
  made: Swarm,
  pairs: readonly (readonly [string, string])[],
  detail: 'merges' | 'diff too' = 'merges',
): Promise<void> {
  const { gitDir, remove } = await createQuarantine({
    objects: join(made.gitDir, 'objects'),
    format: 'sha1',
  });
  const git = (args: readonly string[], input: string): string => {
    const options = {
      env: hardenedEnv(gitDir),
      input,
      encoding: 'latin1',
      maxBuffer: 2 ** 30,
    } as const;
    const { status, stdout, stderr } = spawnSync('git', hardenedArgs(args), options);
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  const lines = pairs.map(([base, head]) => `${base} ${head}\n`).join('');
  const merged = git(['merge-tree', '--write-tree', '-z', '--stdin'], lines);
  if (detail === 'diff too') {
    const tree = merged.split('\0')[1];
    git(['diff-tree', '-r', '-p', `${made.base}^{tree}`, `${tree}`], '');
  }
  await remove();
}

async function best(rounds: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function row(name: string, measured: number, baseline: number, goal: number): BenchRow {
  return { name, measured, baseline, ratio: measured / baseline, goal };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await run();
  console.table(
    Object.fromEntries(
      rows.map(({ name, measured, baseline, ratio, goal }) => [
        name,
        {
          measured: `${measured.toFixed(1)} ms`,
          baseline: `${baseline.toFixed(1)} ms`,
          ratio: ratio.toFixed(2),
          goal,
        },
      ]),
    ),
  );
}

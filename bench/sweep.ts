import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitTrialMerges } from '../src/adapters/git/git-trial-merges.ts';
import { openRepository, type Repository } from '../src/adapters/git/open-repository.ts';
import { fileHunkCache } from '../src/adapters/store/file-cache.ts';
import { everyPair, pairsOf } from '../src/analysis/pair-conflicts.ts';
import { type Survey, surveyPending } from '../src/evidence/survey-pending.ts';
import type { Sha } from '../src/model/sha.ts';
import type { TaskId } from '../src/model/task-id.ts';
import type { PendingOutput } from '../src/ports/pending-outputs.ts';
import { alternately, middle } from './alternately.ts';
import { type BenchRow, median } from './bench-row.ts';
import { type Swarm, swarm } from './swarm-repository.ts';

/** Gate 3's textual level over many pending branches, against what git alone needs for its part of the same. */
export async function run(): Promise<readonly BenchRow[]> {
  return [...(await measure(150)), ...(await measure(1_000))];
}

async function measure(count: number): Promise<readonly BenchRow[]> {
  const made = swarm(count);
  try {
    const { base } = made;
    const outputs = made.outputs.map(pending);
    const heads = outputs.map(({ head }) => [base, head] as const);
    const found: Survey[] = [];
    const [cold, batch] = await alternately(7, [
      fresh(made, async (repository) => found.push(await survey(repository, made, outputs))),
      fresh(made, (repository) => mergesAlone(repository, heads)),
    ]);
    const { index, pairs } = found[0] as Survey;
    const decided = await median(5, () => everyPair(index));
    const alone = await median(50, () => pairsOf(index, outputs[0]?.id ?? ''));
    return [
      {
        name: `sweep of ${count} branches, cold; ${pairs.length} of ${(count * (count - 1)) / 2} pairs merged`,
        measured: middle(cold),
        baseline: middle(batch),
        against: 'one git merge-tree --stdin, heads onto base',
        goal: 'ratio <= 1.3',
        met: middle(cold) <= 1.3 * middle(batch),
      },
      within(`all pairs of ${count} branches decided`, decided, 100),
      within(`one of ${count} branches decided against all others`, alone, 1),
      await warm(made, outputs),
    ];
  } finally {
    made.remove();
  }
}

/** A second run after one push: what it takes beyond git's own merge and diff of the pushed branch. */
async function warm(made: Swarm, outputs: readonly PendingOutput[]): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-cache-'));
  const pushed = outputs[7]?.id as string;
  let now = outputs;
  await fresh(made, (repository) => survey(repository, made, now, { folder }))();
  const [judged, git] = await alternately(
    9,
    [
      fresh(made, (repository) => survey(repository, made, now, { folder, focus: pushed })),
      fresh(made, (repository) =>
        mergesAlone(repository, [[made.base, headOf(now, pushed)]], 'and diff'),
      ),
    ],
    () => {
      const head = made.push(pushed) as Sha;
      now = now.map((one) => (one.id === pushed ? { ...one, head } : one));
    },
  );
  rmSync(folder, { recursive: true });
  const beyond = judged.map((time, round) => time - (git[round] as number));
  return within(
    `one push among ${outputs.length} branches, warm, beyond its git processes`,
    middle(beyond),
    50,
  );
}

function pending({ output, head }: Swarm['outputs'][number], since: number): PendingOutput {
  return {
    id: output,
    ref: `refs/heads/${output}`,
    head: head as Sha,
    task: undefined,
    since,
  };
}

function headOf(outputs: readonly PendingOutput[], id: string): Sha {
  return outputs.find((one) => one.id === id)?.head as Sha;
}

/** The whole of it as a command does it: read what was kept, judge, keep. */
async function survey(
  repository: Repository,
  made: Swarm,
  outputs: readonly PendingOutput[],
  { folder, focus }: { folder?: string; focus?: string } = {},
): Promise<Survey> {
  const cache = folder === undefined ? undefined : fileHunkCache(folder, 'bench');
  const request = {
    base: made.base as Sha,
    outputs,
    dependsOn: new Map(),
    stacks: new Map(),
    landed: new Set<TaskId>(),
  };
  const done = await surveyPending(
    gitTrialMerges(repository, cache),
    focus === undefined ? request : { ...request, focus },
  );
  await cache?.save();
  return done;
}

/** One process for the merges; 'and diff': one more for what the first of them changes. */
async function mergesAlone(
  { judge }: Repository,
  pairs: readonly (readonly [string, string])[],
  detail: 'merges' | 'and diff' = 'merges',
): Promise<void> {
  const stdin = pairs.map(([base, head]) => `${base} ${head}\n`).join('');
  const merged = await judge({ args: ['merge-tree', '--write-tree', '-z', '--stdin'], stdin });
  const tree = merged.stdout.toString('latin1').split('\0')[1];
  if (detail === 'and diff')
    await judge({ args: ['diff-tree', '-r', '-p', `${pairs[0]?.[0]}`, `${tree}`] });
}

/** Each time a repository opened anew: what an earlier round wrote is gone. */
function fresh(made: Swarm, work: (repository: Repository) => Promise<unknown>) {
  return async (): Promise<number> => {
    const repository = await openRepository(made.gitDir);
    const start = performance.now();
    await work(repository);
    const took = performance.now() - start;
    await repository.close();
    return took;
  };
}

function within(name: string, measured: number, budget: number): BenchRow {
  const goal = `<= ${budget} ms`;
  return { name, measured, baseline: budget, against: 'budget', goal, met: measured <= budget };
}

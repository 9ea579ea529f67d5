import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gitTrialMerges } from '../../src/adapters/git/git-trial-merges.ts';
import { openRepository } from '../../src/adapters/git/open-repository.ts';
import { everyPair } from '../../src/analysis/pair-conflicts.ts';
import { indexPending, type PendingChange } from '../../src/analysis/pending-index.ts';
import type { Sha } from '../../src/model/sha.ts';
import { mergeOracle } from '../support/merge-oracle.ts';
import { makeRandom, randomBranches } from '../support/random-branches.ts';

/** FUZZ_RUNS=5000 for a long run: each run is five branches, ten pairs. */
const LONG = process.env['FUZZ_RUNS'];
const numRuns = Number(LONG ?? 30);
/** How often git named each type of conflict. */
const seen: Record<string, number> = {};

it(
  'misses no conflict of git, and says after confirmation exactly what git says',
  async () => {
    let conflicts = 0;
    let flagged = 0;
    let pairs = 0;
    await fc.assert(
      fc.asyncProperty(randomBranches, async (story) => {
        const made = makeRandom(story);
        const base = made.sha('Initial') as Sha;
        const heads = new Map(story.branches.map((_, at) => [`b${at}`, made.sha(`b${at}`) as Sha]));
        const ours = await judge(made.dir, base, heads);
        const names = [...heads.keys()];
        const all = names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const));
        const oracle = mergeOracle(join(made.dir, '.git/objects'));
        const truth = oracle.pairs(
          all.map(([a, b]) => [heads.get(a) as Sha, heads.get(b) as Sha] as const),
        );
        oracle.remove();
        const expected = all.map(
          ([a, b], at) => `${a} ${b} ${truth[at] === 'crashed' ? 'not-evaluated' : truth[at]}`,
        );
        expect(all.map(([a, b]) => `${a} ${b} ${ours.get(`${a} ${b}`) ?? 'clean'}`)).toEqual(
          expected,
        );
        pairs += all.length;
        flagged += ours.size;
        conflicts += truth.filter((answer) => answer === 'conflict').length;
      }),
      { numRuns },
    );
    // A law about conflicts is only as good as the conflicts it met.
    expect(conflicts).toBeGreaterThan(numRuns);
    if (LONG) process.stderr.write(`${JSON.stringify({ pairs, flagged, conflicts, ...seen })}\n`);
  },
  30_000 + numRuns * 500,
);

/** Flagged pairs and what the real merge said of them. */
async function judge(directory: string, base: Sha, heads: ReadonlyMap<string, Sha>) {
  const repository = await openRepository(directory);
  const merges = gitTrialMerges(repository);
  const onto = await merges.onto(base, [...heads.values()]);
  const treeOf = (output: string): Sha => {
    const merge = onto.get(heads.get(output) as Sha);
    if (merge?.state !== 'clean') throw new Error(`${output} on its own base is ${merge?.state}`);
    return merge.tree;
  };
  const normalised = await merges.normalised(base, [...heads.keys()].map(treeOf));
  const pending = [...heads.keys()].map((output): PendingChange => {
    const change = normalised.get(treeOf(output));
    if (change?.state !== 'read') throw new Error(`${output} cannot be read`);
    return { output, change: change.change };
  });
  const flagged = everyPair(indexPending(pending)).filter(
    ({ candidates }) => candidates.length > 0,
  );
  const answers = await merges.pairs(
    base,
    flagged.map(({ first, second }) => [treeOf(first), treeOf(second)] as const),
  );
  await repository.close();
  for (const answer of answers) {
    if (answer.state !== 'conflict') continue;
    for (const { type } of answer.conflicts) seen[type] = (seen[type] ?? 0) + 1;
  }
  return new Map(
    flagged.map(({ first, second }, at) => [`${first} ${second}`, answers[at]?.state]),
  );
}

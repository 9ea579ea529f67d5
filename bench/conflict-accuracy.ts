/**
 * Gate 3's textual level against git itself, on a real repository that carries pull requests:
 *   npx tsx bench/conflict-accuracy.ts <git dir> [--base <ref>] [--limit <n>] [--at <date>]… [--days <n>]
 * Without --at, the outputs are refs/pull/<n>/head of the pull requests that are open as far as the repository tells
 * (GitHub keeps refs/pull/<n>/merge for those; without any, all of them), except those that the base has landed.
 * With --at, a moment in time is reconstructed: the base is the main line's last commit before the date; the outputs are
 * the heads committed in the 60 (--days) days before it that had not landed then, neither as a commit nor as "… (#<n>)".
 * Newest first, --limit a moment.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gitTrialMerges } from '../src/adapters/git/git-trial-merges.ts';
import { openRepository } from '../src/adapters/git/open-repository.ts';
import { everyPair } from '../src/analysis/pair-conflicts.ts';
import { indexPending, type PendingChange } from '../src/analysis/pending-index.ts';
import type { Sha } from '../src/model/sha.ts';
import { mergeOracle } from '../test/support/merge-oracle.ts';
import { type PastOutput, pastMoment } from './past-moments.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string', default: 'HEAD' },
    limit: { type: 'string', default: '150' },
    at: { type: 'string', multiple: true, default: [] },
    days: { type: 'string', default: '60' },
  },
});
const gitDir = resolve(positionals[0] ?? '.');
const reasons = new Map<string, number>();

// Beside the benchmarks, but no benchmark: it wants a repository, and is started by its own name only.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows: Record<string, Record<string, number>> = {};
  for (const moment of values.at.length > 0 ? values.at : [undefined]) {
    const past = pastMoment(gitDir, {
      at: moment,
      ref: values.base,
      days: Number(values.days),
      limit: Number(values.limit),
    });
    if (past === undefined) continue;
    rows[moment ?? 'now'] = await measure(past.base, past.outputs);
  }
  console.log(gitDir);
  console.table(rows);
  for (const [reason, count] of reasons) console.log(`not evaluated: ${count} × ${reason}`);
  const wrong = ['misses', 'false alarms', 'base merges that differ'];
  const agrees = Object.values(rows).every((row) => wrong.every((name) => row[name] === 0));
  process.exitCode = agrees ? 0 : 1;
}

async function measure(base: Sha, heads: readonly PastOutput[]) {
  const repository = await openRepository(gitDir);
  const merges = gitTrialMerges(repository);
  const took: Record<string, number> = {};
  const timed = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    took[`${what}, ms`] = Math.round(performance.now() - start);
    return result;
  };
  const onto = await timed('onto', () =>
    merges.onto(
      base,
      heads.map(({ head }) => head),
    ),
  );
  const trees = new Map<string, Sha>();
  let notEvaluated = 0;
  const note = (reason: string): void => {
    notEvaluated += 1;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  };
  for (const { output, head } of heads) {
    const merge = onto.get(head);
    if (merge?.state === 'clean') trees.set(output, merge.tree);
    if (merge?.state === 'not-evaluated') note(merge.because);
  }
  const normalised = await timed('normalise', () => merges.normalised(base, [...trees.values()]));
  const pending = [...trees].flatMap(([output, tree]): readonly PendingChange[] => {
    const change = normalised.get(tree);
    if (change?.state === 'read') return [{ output, change: change.change }];
    note(change?.because ?? 'lost');
    return [];
  });
  const treesOf = (a: string, b: string) => [trees.get(a) as Sha, trees.get(b) as Sha] as const;
  const found = await timed('pairs', () => everyPair(indexPending(pending)));
  const flagged = found.filter(({ candidates }) => candidates.length > 0);
  const confirmed = await timed('confirm', () =>
    merges.pairs(
      base,
      flagged.map(({ first, second }) => treesOf(first, second)),
    ),
  );
  const key = (a: string, b: string): string => [a, b].sort().join(' ');
  const said = new Map(
    flagged.map(({ first, second }, at) => [key(first, second), confirmed[at]?.state]),
  );

  const oracle = mergeOracle(join(gitDir, 'objects'));
  const names = pending.map(({ output }) => output);
  const all = names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const));
  const truth = await timed('oracle', () => {
    const onto = heads.map(({ head }) => oracle.onto(base, head));
    const commits = new Map(
      heads.map(({ output }, at) => [
        output,
        oracle.commit(base, onto[at]?.tree ?? `${base}^{tree}`),
      ]),
    );
    const commitsOf = (a: string, b: string) =>
      [commits.get(a) as string, commits.get(b) as string] as const;
    return { onto, pairs: oracle.pairs(all.map(([a, b]) => commitsOf(a, b))) };
  });
  oracle.remove();
  await repository.close();

  const differ = heads.filter(({ output, head }, at) => {
    const theirs = truth.onto[at];
    return (
      theirs?.tree !== trees.get(output) ||
      theirs?.conflict !== (onto.get(head)?.state === 'conflict')
    );
  });
  let misses = 0;
  let falseAlarms = 0;
  all.forEach(([a, b], at) => {
    const ours = said.get(key(a, b)) ?? 'clean';
    if (ours === 'not-evaluated') note('pair');
    else if (truth.pairs[at] === 'conflict' && ours === 'clean') {
      misses += 1;
      console.log(`missed: ${a} ${b}`);
    } else if (truth.pairs[at] === 'clean' && ours === 'conflict') falseAlarms += 1;
  });
  return {
    outputs: heads.length,
    'base conflicts': heads.filter(({ head }) => onto.get(head)?.state === 'conflict').length,
    'not evaluated': notEvaluated,
    pairs: all.length,
    conflicts: truth.pairs.filter((answer) => answer === 'conflict').length,
    flagged: flagged.length,
    misses,
    'false alarms': falseAlarms,
    'base merges that differ': differ.length,
    clashes: found.filter(({ clashes }) => clashes.length > 0).length,
    ...took,
  };
}

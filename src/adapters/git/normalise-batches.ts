import type { FileHunks } from '../../model/change.ts';
import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import type { Normalisation } from '../../model/trial-merge.ts';
import type { Repository } from './open-repository.ts';
import { HUNK_ARGS, type HunksByBlobs, parseHunks } from './parse-hunks.ts';
import { diffTreeArgs, type TreeDiff, treeDiffs } from './tree-diff.ts';

/** Trees a process: bounds what is lost with it. */
const BATCH = 250;

/**
 * What each tree changes against the base tree: two processes a batch, side by side, one for names and one for lines.
 * A batch that meets a limit is halved until the tree that does it stands alone (threat E10); when only its lines are
 * too many, they stay unknown, and git decides each of its pairs.
 */
export async function normaliseInBatches(
  repository: Repository,
  base: Sha,
  trees: readonly Sha[],
): Promise<ReadonlyMap<Sha, Normalisation>> {
  const all = new Map<Sha, Normalisation>();
  for (let at = 0; at < trees.length; at += BATCH) {
    const batch = await normalise(repository, base, trees.slice(at, at + BATCH));
    for (const [tree, change] of batch) all.set(tree, change);
  }
  return all;
}

async function normalise(
  repository: Repository,
  base: Sha,
  trees: readonly Sha[],
): Promise<readonly (readonly [Sha, Normalisation])[]> {
  const stdin = trees.map((tree) => `${base} ${tree}\n`).join('');
  const diffs = treeDiffs();
  const [names, lines] = await Promise.allSettled([
    repository.judge({
      args: [...diffTreeArgs('directories'), '--stdin'],
      stdin,
      onOutput: diffs.push,
    }),
    repository.judge({ args: [...HUNK_ARGS, '--diff-filter=M', '--stdin'], stdin }),
  ]);
  const failure = failureOf(names) ?? failureOf(lines);
  if (failure !== undefined && trees.length > 1) {
    const middle = Math.ceil(trees.length / 2);
    return [
      ...(await normalise(repository, base, trees.slice(0, middle))),
      ...(await normalise(repository, base, trees.slice(middle))),
    ];
  }
  if (names.status === 'rejected')
    return trees.map((tree) => [tree, { state: 'not-evaluated', because: failure ?? '' }]);
  const read = diffs.end();
  const hunks = lines.status === 'fulfilled' ? parseHunks(lines.value.stdout) : new Map();
  return trees.map((tree) => [tree, toNormalisation(read.get(`${base} ${tree}`), hunks)]);
}

/** @throws whatever is no "could not look". */
function failureOf(answer: PromiseSettledResult<unknown>): string | undefined {
  if (answer.status === 'fulfilled') return undefined;
  if (answer.reason instanceof GateError && answer.reason.kind === 'access')
    return answer.reason.message;
  throw answer.reason;
}

function toNormalisation(diff: TreeDiff | undefined, known: HunksByBlobs): Normalisation {
  if (diff?.state !== 'read')
    return { state: 'not-evaluated', because: diff?.error.message ?? 'git gave no answer' };
  const { paths, removedDirectories } = diff;
  const hunks = paths.flatMap(({ path, oldBlob, newBlob }): readonly FileHunks[] => {
    const found = known.get(`${oldBlob}..${newBlob}`);
    return found === undefined ? [] : [{ path, hunks: found }];
  });
  return { state: 'read', change: { paths, hunks, removedDirectories } };
}

import type { FileHunks, NormalisedChange } from '../../model/change.ts';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import type { Normalisation } from '../../model/trial-merge.ts';
import type { Repository } from './open-repository.ts';
import { HUNK_OPTIONS, type HunksByBlobs, parseHunks } from './parse-hunks.ts';
import { parseRawDiffs, type RawDiff } from './parse-raw-diff.ts';

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
  const ask = (options: readonly string[]) =>
    repository.judge({ args: ['diff-tree', '--stdin', '-r', ...options], stdin });
  const [names, lines] = await Promise.allSettled([
    ask(['-t', '-z', '--raw', '--no-renames']),
    ask([...HUNK_OPTIONS, '--diff-filter=M']),
  ]);
  const failed = [names, lines].find((answer) => answer.status === 'rejected');
  if (failed?.status === 'rejected' && !(failed.reason instanceof GateError)) throw failed.reason;
  if (failed !== undefined && trees.length > 1) {
    const middle = Math.ceil(trees.length / 2);
    return [
      ...(await normalise(repository, base, trees.slice(0, middle))),
      ...(await normalise(repository, base, trees.slice(middle))),
    ];
  }
  if (names.status === 'rejected') {
    const because = (names.reason as GateError).message;
    return trees.map((tree) => [tree, { state: 'not-evaluated', because }]);
  }
  const hunks = lines.status === 'fulfilled' ? parseHunks(lines.value.stdout) : new Map();
  return parseRawDiffs(names.value.stdout).map((diff) => [
    diff.header.slice(-base.length) as Sha,
    toNormalisation(diff, hunks),
  ]);
}

function toNormalisation(diff: RawDiff, known: HunksByBlobs): Normalisation {
  if (diff.problem !== undefined) return { state: 'not-evaluated', because: diff.problem };
  const { paths, removedDirectories } = diff;
  if (paths.length > LIMITS.changedPaths) {
    const because = `it changes ${paths.length} paths, more than ${LIMITS.changedPaths}`;
    return { state: 'not-evaluated', because };
  }
  const hunks = paths.flatMap(({ path, oldBlob, newBlob }): readonly FileHunks[] => {
    const found = known.get(`${oldBlob}..${newBlob}`);
    return found === undefined ? [] : [{ path, hunks: found }];
  });
  const change: NormalisedChange = { paths, removedDirectories, hunks };
  return { state: 'read', change };
}

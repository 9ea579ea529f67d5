import { availableParallelism } from 'node:os';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import type { TrialMerge } from '../../model/trial-merge.ts';
import type { Repository } from './open-repository.ts';
import { parseTrialMerges } from './parse-trial-merges.ts';

export type CommitPair = readonly [Sha, Sha];

/**
 * Merges pairs of commits, many a process. Git ends at the first pair that it cannot merge (an object that is not here,
 * unrelated histories): that pair is tried once more alone, which tells it from one whose answer was lost with the
 * process, gets the reason, and the others go on in the next process (no pair can blind the gate for another, G15).
 * @returns one answer a pair, in order.
 */
export async function mergeInBatches(
  repository: Repository,
  pairs: readonly CommitPair[],
): Promise<readonly TrialMerge[]> {
  const deadline = Date.now() + LIMITS.mergeSeconds * 1000;
  const lanes = split(pairs, Math.min(availableParallelism(), 4));
  const answers = await Promise.all(lanes.map((lane) => mergeInTurn(repository, lane, deadline)));
  return answers.flat();
}

/** Neighbours stay together; a lane of few pairs costs more to start than it saves. */
function split<T>(list: readonly T[], lanes: number): readonly (readonly T[])[] {
  const size = Math.max(Math.ceil(list.length / lanes), 50);
  return Array.from({ length: Math.ceil(list.length / size) }, (_, lane) =>
    list.slice(lane * size, (lane + 1) * size),
  );
}

async function mergeInTurn(
  repository: Repository,
  pairs: readonly CommitPair[],
  deadline: number,
): Promise<readonly TrialMerge[]> {
  const answers: TrialMerge[] = [];
  let size = BATCH;
  while (answers.length < pairs.length) {
    if (Date.now() > deadline) {
      answers.push(notEvaluated(`the merges before it took ${LIMITS.mergeSeconds} s`));
      continue;
    }
    const batch = pairs.slice(answers.length, answers.length + size);
    const { merges, failure } = await mergeBatch(repository, batch);
    answers.push(...merges);
    if (failure !== undefined && batch.length === 1) answers.push(notEvaluated(failure));
    size = failure === undefined || batch.length === 1 ? BATCH : 1;
  }
  return answers;
}

/** Pairs a process: bounds what is lost with it. */
const BATCH = 500;

function notEvaluated(because: string): TrialMerge {
  return { state: 'not-evaluated', because };
}

async function mergeBatch(repository: Repository, batch: readonly CommitPair[]) {
  const chunks: Buffer[] = [];
  const ended = await repository
    .judge({
      // Nothing that it writes lives longer than the quarantine: not worth the time to compress it.
      args: ['-c', 'core.looseCompression=0', 'merge-tree', '--write-tree', '-z', '--stdin'],
      stdin: batch.map(([first, second]) => `${first} ${second}\n`).join(''),
      onOutput: (chunk) => chunks.push(chunk),
    })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  if (ended !== undefined && !(ended instanceof GateError)) throw ended;
  const merges = parseTrialMerges(Buffer.concat(chunks))
    .slice(0, batch.length)
    .map((merge, index) => withNames(merge, batch[index] as CommitPair));
  const missing = merges.length < batch.length;
  return { merges, failure: ended?.message ?? (missing ? 'git gave no answer' : undefined) };
}

/** Ids of trial commits mean nothing to a reader, and differ in every run. */
function withNames(merge: TrialMerge, [first, second]: CommitPair): TrialMerge {
  if (merge.state !== 'conflict') return merge;
  const name = (text: string): string =>
    text.replaceAll(first, 'first').replaceAll(second, 'second');
  return {
    state: 'conflict',
    conflicts: merge.conflicts.map(({ type, paths, message }) => ({
      type,
      paths: paths.map(name),
      message: name(message),
    })),
  };
}

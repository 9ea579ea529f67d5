import { availableParallelism } from 'node:os';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import type { TrialMerge } from '../../model/trial-merge.ts';
import type { Repository } from './open-repository.ts';
import { parseTrialMerges } from './parse-trial-merges.ts';

export type CommitPair = readonly [Sha, Sha];

/** Pairs a process: bounds what is lost with it. */
const BATCH = 500;
/** A lane of fewer pairs costs more to start than it saves. */
const LANE = 40;

/**
 * Merges pairs of commits, many a process, and a lane of processes a processor. No pair can blind the gate for another
 * one (threat G15): where git stops, the others go on in the next process; where it cannot be believed, fewer are asked
 * at a time until the pair that does it stands alone.
 * @returns one answer a pair, in order.
 */
export async function mergeInBatches(
  repository: Repository,
  pairs: readonly CommitPair[],
): Promise<readonly TrialMerge[]> {
  const deadline = Date.now() + LIMITS.mergeSeconds * 1000;
  const size = Math.max(Math.ceil(pairs.length / availableParallelism()), LANE);
  const lanes = Array.from({ length: Math.ceil(pairs.length / size) }, (_, at) =>
    mergeInTurn(repository, pairs.slice(at * size, (at + 1) * size), deadline),
  );
  return (await Promise.all(lanes)).flat();
}

async function mergeInTurn(
  repository: Repository,
  pairs: readonly CommitPair[],
  deadline: number,
): Promise<readonly TrialMerge[]> {
  const notEvaluated = (because: string): TrialMerge => ({ state: 'not-evaluated', because });
  const answers: TrialMerge[] = [];
  let size = BATCH;
  while (answers.length < pairs.length) {
    if (Date.now() > deadline) {
      const late = notEvaluated(`the merges before it took ${LIMITS.mergeSeconds} s`);
      return [...answers, ...pairs.slice(answers.length).map(() => late)];
    }
    const batch = pairs.slice(answers.length, answers.length + size);
    const attempt = await mergeOnce(repository, batch);
    const doubtful = attempt.state === 'doubtful';
    if (!doubtful) answers.push(...attempt.merges);
    if (attempt.state === 'stopped' || (doubtful && batch.length === 1))
      answers.push(notEvaluated(attempt.because));
    size = doubtful ? Math.ceil(batch.length / 8) : Math.min(size * 4, BATCH);
  }
  return answers;
}

type Attempt =
  | { readonly state: 'done'; readonly merges: readonly TrialMerge[] }
  /** At the pair after these: an object that is not here, unrelated histories. */
  | { readonly state: 'stopped'; readonly merges: readonly TrialMerge[]; readonly because: string }
  /** Any answer may be wrong or lost: git crashed, ran out of time, or complained and went on. */
  | { readonly state: 'doubtful'; readonly because: string };

const STOPPED = 128;
/** Up to here git-process.ts keeps what git complains of; what comes later was not seen. */
const COMPLAINT_BYTES = 2_000;
/** A merge takes milliseconds; years of history or large files take more. */
const SECONDS_A_BATCH = 10;
const SECONDS_A_PAIR = 0.1;

/**
 * Git before 2.45 takes a tree that is not here for an empty one, says "error:", and goes on: such a merge would be clean
 * and lack all files (threat D07). So an answer counts only when git had nothing to say beside it.
 */
async function mergeOnce(repository: Repository, pairs: readonly CommitPair[]): Promise<Attempt> {
  try {
    const { code, stdout, complaint } = await repository.judge({
      // Nothing that it writes lives longer than the quarantine: not worth the time to compress it.
      args: ['-c', 'core.looseCompression=0', 'merge-tree', '--write-tree', '-z', '--stdin'],
      stdin: pairs.map(([first, second]) => `${first} ${second}\n`).join(''),
      answers: [0, STOPPED],
      seconds: SECONDS_A_BATCH + SECONDS_A_PAIR * pairs.length,
    });
    const merges = parseTrialMerges(stdout)
      .slice(0, pairs.length)
      .map((merge, at) => withNames(merge, pairs[at] as CommitPair));
    const complete = merges.length === pairs.length;
    const [said = 'no answer', ...more] = complaint.match(/^(?:error|fatal): .*/gm) ?? [];
    const because = `git merge-tree: ${said.replace(/[^ -~]/g, '?')}`;
    if (complaint.length >= COMPLAINT_BYTES) return { state: 'doubtful', because };
    if (code === 0 && complete && said === 'no answer') return { state: 'done', merges };
    const stopped = code === STOPPED && !complete && said.startsWith('fatal') && more.length === 0;
    return stopped ? { state: 'stopped', merges, because } : { state: 'doubtful', because };
  } catch (error) {
    if (error instanceof GateError && error.kind === 'access')
      return { state: 'doubtful', because: error.message };
    throw error;
  }
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

import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import { taskOfBranch } from '../../model/task-id.ts';
import type { Blob } from '../../ports/blobs.ts';
import type { PendingOutput, PendingOutputs } from '../../ports/pending-outputs.ts';
import type { Seals } from '../../ports/seals.ts';
import { notesIn } from './git-notes.ts';
import type { Ref } from './git-refs.ts';
import type { Repository } from './open-repository.ts';

/** Without GitHub, every branch of an executor is a pending output. */
export const EXECUTOR_BRANCHES = ['refs/heads/handoff'] as const;

interface Options {
  /** Tip of the base: what it already holds is not pending. */
  readonly base: Sha;
  /** Every ref that may be pending: branches, refs/pull/<any>/head. */
  readonly refs: readonly Ref[];
  /** Where refs/notes/handoff points; undefined = there are no notes. */
  readonly notes: Sha | undefined;
  readonly seals: Seals;
}

/** Branches as pending outputs, their contracts as git notes on their heads (FORMATS §1). */
export function gitPendingOutputs(repository: Repository, options: Options): PendingOutputs {
  const { notes } = options;
  let listed: Promise<readonly PendingOutput[]> | undefined;
  return {
    list() {
      listed ??= listPending(repository, options);
      return listed;
    },
    async texts(outputs) {
      const heads = [...new Set(outputs.map(({ head }) => head))];
      const found =
        notes === undefined
          ? new Map<Sha, Blob>()
          : await notesIn(repository, notes, heads, LIMITS.bodyCharacters * 4);
      return new Map(
        outputs.flatMap(({ id, head }) => {
          const note = found.get(head);
          // A note that is no text is a text without a contract: there, and wrong.
          return note === undefined
            ? []
            : [[id, note.state === 'text' ? note.text : '\0'] as const];
        }),
      );
    },
  };
}

async function listPending(
  repository: Repository,
  { base, refs, seals }: Options,
): Promise<readonly PendingOutput[]> {
  const heads = [...new Set(refs.map(({ target }) => target))];
  const [ahead, here] = await Promise.all([
    aheadOf(repository, base, heads),
    repository.objects.info(heads),
  ]);
  const commits = new Set(here.flatMap((found) => (found?.type === 'commit' ? found.id : [])));
  // A head that is not in this clone is pending: Gate 3 says that it could not look, instead of nothing at all.
  const waits = ({ target }: Ref): boolean => ahead.has(target) || !commits.has(target);
  const outputs = await Promise.all(
    refs.filter(waits).map(async ({ name, target }): Promise<PendingOutput> => {
      const task = taskOfBranch(name);
      const seal = task && (await seals.find(task));
      const since = seal === undefined ? (ahead.get(target) ?? 0) : Date.parse(seal.at) / 1000;
      return {
        id: shortName(name),
        ref: name,
        head: target,
        task,
        since: numberOf(name) ?? since,
      };
    }),
  );
  return outputs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Commits of these heads that the base does not hold yet, and when each was made, in seconds since 1970. */
async function aheadOf(
  { judge }: Repository,
  base: Sha,
  heads: readonly Sha[],
): Promise<ReadonlyMap<string, number>> {
  if (heads.length === 0) return new Map();
  const { stdout } = await judge({
    args: ['rev-list', '--timestamp', '--ignore-missing', '--stdin'],
    stdin: `${heads.join('\n')}\n^${base}\n`,
  });
  const lines = stdout.toString('latin1').split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(space + 1), Number(line.slice(0, space))];
    }),
  );
}

/** `refs/pull/12/head` is called #12, as everybody calls it. */
function shortName(ref: string): string {
  const number = numberOf(ref);
  return number === undefined ? ref.replace(/^refs\/(?:heads|remotes)\//, '') : `#${number}`;
}

/** Numbers are given in the order of opening, so they stand for the time of it. */
function numberOf(ref: string): number | undefined {
  const match = /^refs\/pull\/(\d{1,10})\/head$/.exec(ref);
  return match === null ? undefined : Number(match[1]);
}

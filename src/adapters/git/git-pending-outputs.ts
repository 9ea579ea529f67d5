import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import { taskOfBranch } from '../../model/task-id.ts';
import type { PendingOutput, PendingOutputs } from '../../ports/pending-outputs.ts';
import type { Seals } from '../../ports/seals.ts';
import { readNotes } from './git-notes.ts';
import { commitTimes, listRefs, type Ref } from './git-refs.ts';
import type { Repository } from './open-repository.ts';

/** Without GitHub, every branch of an executor is a pending output. */
export const EXECUTOR_BRANCHES = ['refs/heads/handoff'] as const;

interface Options {
  /** Tip of the base: what it already holds is not pending. */
  readonly base: Sha;
  /** Ref patterns, e.g. refs/heads/handoff or refs/pull/<any>/head. */
  readonly patterns: readonly string[];
  /** Judged whatever their names are, e.g. the branch that is checked out. */
  readonly extra?: readonly Ref[];
  readonly seals: Seals;
}

/** Branches as pending outputs, their contracts as git notes on their heads (FORMATS §1). */
export function gitPendingOutputs(repository: Repository, options: Options): PendingOutputs {
  let listed: Promise<readonly PendingOutput[]> | undefined;
  return {
    list() {
      listed ??= listPending(repository, options);
      return listed;
    },
    async texts(outputs) {
      const heads = [...new Set(outputs.map(({ head }) => head))];
      const notes = await readNotes(repository, heads, LIMITS.bodyCharacters * 4);
      return new Map(
        outputs.flatMap(({ id, head }) => {
          const note = notes.get(head);
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
  { base, patterns, extra = [], seals }: Options,
): Promise<readonly PendingOutput[]> {
  const refs = new Map(
    [...(await listRefs(repository, patterns)), ...extra].map((ref) => [ref.name, ref]),
  );
  const heads = [...new Set([...refs.values()].map(({ target }) => target))];
  const [times, ahead] = await Promise.all([
    commitTimes(repository, heads),
    aheadOf(repository, base, heads),
  ]);
  // A head that is not in this clone is pending: Gate 3 says that it could not look, instead of nothing at all.
  const waits = (head: Sha): boolean => ahead.has(head) || !times.has(head);
  const outputs = await Promise.all(
    [...refs.values()]
      .filter(({ target }) => waits(target))
      .map(async ({ name, target }): Promise<PendingOutput> => {
        const task = taskOfBranch(name);
        const seal = task && (await seals.find(task));
        const since = seal === undefined ? (times.get(target) ?? 0) : Date.parse(seal.at) / 1000;
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

/** Commits of these heads that the base does not hold yet. */
async function aheadOf(
  { judge }: Repository,
  base: Sha,
  heads: readonly Sha[],
): Promise<ReadonlySet<string>> {
  if (heads.length === 0) return new Set();
  const { stdout } = await judge({
    args: ['rev-list', '--ignore-missing', '--stdin'],
    stdin: `${heads.join('\n')}\n^${base}\n`,
  });
  return new Set(stdout.toString('latin1').split('\n'));
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

import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import type { Repository } from './open-repository.ts';

/** A ref and the object that it points to: a commit, or a tag object. */
export interface Ref {
  /** In full, e.g. refs/heads/handoff/a. */
  readonly name: string;
  readonly target: Sha;
}

type Live = Pick<Repository, 'live'>;

/**
 * Refs below a prefix (`refs/heads/handoff`) or by pattern (`refs/pull/<any>/head`), sorted by name.
 * Only names and ids are asked for: reading the objects would make one broken ref hide all others.
 */
export async function listRefs(
  { live }: Live,
  patterns: readonly string[],
): Promise<readonly Ref[]> {
  const lists = await Promise.all(
    commandLines(patterns).map((line) =>
      live({ args: ['for-each-ref', '--format=%(refname) %(objectname)', '--', ...line] }),
    ),
  );
  return lists
    .flatMap(({ stdout }) => stdout.toString().split('\n').slice(0, -1))
    .map((line) => {
      const space = line.lastIndexOf(' ');
      return { name: line.slice(0, space), target: line.slice(space + 1) as Sha };
    });
}

/** Windows allows 32,767 characters for a command line. */
const LONGEST_LINE = 24_000;

function commandLines(words: readonly string[]): readonly (readonly string[])[] {
  const linesOf: string[][] = [];
  let room = 0;
  for (const word of words) {
    room -= Buffer.byteLength(word) + 3;
    if (room < 0) {
      linesOf.push([]);
      room = LONGEST_LINE;
    }
    linesOf.at(-1)?.push(word);
  }
  return linesOf;
}

/**
 * The targets of exactly these full names (or HEAD); one that is not there is absent. Asked as patterns and compared whole,
 * because git's own lookup falls back: for a missing refs/heads/x it takes a branch that somebody called "refs/heads/x".
 */
export async function refTargets(
  repository: Live,
  names: readonly string[],
): Promise<ReadonlyMap<string, Sha>> {
  const wanted = new Set(names);
  const head = wanted.delete('HEAD') ? await headTarget(repository) : undefined;
  const refs = (await listRefs(repository, [...wanted])).filter(({ name }) => wanted.has(name));
  const targets = new Map(refs.map(({ name, target }) => [name, target]));
  return head === undefined ? targets : targets.set('HEAD', head);
}

async function headTarget({ live }: Live): Promise<Sha | undefined> {
  const { code, stdout } = await live({
    args: ['rev-parse', '--verify', '--quiet', 'HEAD'],
    answers: [0, 1],
  });
  return code === 0 ? (stdout.toString().trim() as Sha) : undefined;
}

/** Full name of the branch that is checked out; undefined = none (detached). It may have no commit yet. */
export async function currentBranch({ live }: Live): Promise<string | undefined> {
  const { code, stdout } = await live({
    args: ['symbolic-ref', '--quiet', 'HEAD'],
    answers: [0, 1],
  });
  return code === 0 ? stdout.toString().trim() : undefined;
}

const DEFAULTS = ['refs/remotes/origin/HEAD', 'refs/heads/main', 'refs/heads/master'];

/**
 * The branch that others start from: what the remote says, else main, else master. `init.defaultBranch` is not it: that
 * is what a new repository of this user would get.
 * @throws GateError 'usage' when none of them is there.
 */
export async function defaultBranch(repository: Live): Promise<Ref> {
  const targets = await refTargets(repository, DEFAULTS);
  for (const name of DEFAULTS) {
    const target = targets.get(name);
    if (target !== undefined) return { name, target };
  }
  throw new GateError('usage', `There is no default branch: looked for ${DEFAULTS.join(', ')}`, {
    remedy: 'Name the base branch with --base.',
  });
}

/** When each of these commits was made, in seconds since 1970; one that is not here is absent. */
export async function commitTimes(
  { judge }: Pick<Repository, 'judge'>,
  commits: readonly Sha[],
): Promise<ReadonlyMap<Sha, number>> {
  // With nothing on its input git would take HEAD.
  if (commits.length === 0) return new Map();
  const { stdout } = await judge({
    args: ['log', '--no-walk=unsorted', '--ignore-missing', '--stdin', '--format=%H %ct'],
    stdin: commits.map((commit) => `${commit}\n`).join(''),
  });
  const lines = stdout.toString('latin1').split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => [line.split(' ', 1).join('') as Sha, Number(line.split(' ')[1])]),
  );
}

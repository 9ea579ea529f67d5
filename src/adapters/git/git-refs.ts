import type { Sha } from '../../model/sha.ts';
import type { Repository } from './open-repository.ts';

/** A ref and the object that it points to: a commit, or a tag object. */
export interface Ref {
  /** In full, e.g. refs/heads/handoff/a. */
  readonly name: string;
  readonly target: Sha;
}

type Live = Pick<Repository, 'live'>;

/** Refs as one process saw them. */
export interface RefsSeen {
  /** Sorted by name. */
  readonly refs: readonly Ref[];
  /** The branch that is checked out; undefined: none is, or it has no commit, or it is not among `refs`. */
  readonly current: Ref | undefined;
}

/**
 * Refs below prefixes (`refs/heads/handoff`) or by patterns (`refs/pull/<any>/head`).
 * Only names and ids are asked for: reading the objects would make one broken ref hide all others.
 */
export async function seeRefs({ live }: Live, patterns: readonly string[]): Promise<RefsSeen> {
  const format = '--format=%(HEAD)%(refname) %(objectname)';
  const lists = await Promise.all(
    commandLines(patterns).map((line) => live({ args: ['for-each-ref', format, '--', ...line] })),
  );
  const lines = lists.flatMap(({ stdout }) => stdout.toString().split('\n').slice(0, -1));
  const refs = lines.map((line) => {
    const space = line.lastIndexOf(' ');
    return { name: line.slice(1, space), target: line.slice(space + 1) as Sha };
  });
  return { refs, current: refs[lines.findIndex((line) => line.startsWith('*'))] };
}

/** Is it what `seeRefs` finds for one of these prefixes? */
export function isBelow({ name }: Ref, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}/`));
}

export async function listRefs(
  repository: Live,
  patterns: readonly string[],
): Promise<readonly Ref[]> {
  return (await seeRefs(repository, patterns)).refs;
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

/** In the order in which they are taken. */
export const DEFAULT_BRANCHES = [
  'refs/remotes/origin/HEAD',
  'refs/heads/main',
  'refs/heads/master',
] as const;

/**
 * The branch that others start from: what the remote says, else main, else master. `init.defaultBranch` is not it: that
 * is what a new repository of this user would get.
 * @param refs that were seen, DEFAULT_BRANCHES among what was asked for. @returns undefined when none of them is there.
 */
export function defaultBranch(refs: readonly Ref[]): Ref | undefined {
  return DEFAULT_BRANCHES.flatMap((name) => refs.find((ref) => ref.name === name) ?? [])[0];
}

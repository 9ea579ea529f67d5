import { execFileSync } from 'node:child_process';
import type { Sha } from '../src/model/sha.ts';

/** A pull request as a moment of the past had it. */
export interface PastOutput {
  /** `#12` */
  readonly output: string;
  readonly head: Sha;
  /** When the head was committed, in seconds. */
  readonly time: number;
}

export interface Moment {
  readonly base: Sha;
  /** Newest first. */
  readonly outputs: readonly PastOutput[];
}

const DAY = 86_400;

/**
 * What was open in a repository that carries refs/pull: at a date, or now.
 * - A date: the base is the main line's last commit before it; the outputs are the heads committed in the `days` days
 *   before it that had not landed then, neither as a commit nor as "… (#<n>)".
 * - Now (`at` is undefined): refs/pull/<n>/head of the pull requests that are open as far as the repository tells (GitHub
 *   keeps refs/pull/<n>/merge for those; without any, all of them), except those that the base has landed.
 * @returns undefined: there was no commit yet.
 */
export function pastMoment(
  gitDir: string,
  { at, ref, days, limit }: { at: string | undefined; ref: string; days: number; limit: number },
): Moment | undefined {
  const read = (...args: string[]): string =>
    execFileSync('git', ['--git-dir', gitDir, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const before = at === undefined ? [] : [`--before=${at}`];
  const base = read('rev-list', '-1', '--first-parent', ...before, ref).trim() as Sha;
  if (base === '') return undefined;
  const all = pullRequests(read);
  const open =
    at === undefined
      ? openNow(read, base, all)
      : openAt(read, base, all, { time: Date.parse(at) / 1000, days });
  return {
    base,
    outputs: open
      .sort((a, b) => Number(b.output.slice(1)) - Number(a.output.slice(1)))
      .slice(0, limit),
  };
}

type Read = (...args: string[]) => string;
interface PullRef extends PastOutput {
  readonly kind: 'head' | 'merge';
}

function pullRequests(read: Read): readonly PullRef[] {
  const format = '%(objectname) %(committerdate:unix) %(refname)';
  return read('for-each-ref', `--format=${format}`, 'refs/pull')
    .split('\n')
    .flatMap((line) => {
      const match = /^([0-9a-f]+) (\d*) refs\/pull\/(\d+)\/(head|merge)$/.exec(line);
      if (match === null) return [];
      const [, head, time, number, kind] = match;
      return [
        {
          output: `#${number}`,
          head: head as Sha,
          time: Number(time),
          kind: kind as PullRef['kind'],
        },
      ];
    });
}

function openNow(read: Read, base: Sha, all: readonly PullRef[]): PastOutput[] {
  const landed = new Set(read('rev-list', base).split('\n'));
  const open = new Set(all.filter(({ kind }) => kind === 'merge').map(({ output }) => output));
  return all.filter(
    ({ output, head, kind }) =>
      kind === 'head' && !landed.has(head) && (open.size === 0 || open.has(output)),
  );
}

function openAt(
  read: Read,
  base: Sha,
  all: readonly PullRef[],
  { time, days }: { time: number; days: number },
): PastOutput[] {
  const landed = new Set(read('rev-list', base).split('\n'));
  const squashed = new Set(
    [...read('log', '--format=%s', base).matchAll(/\((#\d+)\)$/gm)].map(([, number]) => number),
  );
  return all.filter(
    (one) =>
      one.kind === 'head' &&
      one.time > time - days * DAY &&
      one.time <= time &&
      !landed.has(one.head) &&
      !squashed.has(one.output),
  );
}

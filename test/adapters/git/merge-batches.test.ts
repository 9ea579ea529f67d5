import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { mergeInBatches } from '../../../src/adapters/git/merge-batches.ts';
import type { Repository, RepositoryCall } from '../../../src/adapters/git/open-repository.ts';
import { GateError } from '../../../src/model/gate-error.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import type { Sha } from '../../../src/model/sha.ts';

/**
 * Git as it ends when one pair of a batch is poison, from what was seen of real git 2.39: the real ones are in
 * git-trial-merges.test.ts, but when and how they poison is git's affair there.
 */
type Ending = (
  answers: readonly string[],
  poison: number,
) => { code: number; stdout: string; complaint: string };

const POISON = 'bad0' as Sha;
const pair = (name: string) => ['base' as Sha, name as Sha] as const;
const heads = (count: number): Sha[] =>
  Array.from({ length: count }, (_, at) => `head${at}` as Sha);
const clean = (head: string): string => `1\0tree-${head}\0\0`;

function gitThat(end: Ending) {
  const calls: number[] = [];
  const judge = async ({ stdin }: RepositoryCall) => {
    const asked = String(stdin)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[1] as string);
    calls.push(asked.length);
    const poison = asked.indexOf(POISON);
    const answers = asked.map(clean);
    const { code, stdout, complaint } =
      poison < 0 ? { code: 0, stdout: answers.join(''), complaint: '' } : end(answers, poison);
    return { code, stdout: Buffer.from(stdout), complaint };
  };
  return { calls, repository: { judge } as unknown as Repository };
}

const endings: Readonly<Record<string, Ending>> = {
  'stops at it and says why': (answers, poison) => ({
    code: 128,
    stdout: answers.slice(0, poison).join(''),
    complaint: 'fatal: refusing to merge unrelated histories\n',
  }),
  'stops at it, having taken a missing tree for an empty one before': (_, poison) => ({
    code: 128,
    stdout: Array.from({ length: poison }, () => clean('wrong')).join(''),
    complaint: 'error: Could not read 1234\nfatal: refusing to merge unrelated histories\n',
  }),
  'crashes and takes all answers with it': () => {
    throw new GateError('access', 'git merge-tree ended with SIGABRT', { remedy: 'Report it.' });
  },
  'goes on, having taken a missing tree for an empty one': (answers) => ({
    code: 0,
    stdout: answers.map(() => clean('wrong')).join(''),
    complaint: 'error: Could not read 1234\n',
  }),
  'complains more than anybody reads': (answers) => ({
    code: 0,
    stdout: answers.map(() => clean('wrong')).join(''),
    complaint: 'warning: inexact rename detection was skipped\n'.repeat(50),
  }),
  'ends well with fewer answers than questions': (answers, poison) => ({
    code: 0,
    stdout: answers.filter((_, at) => at !== poison).join(''),
    complaint: '',
  }),
  'ends in the middle of an answer': (answers, poison) => ({
    code: 0,
    stdout: answers.slice(0, poison).join('') + clean(POISON).slice(0, -1),
    complaint: '',
  }),
};

describe('one poisonous pair among 700 that git', () => {
  for (const [how, end] of Object.entries(endings)) {
    test.each([0, 333, 700])(`${how}; it is number %i`, async (place) => {
      const all = heads(700);
      all.splice(place, 0, POISON);
      const { calls, repository } = gitThat(end);
      const answers = await mergeInBatches(repository, all.map(pair));
      expect(answers).toHaveLength(701);
      for (const [at, answer] of answers.entries()) {
        if (all[at] === POISON)
          expect(answer).toMatchObject({ state: 'not-evaluated', because: /./ });
        else expect(answer).toEqual({ state: 'clean', tree: `tree-${all[at]}` });
      }
      // Up to 18 lanes, in one of them an eighth each time down to one; never a process a pair.
      expect(calls.length).toBeLessThan(40);
    });
  }
});

test('a warning beside the answers is no reason to doubt them', async () => {
  const { calls, repository } = gitThat((answers) => ({
    code: 0,
    stdout: answers.join(''),
    complaint: 'warning: inexact rename detection was skipped due to too many files.\n',
  }));
  expect(await mergeInBatches(repository, [pair(POISON), pair('head')])).toMatchObject([
    { state: 'clean' },
    { state: 'clean' },
  ]);
  expect(calls).toEqual([2]);
});

test('a bug of ours is no answer about a pair', async () => {
  const { repository } = gitThat(() => {
    throw new GateError('internal', 'a bug', { remedy: 'Report it.' });
  });
  await expect(mergeInBatches(repository, [pair(POISON)])).rejects.toMatchObject({
    kind: 'internal',
  });
});

test('nothing to merge starts no process', async () => {
  const { calls, repository } = gitThat(() => ({ code: 0, stdout: '', complaint: '' }));
  expect(await mergeInBatches(repository, [])).toEqual([]);
  expect(calls).toEqual([]);
});

describe('time', () => {
  afterEach(() => {
    jest.useRealTimers();
  });
  test('what is left when the time is over is not evaluated, never clean', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const { repository } = gitThat((answers, poison) => {
      jest.setSystemTime(LIMITS.mergeSeconds * 1000 + 1);
      return { code: 128, stdout: answers.slice(0, poison).join(''), complaint: 'fatal: slow\n' };
    });
    const answers = await mergeInBatches(repository, [pair('head0'), pair(POISON), pair('head1')]);
    expect(answers.map(({ state }) => state)).toEqual(['clean', 'not-evaluated', 'not-evaluated']);
    expect(answers[2]).toMatchObject({ because: /took 300 s/ });
  });
});

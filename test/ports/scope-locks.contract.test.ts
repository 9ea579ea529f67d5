import { afterAll, describe, expect, test } from '@jest/globals';
import { gitScopeLocks, LOCKS_REF } from '../../src/adapters/git/git-scope-locks.ts';
import { openRepository, type Repository } from '../../src/adapters/git/open-repository.ts';
import { githubScopeLocks } from '../../src/adapters/github/github-scope-locks.ts';
import { taskIssues } from '../../src/adapters/github/task-issues.ts';
import type { ScopeLock } from '../../src/model/scope-lock.ts';
import type { InTheWay, ScopeLocks } from '../../src/ports/scope-locks.ts';
import { COMMENT_MARKERS } from '../../src/report/sticky-comment.ts';
import { asGitHub } from '../support/github/as-github.ts';
import { type GitHub, gitHub } from '../support/github/git-hub.ts';
import { specBody } from '../support/github/task-hub.ts';
import { memoryScopeLocks } from '../support/memory-stores.ts';
import { task } from '../support/output-facts.ts';
import { type MadeRepo, repo } from '../support/repo.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));

const hubs: GitHub[] = [];
afterAll(() => Promise.all(hubs.map((hub) => hub.close())));

/** Issues of tasks that planners hand over in this moment; each taker asks GitHub for itself, as another job would. */
async function githubTaker(): Promise<() => Promise<ScopeLocks>> {
  const hub = await gitHub();
  hubs.push(hub);
  for (const name of ['a', 'b', 't0', 't1', 't2', 't3', 't4', 't5'])
    hub.repository.issue({ title: name, body: specBody(name), labels: ['handoff:ready'] });
  return async () => {
    const github = asGitHub(hub, hub.tokens.actions);
    return githubScopeLocks(github, () => taskIssues(github, COMMENT_MARKERS.task, 'lock'));
  };
}

/** Each taker opens the repository for itself, as another process would. */
async function gitTaker(made: MadeRepo): Promise<ScopeLocks> {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  return gitScopeLocks(repository);
}

const makers = [
  [
    'memory',
    async () => {
      const locks = memoryScopeLocks();
      return async () => locks;
    },
  ],
  [
    'git',
    async () => {
      const made = repo({ a: '1' }).make();
      return () => gitTaker(made);
    },
  ],
  ['comments on issues of GitHub', githubTaker],
] as const;

const lock = (name: string, ...patterns: string[]): ScopeLock => ({
  task: task(name),
  patterns,
  route: 'specialist',
  at: '2026-05-03T10:00:00.000Z',
});

const nobody: InTheWay = () => [];
const samePattern =
  (...patterns: readonly string[]): InTheWay =>
  (others) =>
    others.filter((other) => other.patterns.some((pattern) => patterns.includes(pattern)));

describe.each(makers)('scope locks in %s', (_, make) => {
  test('there are none at first; what is taken is held, by task', async () => {
    const taker = await make();
    expect(await (await taker()).held()).toEqual([]);
    expect(await (await taker()).take(lock('b', 'src/b/**'), nobody)).toEqual({ state: 'taken' });
    expect(await (await taker()).take(lock('a', 'src/a/**'), nobody)).toEqual({ state: 'taken' });
    expect(await (await taker()).held()).toEqual([lock('a', 'src/a/**'), lock('b', 'src/b/**')]);
  });

  test('a task that has its lock renews it, and is not in its own way', async () => {
    const locks = await (await make())();
    await locks.take(lock('a', 'src/a/**'), nobody);
    const asked: number[] = [];
    const taking = await locks.take(lock('a', 'src/b/**'), (others) => {
      asked.push(others.length);
      return others;
    });
    expect([taking, asked]).toEqual([{ state: 'renewed' }, [0]]);
    expect(await locks.held()).toEqual([lock('a', 'src/b/**')]);
  });

  test('who is refused is told by whom, and nothing is changed', async () => {
    const locks = await (await make())();
    await locks.take(lock('a', 'src/x'), nobody);
    const taking = await locks.take(lock('b', 'src/x'), samePattern('src/x'));
    expect(taking).toEqual({ state: 'refused', by: [lock('a', 'src/x')] });
    expect(await locks.held()).toEqual([lock('a', 'src/x')]);
  });

  test('what is released can be taken; releasing nothing is nothing', async () => {
    const locks = await (await make())();
    await locks.take(lock('a', 'src/x'), nobody);
    expect(await locks.release([task('b')])).toEqual([]);
    expect(await locks.release([task('a'), task('b')])).toEqual(['a']);
    expect(await locks.release([])).toEqual([]);
    expect(await locks.take(lock('b', 'src/x'), samePattern('src/x'))).toEqual({ state: 'taken' });
  });

  test('two tasks that overlap, in one moment: exactly one gets its lock (A12)', async () => {
    for (let round = 0; round < 3; round += 1) {
      const taker = await make();
      const takers = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(() => taker()));
      const takings = await Promise.all(
        takers.map((locks, n) => locks.take(lock(`t${n}`, 'src/x'), samePattern('src/x'))),
      );
      expect(takings.filter(({ state }) => state === 'taken')).toHaveLength(1);
      const [held] = await (await taker()).held();
      expect(takings.filter(({ state }) => state === 'refused')).toEqual(
        Array.from({ length: 5 }, () => ({ state: 'refused', by: [held] })),
      );
    }
  });

  test('one task, asked for many times in one moment, is started exactly once (A12)', async () => {
    const taker = await make();
    const takers = await Promise.all([1, 2, 3, 4].map(() => taker()));
    const takings = await Promise.all(
      takers.map((locks) => locks.take(lock('a', 'src/x'), nobody)),
    );
    expect(takings.map(({ state }) => state).sort()).toEqual([
      'renewed',
      'renewed',
      'renewed',
      'taken',
    ]);
  });

  test('tasks that do not overlap all get their locks in one moment: nobody is forgotten', async () => {
    const taker = await make();
    const takers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => taker()));
    await Promise.all(
      takers.map((locks, n) => locks.take(lock(`t${n}`, `src/${n}`), samePattern(`src/${n}`))),
    );
    expect((await (await taker()).held()).map(({ task: name }) => name)).toEqual([
      't0',
      't1',
      't2',
      't3',
      't4',
      't5',
    ]);
  });
});

describe('scope locks in git', () => {
  test('worktrees share them, and the tree knows nothing of them', async () => {
    const made = repo({ a: '1' }).branch('handoff/b').make();
    made.git('worktree', 'add', '-q', '-f', `${made.dir}/beside`, 'handoff/b');
    await (await gitTaker(made)).take(lock('a', 'src/a'), nobody);
    const beside = await openRepository(`${made.dir}/beside`);
    opened.push(beside);
    expect(await gitScopeLocks(beside).held()).toEqual([lock('a', 'src/a')]);
    expect(made.git('-C', 'beside', 'status', '--porcelain')).toBe('');
    expect(JSON.parse(made.git('cat-file', '-p', LOCKS_REF))).toMatchObject({
      schema: 'handoff-locks/v1',
    });
    made.git('fsck', '--strict');
  });

  test.each([
    ['no JSON', 'locked'],
    ['another document', '{"schema":"handoff-locks/v2","locks":[]}'],
    ['a lock without a task', '{"schema":"handoff-locks/v1","locks":[{"patterns":["a"]}]}'],
  ])('what cannot be read is doubt, never freedom: %s', async (_why, text) => {
    const made = repo({ note: text }).make();
    made.git('update-ref', LOCKS_REF, made.git('rev-parse', 'main:note'));
    const locks = await gitTaker(made);
    await expect(locks.held()).rejects.toMatchObject({ kind: 'access' });
    await expect(locks.take(lock('a', 'src/a'), nobody)).rejects.toMatchObject({ kind: 'access' });
  });

  test('a ref on something else than a blob is doubt', async () => {
    const made = repo({ a: '1' }).make();
    made.git('update-ref', LOCKS_REF, made.sha('main'));
    await expect((await gitTaker(made)).held()).rejects.toMatchObject({ kind: 'access' });
  });

  test('a repository of sha256', async () => {
    const made = repo({ a: '1' }).make();
    made.git('init', '-q', '--object-format=sha256', `${made.dir}/sha256`);
    const repository = await openRepository(`${made.dir}/sha256`);
    opened.push(repository);
    const locks = gitScopeLocks(repository);
    expect(await locks.take(lock('a', 'src/a'), nobody)).toEqual({ state: 'taken' });
    expect(await locks.held()).toHaveLength(1);
  });

  test('a ref that cannot be moved at all is told with what git says', async () => {
    const made = repo({ a: '1' }).make();
    // A ref of this name is in the place of the folder.
    made.git('update-ref', 'refs/handoff', made.sha('main'));
    await expect((await gitTaker(made)).take(lock('a', 'src/a'), nobody)).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringContaining('refs/handoff'),
    });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  currentBranch,
  DEFAULT_BRANCHES,
  defaultBranch,
  isBelow,
  listRefs,
  refTargets,
  seeRefs,
} from '../../../src/adapters/git/git-refs.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { type MadeRepo, repo, temporaryFolder } from '../../support/repo.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function open(made: MadeRepo, dir = made.dir): Promise<Repository> {
  const repository = await openRepository(dir);
  opened.push(repository);
  return repository;
}

describe('refs', () => {
  const made = repo({ a: '1' })
    .branch('handoff/a')
    .ref('refs/pull/7/head')
    .ref('refs/pull/7/merge')
    .branch('handoff/b')
    .edit('a', '2')
    .commit()
    .branch('handoffs')
    .make();

  test('below a prefix and by pattern, with what they point to', async () => {
    const refs = await listRefs(await open(made), ['refs/heads/handoff', 'refs/pull/*/head']);
    expect(refs).toEqual([
      { name: 'refs/heads/handoff/a', target: made.sha('main') },
      { name: 'refs/heads/handoff/b', target: made.sha('handoff/b') },
      { name: 'refs/pull/7/head', target: made.sha('main') },
    ]);
  });

  test('none', async () => {
    expect(await listRefs(await open(made), ['refs/none'])).toEqual([]);
    expect(await listRefs(await open(made), [])).toEqual([]);
  });

  test('many names are asked over several command lines, and all are found', async () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `refs/heads/some/long/name/${index}`);
    const found = await refTargets(await open(made), [...names, 'refs/heads/main', 'HEAD']);
    expect([...found.keys()].sort()).toEqual(['HEAD', 'refs/heads/main']);
  });

  test('a ref whose object is not here hides no other', async () => {
    const broken = repo({ a: '1' }).branch('handoff/a').make();
    writeFileSync(join(broken.dir, '.git/refs/heads/handoff/b'), `${'1'.repeat(40)}\n`);
    const refs = await listRefs(await open(broken), ['refs/heads/handoff']);
    expect(refs.map(({ target }) => target)).toEqual([broken.sha('main'), '1'.repeat(40)]);
  });
});

describe('the branch that is checked out', () => {
  test('also one without a commit', async () => {
    const made = repo({}).branch('x').make();
    expect(await currentBranch(await open(made))).toBe('refs/heads/main');
    made.git('symbolic-ref', 'HEAD', 'refs/heads/unborn');
    const repository = await open(made);
    expect(await currentBranch(repository)).toBe('refs/heads/unborn');
    expect(await refTargets(repository, ['HEAD'])).toEqual(new Map());
  });

  test('none', async () => {
    const made = repo({}).make();
    made.git('update-ref', '--no-deref', 'HEAD', made.sha('main'));
    made.git('checkout', '-q', '--detach');
    const repository = await open(made);
    expect(await currentBranch(repository)).toBeUndefined();
    expect(await refTargets(repository, ['HEAD'])).toEqual(new Map([['HEAD', made.sha('main')]]));
  });

  test("of a worktree is the worktree's own", async () => {
    const made = repo({}).branch('x').make();
    const second = temporaryFolder();
    made.git('worktree', 'add', '-q', second, 'x');
    expect(await currentBranch(await open(made, second))).toBe('refs/heads/x');
  });
});

describe('one look', () => {
  test('tells which of the refs is checked out', async () => {
    const made = repo({}).branch('handoff/x').branch('other').make();
    made.git('symbolic-ref', 'HEAD', 'refs/heads/handoff/x');
    const { current, refs } = await seeRefs(await open(made), ['refs/heads']);
    expect([current, refs.length]).toEqual([
      { name: 'refs/heads/handoff/x', target: made.sha('main') },
      3,
    ]);
  });

  test('of a worktree tells the branch of that worktree', async () => {
    const made = repo({}).branch('x').make();
    const second = temporaryFolder();
    made.git('worktree', 'add', '-q', second, 'x');
    const { current } = await seeRefs(await open(made, second), ['refs/heads']);
    expect(current?.name).toBe('refs/heads/x');
  });

  test.each([
    ['HEAD is detached', (made: MadeRepo) => made.git('checkout', '-q', '--detach')],
    ['it has no commit', (made: MadeRepo) => made.git('symbolic-ref', 'HEAD', 'refs/heads/new')],
    ['it was not asked for', () => undefined],
  ])('tells none: %s', async (_what, change) => {
    const made = repo({}).branch('handoff/x').make();
    change(made);
    expect((await seeRefs(await open(made), ['refs/heads/handoff'])).current).toBeUndefined();
  });

  test.each([
    ['refs/heads/handoff/a', true],
    ['refs/heads/handoff', true],
    ['refs/heads/handoffs', false],
    ['refs/tags/handoff/a', false],
  ])('finds %s below refs/heads/handoff: %s, as git does', async (name, expected) => {
    const made = repo({}).ref(name).make();
    expect(isBelow({ name, target: made.sha('main') as Sha }, ['refs/heads/handoff'])).toBe(
      expected,
    );
    const found = await listRefs(await open(made), ['refs/heads/handoff']);
    expect(found.some((ref) => ref.name === name)).toBe(expected);
  });
});

describe('the default branch', () => {
  test.each([
    [
      'what the remote says',
      () => {
        const made = repo({}).branch('trunk').ref('refs/remotes/origin/trunk').make();
        made.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
        return made;
      },
      'refs/remotes/origin/HEAD',
    ],
    ['main', () => repo({}).branch('master').make(), 'refs/heads/main'],
    [
      'master',
      () => {
        const made = repo({}).branch('master').make();
        made.git('update-ref', '-d', 'refs/heads/main');
        return made;
      },
      'refs/heads/master',
    ],
  ])('%s', async (_what, make, name) => {
    const made = make();
    const refs = await listRefs(await open(made), DEFAULT_BRANCHES);
    expect(defaultBranch(refs)).toEqual({ name, target: made.sha('Initial') });
  });

  test('none of them; what new repositories would get is not asked', async () => {
    const made = repo({}).branch('other').make();
    made.git('update-ref', '-d', 'refs/heads/main');
    made.git('config', 'init.defaultBranch', 'other');
    const refs = await listRefs(await open(made), [...DEFAULT_BRANCHES, 'refs/heads']);
    expect(defaultBranch(refs)).toBeUndefined();
  });
});

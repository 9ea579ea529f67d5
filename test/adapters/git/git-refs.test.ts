import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  commitTimes,
  currentBranch,
  defaultBranch,
  listRefs,
  refTargets,
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

  test('times of commits; one that is not here has none, nothing asked is nothing', async () => {
    const repository = await open(made);
    const [main, b] = [made.sha('main') as Sha, made.sha('handoff/b') as Sha];
    const start = Date.UTC(2026, 0, 1) / 1000;
    expect(await commitTimes(repository, [b, '1'.repeat(40) as Sha, main])).toEqual(
      new Map([
        [b, start + 60],
        [main, start],
      ]),
    );
    expect(await commitTimes(repository, [])).toEqual(new Map());
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
    expect(await defaultBranch(await open(made))).toEqual({ name, target: made.sha('Initial') });
  });

  test('none of them: say which; what new repositories would get is not asked', async () => {
    const made = repo({}).branch('other').make();
    made.git('update-ref', '-d', 'refs/heads/main');
    made.git('config', 'init.defaultBranch', 'other');
    await expect(defaultBranch(await open(made))).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('refs/heads/master'),
    });
  });
});

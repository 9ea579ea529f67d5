import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gitBlobs } from '../../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../../src/adapters/git/git-history.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { RepoPath } from '../../../src/model/repo-path.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { looseObject, type MadeRepo, repo } from '../../support/repo.ts';

/** What is not here is never taken for what is not there: an error with a remedy, never an empty answer. */

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function open(dir: string) {
  const repository = await openRepository(dir);
  opened.push(repository);
  return { repository, history: gitHistory(repository), blobs: gitBlobs(repository) };
}

const made = repo({ a: '1\n', 'src/b': '1\n' })
  .edit('a', '2\n')
  .commit('Two')
  .branch('x')
  .edit('a', '3\n')
  .commit('Three')
  .edit('a', '4\n')
  .commit('Four')
  .on('main')
  .edit('src/b', '2\n')
  .commit('Five')
  .edit('src/b', '3\n')
  .commit('Six')
  .make();
const sha = (name: string) => made.sha(name) as Sha;

describe('a shallow clone', () => {
  const remedy = 'The history is shallow; fetch all of it with: git fetch --unshallow';
  const shallow = (depth: number) => open(made.clone(`--depth=${depth}`, '--no-single-branch'));

  test.each([1, 2])('cut at %d: the merge base cannot be said', async (depth) => {
    const { history, repository } = await shallow(depth);
    expect(repository.incomplete).toBe('shallow');
    await expect(history.mergeBases(sha('main'), sha('x'))).rejects.toMatchObject({
      kind: 'access',
      remedy,
    });
  });

  test('cut behind the merge base: it can, and so can the commits since', async () => {
    const { history } = await shallow(4);
    expect(await history.mergeBases(sha('main'), sha('x'))).toEqual([sha('Two')]);
    const commits = await history.commits([sha('main')], sha('x'));
    expect(commits.map(({ subject }) => subject)).toEqual(['Four', 'Three']);
  });

  test('plain git takes the cut for the beginning of history: this is what must not be believed', () => {
    const dir = made.clone('--depth=1', '--no-single-branch');
    expect(made.git('-C', dir, 'rev-list', 'origin/x').split('\n')).toHaveLength(1);
    expect(() => made.git('-C', dir, 'merge-base', 'origin/main', 'origin/x')).toThrow();
  });

  test.each<[string, (history: ReturnType<typeof gitHistory>) => Promise<unknown>]>([
    ['commits', (history) => history.commits([sha('main')], sha('x'))],
    ['changes', (history) => history.changes(sha('Two'), sha('x'))],
    ['hunks', (history) => history.hunks(sha('Two'), sha('x'))],
    ['versions of a file', (history) => history.versions(sha('main'), 'a' as RepoPath, 10)],
    ['tree', (history) => history.tree(sha('Two'))],
    ['the commit of an id', (history) => history.resolve(['main', sha('Two')])],
  ])('%s beyond the cut cannot be said', async (_what, ask) => {
    const { history } = await shallow(1);
    await expect(ask(history)).rejects.toMatchObject({ kind: 'access', remedy });
  });

  test('what is here can be said: names, trees, changes between the tips, files and their absence', async () => {
    const { history, blobs } = await shallow(1);
    expect(await history.resolve(['origin/x'])).toEqual(new Map([['origin/x', sha('x')]]));
    expect(await history.tree(sha('x'))).toHaveLength(2);
    expect(await history.changes(sha('main'), sha('x'))).toHaveLength(2);
    expect(await blobs.file(sha('x'), 'a', 9)).toMatchObject({ text: '4\n' });
    expect(await blobs.file(sha('x'), 'none', 9)).toBeUndefined();
    await expect(blobs.file(sha('Two'), 'a', 9)).rejects.toMatchObject({ kind: 'access', remedy });
  });
});

describe('a partial clone', () => {
  const remedy = 'The clone is partial; fetch what it lacks with: git fetch --refetch --no-filter';
  const partial = (filter: string) => open(made.clone(`--filter=${filter}`));

  test('without contents: paths and commits can be said, lines and files cannot', async () => {
    const { history, blobs, repository } = await partial('blob:none');
    expect(repository.incomplete).toBe('partial');
    const changes = await history.changes(sha('Two'), sha('x'));
    expect(changes).toHaveLength(1);
    expect(await history.commits([sha('main')], sha('x'))).toHaveLength(2);
    await expect(history.hunks(sha('Two'), sha('x'))).rejects.toMatchObject({
      kind: 'access',
      remedy,
    });
    const ids = changes.flatMap(({ newBlob }) => newBlob ?? []);
    await expect(blobs.read(ids, 9)).rejects.toMatchObject({ kind: 'access', remedy });
    await expect(blobs.file(sha('x'), 'a', 9)).rejects.toMatchObject({ kind: 'access', remedy });
    expect(await blobs.file(sha('x'), 'none', 9)).toBeUndefined();
    expect(await blobs.file(sha('x'), ':(glob)*', 9)).toBeUndefined();
  });

  test('without trees: nothing of a tree can be said', async () => {
    const { history, blobs } = await partial('tree:0');
    expect(await history.mergeBases(sha('main'), sha('x'))).toEqual([sha('Two')]);
    await expect(history.tree(sha('x'))).rejects.toMatchObject({ kind: 'access', remedy });
    await expect(history.changes(sha('Two'), sha('x'))).rejects.toMatchObject({ kind: 'access' });
    await expect(blobs.file(sha('x'), 'none', 9)).rejects.toMatchObject({ kind: 'access' });
  });

  test('the remedy works', async () => {
    const dir = made.clone('--filter=blob:none');
    made.git('-C', dir, 'fetch', '-q', '--refetch', '--no-filter');
    const { blobs } = await open(dir);
    expect(await blobs.file(sha('x'), 'a', 9)).toMatchObject({ text: '4\n' });
  });
});

describe('a clone that lost an object', () => {
  const broken = async (lost: (one: MadeRepo) => string) => {
    const one = repo({ a: '1\n', 'src/b': '1\n' })
      .branch('x')
      .edit('a', '2\n')
      .edit('src/b', '2\n')
      .commit('Two')
      .edit('a', '3\n')
      .commit('Three')
      .make();
    rmSync(looseObject(one, lost(one)));
    return { ...(await open(one.dir)), sha: (name: string) => one.sha(name) as Sha };
  };

  test('a file: its lines cannot be said, its path can', async () => {
    const { history, sha } = await broken((one) => one.git('rev-parse', 'x:a'));
    expect(await history.changes(sha('main'), sha('x'))).toHaveLength(2);
    await expect(history.hunks(sha('main'), sha('x'))).rejects.toMatchObject({
      kind: 'access',
      remedy: 'Check the repository with: git fsck --connectivity-only',
    });
  });

  test.each<
    [string, (history: ReturnType<typeof gitHistory>, from: Sha, to: Sha) => Promise<unknown>]
  >([
    ['tree', (history, _from, to) => history.tree(to)],
    ['changes', (history, from, to) => history.changes(from, to)],
    ['commits', (history, from, to) => history.commits([from], to)],
  ])('a folder: %s cannot be said', async (_what, ask) => {
    const { history, sha } = await broken((one) => one.git('rev-parse', 'x:src'));
    await expect(ask(history, sha('main'), sha('x'))).rejects.toMatchObject({ kind: 'access' });
  });

  test('a commit on the way: neither the merge base nor the commits can be said', async () => {
    const { history, sha } = await broken((one) => one.sha('Two'));
    await expect(history.mergeBases(sha('main'), sha('x'))).rejects.toMatchObject({
      kind: 'access',
    });
    await expect(history.commits([sha('main')], sha('x'))).rejects.toMatchObject({
      kind: 'access',
    });
  });

  test('the commit of a branch: the branch cannot be resolved', async () => {
    const { history } = await broken((one) => one.sha('Three'));
    await expect(history.resolve(['x'])).rejects.toMatchObject({ kind: 'access' });
  });
});

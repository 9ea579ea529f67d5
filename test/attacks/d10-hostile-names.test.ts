import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { openRepository, type Repository } from '../../src/adapters/git/open-repository.ts';
import type { Sha } from '../../src/model/sha.ts';
import { type MadeRepo, repo } from '../support/repo.ts';

/** Threats D10 and D11: a name in a tree that would be read as another path, or as none, is named and refused. */

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function historyOf(made: MadeRepo) {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  return gitHistory(repository);
}

type Ask = (history: ReturnType<typeof gitHistory>, from: Sha, to: Sha) => Promise<unknown>;
const asks: readonly (readonly [string, Ask])[] = [
  ['changes', (history, from, to) => history.changes(from, to)],
  ['hunks', (history, from, to) => history.hunks(from, to)],
  ['commits', (history, from, to) => history.commits([from], to)],
  ['tree', (history, _from, to) => history.tree(to)],
];

describe('names that are not UTF-8', () => {
  const names: readonly (readonly [string, readonly number[], string])[] = [
    ['a byte that never occurs', [0x61, 0xff], 'a\\xff'],
    ['half a letter', [0x61, 0xc3], 'a\\xc3'],
    ['a surrogate', [0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    ['a slash in two bytes', [0x61, 0xc0, 0xaf, 0x62], 'a\\xc0\\xafb'],
    ['with a line break and an escape', [0x0a, 0x1b, 0xff], '\\x0a\\x1b\\xff'],
  ];
  const rows = names.flatMap(([what, bytes, shown]) =>
    asks.map(([name, ask]) => [what, name, bytes, shown, ask] as const),
  );
  test.each(rows)('%s: %s', async (_what, _name, bytes, shown, ask) => {
    const made = repo({ a: '1' }).edit(Buffer.from(bytes), '1').commit('Odd').make();
    await expect(
      ask(await historyOf(made), made.sha('Initial') as Sha, made.sha('Odd') as Sha),
    ).rejects.toMatchObject({
      kind: 'access',
      message: `The tree holds a path that cannot be judged: "${shown}" is not UTF-8`,
    });
  });

  test.each(asks)(
    'benign: one that was there before does not stop %s of other files, but the tree',
    async (name, ask) => {
      const made = repo({ a: '1' })
        .edit(Buffer.from([0xff]), '1')
        .commit('Before')
        .edit('a', '2')
        .commit('Change')
        .make();
      const answer = ask(
        await historyOf(made),
        made.sha('Before') as Sha,
        made.sha('Change') as Sha,
      );
      if (name === 'tree') await expect(answer).rejects.toMatchObject({ kind: 'access' });
      else await expect(answer).resolves.toHaveLength(1);
    },
  );

  test('the same name with a replacement character would be read as another file', () => {
    expect(Buffer.from([0x61, 0xff]).toString()).toBe('a\uFFFD');
  });
});

describe('names that no working tree could hold', () => {
  /** Git itself writes no such tree; somebody else may. */
  function forged(name: string): MadeRepo {
    const made = repo({ a: '1' }).make();
    const blob = Buffer.from(made.git('rev-parse', 'main:a'), 'hex');
    const tree = execFileSync(
      'git',
      ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'],
      {
        cwd: made.dir,
        input: Buffer.concat([Buffer.from(`100644 ${name}\0`), blob]),
      },
    );
    const commit = made.git('commit-tree', '-p', 'main', '-m', 'Forged', tree.toString().trim());
    made.git('update-ref', 'refs/heads/forged', commit);
    return made;
  }
  const names = ['..', '.', 'src/../infra', './a', 'a//b', '/etc/passwd', `${'d/'.repeat(2_048)}f`];
  const rows = names.flatMap((name) =>
    asks.map(([what, ask]) => [name.slice(0, 20), what, name, ask] as const),
  );
  test.each(rows)('%s: %s', async (_shown, _what, name, ask) => {
    const made = forged(name);
    const forgedSha = made.git('rev-parse', 'forged') as Sha;
    await expect(
      ask(await historyOf(made), made.sha('main') as Sha, forgedSha),
    ).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringContaining('cannot be judged'),
    });
  });

  test.each(['a\\b', 'C:x', '...', '..a', 'a..b', ' ', '-rf'])(
    'benign: %j is an ordinary name to git',
    async (name) => {
      const made = repo({}).edit(name, '1').commit('Odd').make();
      const history = await historyOf(made);
      const changes = await history.changes(made.sha('Initial') as Sha, made.sha('Odd') as Sha);
      expect(changes.map(({ path }) => path)).toEqual([name]);
    },
  );
});

import { afterAll, describe, expect, test } from '@jest/globals';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import { squashedHeads } from '../../../src/adapters/git/squashed-heads.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { type MadeRepo, repo } from '../../support/repo.ts';

const open: Repository[] = [];
afterAll(() => Promise.all(open.map((repository) => repository.close())));

/** Was the work of `handoff/a` taken over by main as one commit? */
async function squashed(made: MadeRepo, head = made.sha('handoff/a')): Promise<boolean> {
  const repository = await openRepository(made.dir);
  open.push(repository);
  const base = made.git('rev-parse', 'main') as Sha;
  return (await squashedHeads(repository, base, [head as Sha])).has(head as Sha);
}

/** Two commits on a branch that change a file, add one and remove one, while main moves on. */
const worked = () =>
  repo({ 'a.ts': '1\n', 'b.ts': '1\n', 'c.ts': '1\n' })
    .branch('handoff/a')
    .edit('a.ts', '2\n')
    .commit('First')
    .edit('a.ts', '3\n')
    .edit('new.ts', 'x\n')
    .remove('c.ts')
    .commit('Second')
    .on('main')
    .edit('b.ts', '2\n')
    .commit('Meanwhile');
const landing = () =>
  worked().edit('a.ts', '3\n').edit('new.ts', 'x\n').remove('c.ts').commit('Land (#1)');

describe('a head that was squashed', () => {
  test.each([
    ['onto a main line that moved on', landing()],
    [
      'and others worked on its files since',
      landing().edit('a.ts', '9\n').remove('new.ts').commit(),
    ],
    [
      'which is a single commit that was rebased',
      repo({ 'a.ts': '1\n' })
        .branch('handoff/a')
        .edit('a.ts', '2\n')
        .commit()
        .on('main')
        .edit('b.ts', '1\n')
        .commit()
        .edit('a.ts', '2\n')
        .commit('Rebased'),
    ],
  ])('%s', async (_, told) => {
    expect(await squashed(told.make())).toBe(true);
  });

  test('its branch is gone', async () => {
    const made = landing().make();
    const head = made.sha('handoff/a');
    made.git('update-ref', '-d', 'refs/heads/handoff/a');
    expect(await squashed(made, head)).toBe(true);
  });
});

describe('not squashed, as far as anybody can see', () => {
  test.each([
    ['nothing has landed', worked()],
    ['only a part of it', worked().edit('a.ts', '3\n').commit('Land')],
    [
      'with something of others in the same commit',
      worked()
        .edit('a.ts', '3\n')
        .edit('new.ts', 'x\n')
        .remove('c.ts')
        .edit('b.ts', '9\n')
        .commit(),
    ],
    ['another content', worked().edit('a.ts', '4\n').edit('new.ts', 'x\n').remove('c.ts').commit()],
    [
      'the same content, put there in two commits',
      worked().edit('a.ts', '3\n').commit().edit('new.ts', 'x\n').remove('c.ts').commit(),
    ],
    [
      'a branch that changes nothing',
      repo({ a: '1' }).branch('handoff/a').commit().on('main').commit(),
    ],
    [
      'no history in common',
      repo({ a: '1' }).orphan('handoff/a').edit('a', '1').commit().on('main'),
    ],
  ])('%s', async (_, told) => {
    expect(await squashed(told.make())).toBe(false);
  });

  test('a head that is not here', async () => {
    expect(await squashed(landing().make(), '1'.repeat(40))).toBe(false);
  });
});

import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CONTRACT_NOTES } from '../../../src/adapters/git/git-notes.ts';
import { gitPendingOutputs } from '../../../src/adapters/git/git-pending-outputs.ts';
import { listRefs } from '../../../src/adapters/git/git-refs.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { Seal } from '../../../src/model/seal.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TaskId } from '../../../src/model/task-id.ts';
import type { PendingOutputs } from '../../../src/ports/pending-outputs.ts';
import { memorySeals } from '../../support/memory-stores.ts';
import { looseObject, type MadeRepo, repo } from '../../support/repo.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));

/** Everything below refs/heads/handoff and refs/pull against main. */
async function pending(made: MadeRepo, seals = memorySeals()): Promise<PendingOutputs> {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  const refs = await listRefs(repository, ['refs/heads/handoff', 'refs/pull/*/head']);
  const [notes] = await listRefs(repository, [CONTRACT_NOTES]);
  const base = made.sha('main') as Sha;
  return gitPendingOutputs(repository, { base, refs, notes: notes?.target, seals });
}

/** Stories begin here, and each commit comes a minute after the one before. */
const START = Date.UTC(2026, 0, 1) / 1000;

describe('what waits', () => {
  test('by its branch, its task and the time of its commit; a number is its own order', async () => {
    const made = repo({ a: '1' })
      .branch('handoff/b')
      .edit('a', '2')
      .commit()
      .ref('refs/pull/12/head')
      .branch('handoff/a')
      .edit('a', '3')
      .commit()
      .make();
    const outputs = await (await pending(made)).list();
    expect(outputs).toEqual([
      {
        id: '#12',
        ref: 'refs/pull/12/head',
        head: made.sha('handoff/b'),
        task: undefined,
        since: 12,
      },
      {
        id: 'handoff/a',
        ref: 'refs/heads/handoff/a',
        head: made.sha('handoff/a'),
        task: 'a',
        since: START + 120,
      },
      {
        id: 'handoff/b',
        ref: 'refs/heads/handoff/b',
        head: made.sha('handoff/b'),
        task: 'b',
        since: START + 60,
      },
    ]);
  });

  test('a seal says since when it was authorised', async () => {
    const made = repo({ a: '1' }).branch('handoff/a').edit('a', '2').commit().make();
    const seals = memorySeals();
    await seals.put({
      schema: 'handoff-seal/v1',
      task: 'a' as TaskId,
      digest: '0'.repeat(64) as Seal['digest'],
      plan: 1,
      at: '2025-12-31T23:59:59.000Z',
    });
    const [output] = await (await pending(made, seals)).list();
    expect(output?.since).toBe(START - 1);
  });

  test.each<[string, (story: ReturnType<typeof repo>) => ReturnType<typeof repo>]>([
    ['nothing but the base', (story) => story],
    ['a branch on the base', (story) => story.branch('handoff/a')],
    [
      'a branch that the base has merged',
      (story) => story.branch('handoff/a').edit('a', '2').commit().on('main').merge('handoff/a'),
    ],
  ])('not: %s', async (_what, tell) => {
    expect(await (await pending(tell(repo({ a: '1' })).make())).list()).toEqual([]);
  });

  test('a head that is not here waits: somebody has to say that it could not be judged', async () => {
    const made = repo({ a: '1' }).branch('handoff/a').edit('a', '2').commit().make();
    rmSync(looseObject(made, made.sha('handoff/a')));
    expect(await (await pending(made)).list()).toMatchObject([{ id: 'handoff/a', since: 0 }]);
  });

  test('a ref to a tag waits too: it is no commit', async () => {
    const made = repo({ a: '1' }).annotatedTag('v1').make();
    made.git('update-ref', 'refs/pull/1/head', made.git('rev-parse', 'refs/tags/v1'));
    expect(await (await pending(made)).list()).toMatchObject([{ id: '#1' }]);
  });
});

describe('the texts that came with it', () => {
  test('are notes; one that is no text is there, and holds no contract', async () => {
    const made = repo({ a: '1' })
      .branch('handoff/a')
      .edit('a', '2')
      .commit()
      .note('contract')
      .branch('handoff/b')
      .edit('a', '3')
      .commit()
      .note('\0')
      .branch('handoff/c')
      .edit('a', '4')
      .commit()
      .make();
    const outputs = await pending(made);
    expect(await outputs.texts(await outputs.list())).toEqual(
      new Map([
        ['handoff/a', 'contract'],
        ['handoff/b', '\0'],
      ]),
    );
  });

  test('without any notes there are none', async () => {
    const made = repo({ a: '1' }).branch('handoff/a').edit('a', '2').commit().make();
    const outputs = await pending(made);
    expect(await outputs.texts(await outputs.list())).toEqual(new Map());
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pullRequestDetails } from '../../../src/adapters/github/details.ts';
import { whyNoExecutor } from '../../../src/adapters/github/executors.ts';
import { openPullRequests } from '../../../src/adapters/github/open-pull-requests.ts';
import { githubPeople } from '../../../src/adapters/github/people.ts';
import { pullRequestOutputs } from '../../../src/adapters/github/pull-request-outputs.ts';
import { githubSignedIn } from '../../../src/adapters/github/signed-in.ts';
import type { Principal } from '../../../src/model/principal.ts';
import { connect } from '../../../src/shells/github/connect-github.ts';
import { type GitHub, gitHub } from '../../support/github/git-hub.ts';
import { editComment } from '../../support/github/issues.ts';
import { actor } from '../../support/github/words.ts';

const BLOCK = '```json handoff-review\n{}\n```\n';

let hub: GitHub;
let connection: ReturnType<typeof connect>;
beforeAll(async () => {
  hub = await gitHub({ files: { 'a.ts': 'a\n' } });
  const where = { owner: 'acme', name: 'shop', apiUrl: hub.apiUrl };
  connection = connect(where, hub.tokens.actions, () => {});
  const { repository } = hub;
  const openers = ['executor', 'app:handoff-gate', 'planner', 'stranger'];
  for (const [at, by] of openers.entries()) {
    repository.push(`handoff/task-${at}`, { [`${at}.ts`]: `${at}\n` });
    repository.pull({ head: `handoff/task-${at}`, body: 'Done', by });
  }
  const stranger = hub.world.accounts.get('stranger');
  if (stranger === undefined) throw new Error('stranger');
  stranger.isDeleted = true;
});
afterAll(() => hub.close());

const idOf = (login: string): number => hub.world.accounts.get(login)?.id ?? -1;
const appOf = (slug: string): number => hub.world.apps.get(slug)?.id ?? -1;

async function outputsWhere(executors: readonly Principal[]) {
  const { pullRequests } = await openPullRequests(connection);
  const whyNo = whyNoExecutor(githubPeople(connection, []), executors);
  return pullRequestOutputs(pullRequests, whyNo).list();
}

async function signedIn() {
  const { pullRequests } = await openPullRequests(connection);
  const people = githubPeople(connection, []);
  const wanted = pullRequests.map((one) => ({ ...one, names: ['handoff-gate'] as const }));
  const details = () => pullRequestDetails(connection, 15368, wanted, '<!-- -->');
  const found = githubSignedIn(connection, { pullRequests, details, people });
  const [first, second, , fourth] = await outputsWhere([]);
  if (first === undefined || second === undefined || fourth === undefined) throw new Error('none');
  return { ...found, first, second, fourth };
}

describe('whose pull request belongs to a task (A02, G11)', () => {
  const tasks = async (executors: readonly Principal[]) =>
    (await outputsWhere(executors)).map(({ task }) => task);

  test('the policy names nobody: the branch decides', async () => {
    expect(await tasks([])).toEqual(['task-0', 'task-1', 'task-2', 'task-3']);
  });
  test('a user and an app, by their numbers', async () => {
    const both = [{ user: idOf('executor') }, { app: appOf('handoff-gate') }];
    expect(await tasks(both)).toEqual(['task-0', 'task-1', undefined, undefined]);
  });
  test.each<[string, () => Principal]>([
    ['the number of a user, as that of an app', () => ({ app: idOf('executor') })],
    ['the number of an app, as that of a user', () => ({ user: appOf('handoff-gate') })],
    ['the login of the executor, with another number', () => ({ user: 1, login: 'executor' })],
    ['the slug of the app, with another number', () => ({ app: 1, slug: 'handoff-gate' })],
  ])('%s is nobody here', async (_, principal) => {
    expect(await tasks([principal()])).toEqual([undefined, undefined, undefined, undefined]);
  });
  test('it says who opened it', async () => {
    const found = await outputsWhere([{ user: idOf('executor') }]);
    expect(found.map(({ stranger }) => stranger)).toEqual([
      undefined,
      expect.stringContaining(`app ${appOf('handoff-gate')}`),
      expect.stringContaining(`user ${idOf('planner')} (planner)`),
      expect.stringContaining('user 0 (ghost)'),
    ]);
  });
  test('users cost no request', async () => {
    hub.requests.forget();
    const people = githubPeople(connection, []);
    await people.identify({ kind: 'user', login: 'executor', id: 5 });
    expect(hub.requests.api).toEqual([]);
  });
});

test('authors by number; a deleted account is nobody', async () => {
  const { author, first, second, fourth } = await signedIn();
  expect(await author(first)).toMatchObject({ kind: 'user', id: idOf('executor') });
  expect(await author(second)).toMatchObject({ kind: 'app', id: appOf('handoff-gate') });
  expect(await author(fourth)).toMatchObject({ id: 0 });
  const gone = { ...first, id: '#99' };
  await expect(author(gone)).rejects.toMatchObject({ kind: 'access' });
});

test('comments and reviews with a block, wherever they stand, and those that others changed', async () => {
  const { repository } = hub;
  const pull = [...repository.noun.issues.values()].find(({ number }) => number === 1);
  if (pull?.node !== 'PullRequest') throw new Error('#1');
  repository.comment(pull, `First ${BLOCK}`, 'reader');
  const talk = repository.comment(pull, 'Thank you', 'reader');
  const vetoed = repository.comment(pull, `Second ${BLOCK}`, 'reader');
  const own = repository.comment(pull, 'Thrid', 'reader');
  for (let at = 0; at < 40; at += 1) repository.comment(pull, `Talk ${at}`, 'planner');
  repository.comment(pull, `Last ${BLOCK}`, 'planner');
  repository.review(pull, `Review ${BLOCK}`, 'reader');
  editComment(hub.world, vetoed, actor(hub.world, 'executor'), 'Nothing to see here');
  editComment(hub.world, own, actor(hub.world, 'reader'), 'Third');
  expect(talk.body).toBe('Thank you');
  const { said, first } = await signedIn();
  const found = await said(first);
  expect(found.map(({ text, by, editedBy }) => [text, by.login, editedBy?.login])).toEqual([
    [`First ${BLOCK}`, 'reader', undefined],
    ['Nothing to see here', 'reader', 'executor'],
    [`Last ${BLOCK}`, 'planner', undefined],
    [`Review ${BLOCK}`, 'reader', undefined],
  ]);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionAfter, sweep } from '../../support/github/action-on.ts';
import { filedPull, filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { editComment } from '../../support/github/issues.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import { actor } from '../../support/github/words.ts';
import type { Comment, PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
let pull: PullRequest;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }]);
});
afterAll(() => hub.close());

const changed = () => actionAfter(hub, 'pull_request', 'pull_request_target');
const ours = (): Comment => {
  const [found] = pull.comments.filter(({ author }) => author.login === 'github-actions[bot]');
  if (found === undefined) throw new Error('The gate has not commented');
  return found;
};
const required = () => shownOn(hub, pull).check('handoff-gate');
/** The record of a comment with another past, under a green head. */
const forged = (body: string) =>
  body.replace('"attempt":1', '"attempt":7').replace('✗ Handoff Gate', '✓ Handoff Gate');

test('a comment of somebody else that copies marker and record is read by nobody (threat F01)', async () => {
  pull = filedPull(hub, 'greet');
  hub.repository.edit(
    pull,
    { body: honestBody('greet', pull.head.sha, undefined, { constraints: [] }) },
    'executor',
  );
  await changed();
  expect(required().conclusion).toBe('failure');
  const copy = hub.repository.comment(pull, forged(ours().body), 'executor');
  const said = ours().body;
  hub.requests.forget();
  expect(await actionAfter(hub, 'issue_comment')).toMatchObject({
    exitCode: 0,
    outputs: { verdict: 'failed' },
  });
  expect(hub.requests.writes).toEqual([]);
  expect(ours().body).toBe(said);
  expect(copy.body).toBe(forged(said));
});

test('our own comment and checks start nothing: GitHub sends no event for the token, and another run writes nothing', async () => {
  hub.requests.forget();
  await changed();
  await sweep(hub);
  expect(hub.requests.writes).toEqual([]);
});

test('our comment edited by somebody else: written anew at the next look, and its record is not believed', async () => {
  const said = ours().body;
  expect(forged(said)).not.toBe(said);
  editComment(hub.world, ours(), actor(hub.world, 'executor'), forged(said));
  await sweep(hub);
  expect(ours().body).toContain('✗ Handoff Gate');
  expect(ours().body).not.toContain('"attempt":7');
  expect(pull.comments).toHaveLength(2);
});

test('once it is ours again, nothing is written', async () => {
  hub.requests.forget();
  await sweep(hub);
  expect(hub.requests.writes).toEqual([]);
});

test('an editor whose account is gone is somebody else too', async () => {
  const said = ours().body;
  editComment(hub.world, ours(), actor(hub.world, 'triager'), forged(said));
  const triager = hub.world.accounts.get('triager');
  if (triager) triager.isDeleted = true;
  expect(ours().body).not.toBe(said);
  await sweep(hub);
  expect(ours().body).toContain('✗ Handoff Gate');
  expect(ours().body).not.toContain('"attempt":7');
});

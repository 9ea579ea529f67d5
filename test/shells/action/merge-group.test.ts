import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionAfter, actionOn } from '../../support/github/action-on.ts';
import { filedPull, filedTasks } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { payloadOf } from '../../support/github/payloads.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
let bad: PullRequest;
let good: PullRequest;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }, { task: 'part' }]);
  bad = filedPull(hub, 'greet');
  await changed();
  good = filedPull(hub, 'part');
  await changed();
});
afterAll(() => hub.close());

const changed = () => actionAfter(hub, 'pull_request', 'pull_request_target');
const groupOf = (pull: PullRequest) => {
  const group = hub.repository.noun.queue.find((entry) => entry.pull === pull)?.group;
  if (group === undefined) throw new Error(`#${pull.number} is not in the queue`);
  return group;
};
/** What the workflow on merge_group does for the newest group of that pull request. */
const judge = (pull: PullRequest) => {
  const { ref, sha } = groupOf(pull);
  const told = hub.world.happenings.findLast(
    ({ event, action, group }) =>
      event === 'merge_group' && action === 'checks_requested' && group?.sha === sha,
  );
  if (told === undefined) throw new Error('Nothing was asked');
  return actionOn(hub, { name: 'merge_group', payload: payloadOf(hub.world, told) }, { ref });
};
const checkOn = (sha: string) =>
  hub.repository.noun.checkSuites
    .filter((suite) => suite.sha === sha)
    .flatMap((suite) => suite.checkRuns)
    .findLast(({ name }) => name === 'handoff-gate');

test('a member that was green is judged again, on the base of its group: the spec that it fulfilled is another one now', async () => {
  expect([bad, good].map((pull) => shownOn(hub, pull).check('handoff-gate').conclusion)).toEqual([
    'success',
    'success',
  ]);
  const path = '.handoff/tasks/greet.md';
  const spec = hub.repository.noun.git.run('show', `main:${path}`);
  hub.repository.push(
    'main',
    { [path]: spec.replace('Greet by name', 'Greet everybody') },
    { by: 'admin' },
  );
  hub.repository.require({
    checks: { 'handoff-gate': 'github-actions' },
    queue: { grouping: 'ALLGREEN' },
  });
  hub.repository.enqueue(bad);
  hub.repository.enqueue(good);
  const { sha, baseSha } = groupOf(bad);
  await judge(bad);
  expect(baseSha).toBe(hub.repository.sha('main'));
  expect(checkOn(sha)).toMatchObject({ conclusion: 'failure' });
  expect(checkOn(sha)?.summary).toContain('output/objective-preserved');
  expect(checkOn(sha)?.summary).toContain(baseSha);
});

test('it is put out; the other one is built anew, judged, and lands', async () => {
  expect(bad.state).toBe('open');
  expect(hub.repository.noun.queue.map(({ pull }) => pull.number)).toEqual([good.number]);
  const { sha } = groupOf(good);
  await judge(good);
  expect(checkOn(sha)).toMatchObject({ conclusion: 'success' });
  expect(good.merged).toMatchObject({ sha });
});

test('a group that holds a bad member below a good one is red (threat G06)', async () => {
  const pull = filedPull(hub, 'part', { 'src/part.ts': 'export const part = 2;\n' });
  await changed();
  const base = hub.repository.sha('main');
  const below = hub.repository.noun.git.commit({
    refs: ['refs/heads/gh-readonly-queue/main/pr-1-below'],
    parents: [base, bad.head.sha],
    message: 'Merge',
    author: 'queue <q@example.com>',
    at: 1_700_000_000,
    tree: hub.repository.noun.git.merge([[base, bad.head.sha]])[0]?.tree,
  })[0];
  const above = hub.repository.noun.git.commit({
    refs: [`refs/heads/gh-readonly-queue/main/pr-${pull.number}-${base}`],
    parents: [below ?? '', pull.head.sha],
    message: 'Merge',
    author: 'queue <q@example.com>',
    at: 1_700_000_000,
    tree: hub.repository.noun.git.merge([[below ?? '', pull.head.sha]])[0]?.tree,
  })[0];
  await judgeCommit(above, base, pull);
  expect(checkOn(above ?? '')?.conclusion).toBe('failure');
});

test('a group whose tree is not what its pull request makes of the base is not green (decision K14)', async () => {
  const [pull] = openPulls().filter(({ head }) => head.ref === 'handoff/part');
  if (pull === undefined) throw new Error('There is no pull request');
  const base = hub.repository.sha('main');
  const ref = `gh-readonly-queue/main/pr-${pull.number}-${base}`;
  const evil = hub.repository.push(
    ref,
    { 'src/part.ts': 'export const part = 2;\n', 'src/more.ts': 'export const more = 1;\n' },
    { by: 'admin', parents: [base, pull.head.sha] },
  );
  await judgeCommit(evil, base, pull);
  expect(checkOn(evil)?.conclusion).not.toBe('success');
  expect(checkOn(evil)?.summary).toContain('holds something else');
});

function openPulls(): readonly PullRequest[] {
  return [...hub.repository.noun.issues.values()].filter(
    (one): one is PullRequest => one.node === 'PullRequest' && one.state === 'open',
  );
}

/** The event of a group that the test has made itself. */
async function judgeCommit(sha: string | undefined, base: string, last: PullRequest) {
  const told = hub.world.happenings.findLast(({ event }) => event === 'merge_group');
  if (told?.group === undefined || sha === undefined) throw new Error('There was no group');
  const ref = `refs/heads/gh-readonly-queue/main/pr-${last.number}-${base}`;
  const group = { ...told.group, ref, sha, baseSha: base, last };
  const payload = payloadOf(hub.world, { ...told, action: 'checks_requested', group });
  return actionOn(hub, { name: 'merge_group', payload }, { ref });
}

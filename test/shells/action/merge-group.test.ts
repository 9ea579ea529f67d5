import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter, actionOn } from '../../support/github/action-on.ts';
import { filedPull, filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import type { Files } from '../../support/github/git-store.ts';
import { payloadOf } from '../../support/github/payloads.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { PullRequest } from '../../support/github/world.ts';

const TASKS = [
  'greet',
  'part',
  'ask',
  'one',
  'two',
  'three',
  'red',
  'last',
  'once',
  'always',
] as const;
let hub: GitHub;
beforeAll(async () => {
  hub = await filedTasks(TASKS.map((task) => ({ task })));
});
afterAll(() => hub.close());

const changed = () => actionAfter(hub, 'pull_request', 'pull_request_target');
const groupOf = (pull: PullRequest) => {
  const group = hub.repository.noun.queue.find((entry) => entry.pull === pull)?.group;
  if (group === undefined) throw new Error(`#${pull.number} is not in the queue`);
  return group;
};
/** What the workflow on merge_group does for the newest group of that pull request, or for another commit in its place. */
const judge = (pull: PullRequest, sha = groupOf(pull).sha) => {
  const { ref, ...group } = groupOf(pull);
  const told = hub.world.happenings.findLast((one) => one.group?.sha === group.sha);
  if (told === undefined) throw new Error('Nothing was asked');
  const asked = { ...told, action: 'checks_requested', group: { ...group, ref, sha } };
  return actionOn(hub, { name: 'merge_group', payload: payloadOf(hub.world, asked) }, { ref });
};
const checksOn = (sha: string) =>
  hub.repository.noun.checkSuites
    .filter((suite) => suite.sha === sha)
    .flatMap((suite) => suite.checkRuns)
    .filter(({ name }) => name === 'handoff-gate');
const checkOn = (sha: string) => checksOn(sha).at(-1);
/** As if its own run had been green a moment before; a queue takes nobody else. */
const enqueue = (pull: PullRequest) => {
  const by = 'github-actions';
  hub.repository.check(pull.head.sha, 'handoff-gate', { conclusion: 'success' }, by);
  hub.repository.enqueue(pull);
};

describe('on main, by merge', () => {
  let bad: PullRequest;
  let good: PullRequest;

  test('a member that was green is judged again, on the base of its group: the spec that it fulfilled is another one now', async () => {
    bad = filedPull(hub, 'greet');
    await changed();
    good = filedPull(hub, 'part');
    await changed();
    expect([bad, good].map((pull) => shownOn(hub, pull).check('handoff-gate').conclusion)).toEqual([
      'success',
      'success',
    ]);
    const path = '.handoff/tasks/greet.md';
    const spec = hub.repository.noun.git.run('show', `main:${path}`);
    const edited = spec.replace('Greet by name', 'Greet everybody');
    hub.repository.push('main', { [path]: edited }, { by: 'admin' });
    const checks = { 'handoff-gate': 'github-actions' };
    hub.repository.require({ checks, queue: { grouping: 'HEADGREEN' } });
    hub.repository.enqueue(bad);
    hub.repository.enqueue(good);
    const { sha, baseSha } = groupOf(bad);
    expect(baseSha).toBe(hub.repository.sha('main'));
    // Both groups are built; that of the upper one is judged first.
    await judge(good);
    await judge(bad);
    expect(checkOn(sha)).toMatchObject({ conclusion: 'failure' });
    expect(checkOn(sha)?.summary).toContain('output/objective-preserved');
    expect(checkOn(sha)?.summary).toContain(baseSha);
  });

  test('a good one above it was red with it, and it is named: it does not ride along (threat G06)', async () => {
    const [red] = hub.world.happenings.filter(
      ({ event, action, group }) =>
        event === 'merge_group' && action === 'checks_requested' && group?.last === good,
    );
    const first = checkOn(red?.group?.sha ?? '');
    expect(red?.group?.baseSha).not.toBe(hub.repository.sha('main'));
    expect(first).toMatchObject({ conclusion: 'failure' });
    expect(first?.title).toContain(`#${bad.number}: output failed`);
    expect(first?.title).toContain(`#${good.number}: output passed; integration passed`);
    expect(bad.merged).toBeUndefined();
  });

  test('the bad one is put out; the other one is built anew, judged, and lands', async () => {
    expect(bad.state).toBe('open');
    expect(hub.repository.noun.queue.map(({ pull }) => pull.number)).toEqual([good.number]);
    const { sha } = groupOf(good);
    await judge(good);
    expect(checkOn(sha)).toMatchObject({ conclusion: 'success' });
    expect(good.merged).toMatchObject({ sha });
  });

  test('its text was edited while it waited: it is judged by what it says now', async () => {
    const late = filedPull(hub, 'ask');
    enqueue(late);
    const { sha } = groupOf(late);
    late.body = honestBody('ask', late.head.sha, undefined, { constraints: [] });
    await judge(late);
    expect(checkOn(sha)).toMatchObject({ conclusion: 'failure' });
    expect(checkOn(sha)?.summary).toContain('output/constraints-preserved');
  });

  describe('its text is edited while the group is judged (K2)', () => {
    const onto = async (times: number) => {
      const calm = filedPull(hub, times === 1 ? 'once' : 'always');
      enqueue(calm);
      const { sha } = groupOf(calm);
      let edits = 0;
      const end = hub.faults.meanwhile({
        on: ['CurrentState('],
        times,
        act() {
          edits += 1;
          calm.body = `${calm.body}\n${edits}`;
        },
      });
      const run = await judge(calm);
      end();
      return { sha, run, calm };
    };

    test('once: it is judged again, and lands', async () => {
      const { sha, run } = await onto(1);
      expect(run.log).toContain('judged again (2 of 3)');
      expect(checksOn(sha)).toMatchObject([{ conclusion: 'success' }]);
    });

    test('each time: nobody knows, and it is not green', async () => {
      const { sha, calm } = await onto(3);
      expect(checksOn(sha)).toMatchObject([{ conclusion: 'action_required' }]);
      expect(checkOn(sha)?.summary).toContain(`#${calm.number}`);
      expect(calm.merged).toBeUndefined();
    });
  });
});

describe.each(['SQUASH', 'REBASE'] as const)('on a branch of its own, by %s', (method) => {
  const base = method.toLowerCase();
  let pulls: readonly PullRequest[];
  let above: PullRequest;

  const into = (task: string, files: Files): PullRequest => {
    const head = hub.repository.push(`handoff/${task}`, files);
    const artifact = Object.keys(files)[0];
    const pull = { head: `handoff/${task}`, base, body: honestBody(task, head, artifact) };
    return hub.repository.pull(pull);
  };
  beforeAll(() => {
    hub.repository.push(base, { 'notes.md': `${method}\n` }, { by: 'admin' });
    const checks = { 'handoff-gate': 'github-actions' };
    hub.repository.require({ checks, queue: { method }, include: [`refs/heads/${base}`] });
    pulls = ['one', 'two', 'three'].map((task) =>
      into(task, { [`src/${task}.ts`]: `export const ${task} = 1;\n` }),
    );
    for (const pull of pulls) enqueue(pull);
    above = pulls[2] as PullRequest;
  });
  // The next method has the same tasks; a branch that is gone closes its pull request.
  afterAll(() => {
    for (const task of ['one', 'two', 'three', 'red', 'last'])
      hub.repository.remove(`handoff/${task}`);
  });

  test('three, one above the other: each is found by what it makes of those below', async () => {
    const { sha } = groupOf(above);
    await judge(above);
    expect(checkOn(sha)).toMatchObject({ conclusion: 'success' });
    for (const { number } of pulls)
      expect(checkOn(sha)?.title).toContain(`#${number}: output passed; integration passed`);
    expect(checkOn(sha)?.summary).toContain('handoff-gate/integration of `merge group` passed');
  });

  test('the same group once more: nothing is written', async () => {
    const { sha } = groupOf(above);
    hub.requests.forget();
    await judge(above);
    expect(hub.requests.writes).toEqual([]);
    expect(checksOn(sha)).toHaveLength(1);
  });

  // The variants are in gather-merge-group.test.ts.
  test('with a file that is nobody’s: red, and the path is named (decision K14)', async () => {
    const { sha } = groupOf(above);
    const { git } = hub.repository.noun;
    const [evil = ''] = git.commit({
      refs: [`refs/heads/evil-${base}`],
      parents: [git.run('rev-parse', `${sha}^`)],
      message: git.run('show', '-s', '--format=%B', sha),
      author: 'A <a@example.com>',
      tree: git.run('rev-parse', `${sha}^{tree}`),
      at: hub.world.clock.now() / 1000,
      files: { 'src/more.ts': 'export const more = 1;\n' },
    });
    await judge(above, evil);
    expect(checkOn(evil)).toMatchObject({ conclusion: 'failure' });
    expect(checkOn(evil)?.title).toMatch(/^Merge group: integration failed/);
    expect(checkOn(evil)?.summary).toContain('1 path differs, `src/more.ts`');
    expect(checkOn(evil)?.summary).toContain('**Must act first: coordinator.**');
  });

  test('a bad one among them turns it red, and is named', async () => {
    const red = into('red', { 'src/red.ts': 'export const red = 1;\n', 'src/x.ts': 'x\n' });
    const last = into('last', { 'src/last.ts': 'export const last = 1;\n' });
    for (const pull of [red, last]) enqueue(pull);
    const { sha } = groupOf(last);
    await judge(last);
    expect(checkOn(sha)).toMatchObject({ conclusion: 'failure' });
    expect(checkOn(sha)?.title).toMatch(new RegExp(`^#${red.number}: output failed`));
    expect(checkOn(sha)?.title).toContain(`#${last.number}: output passed`);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPullRequests } from '../../../src/adapters/github/open-pull-requests.ts';
import { outputId } from '../../../src/adapters/github/pull-request-outputs.ts';
import type { TaskIssue } from '../../../src/adapters/github/task-issues.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TaskId } from '../../../src/model/task-id.ts';
import { lookAgain, type Since } from '../../../src/shells/github/what-changed.ts';
import { GITHUB_ACTIONS } from '../../support/github/accounts.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';
import type { Issue, PullRequest } from '../../support/github/world.ts';

let hub: Hub;
beforeAll(async () => {
  hub = await gitHub({ files: { 'a.md': 'a\n' } });
  for (const branch of ['next', 'plan']) hub.repository.push(branch, { 'b.md': 'b\n' });
});
afterAll(() => hub.close());

interface Stage {
  readonly pull: PullRequest;
  readonly other: PullRequest;
  readonly elsewhere: PullRequest;
  readonly over: PullRequest;
  readonly issue: Issue;
}
let stages = 0;

/** Three open pull requests, two of them with one base; the first one belongs to a task of an issue. */
function stage(): Stage {
  stages += 1;
  const { repository } = hub;
  const open = (name: string, base: string) => {
    repository.push(`${name}-${stages}`, { [`${name}-${stages}.md`]: `${name}\n` });
    return repository.pull({ head: `${name}-${stages}`, base, body: 'What was done' });
  };
  const over = open('over', 'main');
  repository.close(over);
  return {
    pull: open('pull', 'main'),
    other: open('other', 'main'),
    elsewhere: open('elsewhere', 'next'),
    over,
    issue: repository.issue({ title: 'auth', body: 'The spec' }),
  };
}

const TASK = 'auth' as TaskId;

/** What a look again says of the first one after something happened. */
async function since(
  happens: (on: Stage) => void,
  over: { readonly task?: undefined; readonly issues?: () => Promise<never> } = {},
): Promise<Since> {
  const on = stage();
  const github = asGitHub(hub, hub.tokens.actions);
  const { pullRequests } = await openPullRequests(github);
  const tip = (name: string) => ({ name, target: hub.repository.sha(name) as Sha });
  const { number, body } = on.issue;
  const issues = async () => new Map([[TASK, { number, body } as TaskIssue]]);
  const bases = ['main', 'next'].map((name) => ({
    ...{ base: tip(name), authority: tip('plan'), issues },
    ...over,
  }));
  happens(on);
  hub.requests.forget();
  const output = {
    ...{ id: outputId(on.pull.number), ref: '', head: on.pull.head.sha as Sha, since: 1 },
    task: 'task' in over ? undefined : TASK,
  };
  const look = await lookAgain(github, GITHUB_ACTIONS.appId, { pullRequests, bases })([
    { output, names: ['handoff-gate'] },
  ]);
  expect(hub.requests.api).toHaveLength(1);
  const found = look(output);
  for (const one of [on.pull, on.other, on.elsewhere])
    if (one.state === 'open') hub.repository.close(one);
  return found;
}

const opened = (base: string) => {
  hub.repository.push(`new-${stages}`, { [`new-${stages}.md`]: 'new\n' });
  hub.repository.pull({ head: `new-${stages}`, base });
};
const pushed = (branch: string, name = branch) =>
  hub.repository.push(branch, { [`${name}-${stages}-more.md`]: 'more\n' }, { by: 'admin' });

describe('it changed itself', () => {
  test.each<readonly [string, (on: Stage) => void]>([
    ['its body', ({ pull }) => hub.repository.edit(pull, { body: 'Something else' })],
    ['its head', ({ pull }) => pushed(pull.head.ref)],
    ['its base', ({ pull }) => hub.repository.edit(pull, { base: 'next' })],
    ['it is closed', ({ pull }) => hub.repository.close(pull)],
    ['it is merged', ({ pull }) => hub.repository.merge(pull)],
    ['the text of its task', ({ issue }) => hub.repository.edit(issue, { body: 'Another spec' })],
    ['the issue of its task is closed', ({ issue }) => hub.repository.close(issue)],
  ])('%s', async (_, happens) => {
    expect((await since(happens)).changed).toBe('itself');
  });
});

describe('something around it changed', () => {
  test.each<readonly [string, (on: Stage) => void]>([
    ['another one is pushed', ({ other }) => pushed(other.head.ref)],
    ['another one is closed', ({ other }) => hub.repository.close(other)],
    ['another one lands', ({ other }) => hub.repository.merge(other)],
    ['another one leaves its base', ({ other }) => hub.repository.edit(other, { base: 'next' })],
    ['another one comes', ({ elsewhere }) => hub.repository.edit(elsewhere, { base: 'main' })],
    ['one is opened', () => opened('main')],
    ['one is opened again', ({ over }) => hub.repository.reopen(over)],
    ['its base is pushed', () => pushed('main')],
    ['the branch with the plan is pushed', () => pushed('plan')],
  ])('%s', async (_, happens) => {
    expect((await since(happens)).changed).toBe('around');
  });
});

describe('nothing that it was judged by changed', () => {
  test.each<readonly [string, (on: Stage) => void]>([
    ['nothing at all', () => {}],
    ['another base is pushed', () => pushed('next')],
    ['one is pushed on another base', ({ elsewhere }) => pushed(elsewhere.head.ref)],
    ['one is opened on another base', () => opened('next')],
    ['a comment', ({ pull }) => hub.repository.comment(pull, 'Well done')],
    ['a label', ({ pull }) => hub.repository.label(pull, 'look')],
    ['its title', ({ pull }) => hub.repository.edit(pull, { title: 'Words' })],
    ['a label on one that is over', ({ over }) => hub.repository.label(over, 'look')],
    ['the title of its task', ({ issue }) => hub.repository.edit(issue, { title: 'Words' })],
    [
      'its body, there and back (B04)',
      ({ pull }) => {
        const { body } = pull;
        hub.repository.edit(pull, { body: 'Something else' });
        hub.repository.edit(pull, { body });
      },
    ],
  ])('%s', async (_, happens) => {
    expect((await since(happens)).changed).toBe('nothing');
  });

  const edit = ({ issue }: Stage) => hub.repository.edit(issue, { body: 'Another spec' });
  test('an issue that it has nothing to do with', async () => {
    expect((await since(edit, { task: undefined })).changed).toBe('nothing');
  });

  test('an issue that could not be read: it was not judged by that', async () => {
    const issues = () => Promise.reject(new Error('GitHub is down'));
    expect((await since(edit, { issues })).changed).toBe('nothing');
  });
});

test('what our checks say by now, of our app alone', async () => {
  const { checks } = await since(({ pull }) => {
    for (const app of ['github-actions', 'handoff-gate'])
      hub.repository.check(pull.head.sha, 'handoff-gate', { conclusion: 'failure' }, app);
  });
  expect(checks).toMatchObject([{ name: 'handoff-gate', conclusion: 'FAILURE' }]);
});

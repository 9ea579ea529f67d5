import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionAfter } from '../../support/github/action-on.ts';
import { filedPull, filedTasks } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
let pull: PullRequest;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }]);
  pull = filedPull(hub, 'greet');
});
afterAll(() => hub.close());

const changed = () => actionAfter(hub, 'pull_request', 'pull_request_target');
const pushed = (value: number) =>
  hub.repository.push('handoff/greet', { 'src/greet.ts': `export const greet = ${value};\n` });
const NAMES = ['handoff-gate', 'handoff-gate/integration', 'handoff-gate/output'];
/** Runs of one name on the head, in the suite that counts. */
const runs = (name: string) =>
  hub.repository.noun.checkSuites
    .filter(({ sha }) => sha === pull.head.sha)
    .flatMap((suite) => suite.checkRuns)
    .filter((run) => run.name === name).length;

test.each([
  ['checks', 'createCheckRun'],
  ['comment', 'addComment'],
])(
  'the answer to the first %s is lost: it is looked up, and nothing is written twice',
  async (_, on) => {
    pull.comments.splice(0);
    pushed(on.length);
    const end = hub.faults.api({ on, times: 1, what: { lost: 'answer' } });
    const run = await changed();
    end();
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.log).toContain('what was written is looked up');
    expect(NAMES.map(runs)).toEqual([1, 1, 1]);
    expect(pull.comments).toHaveLength(1);
    expect(shownOn(hub, pull).check('handoff-gate').conclusion).toBe('success');
  },
);

test.each([
  ['all answers are lost: what was written is found', 'answer', 0],
  ['no request arrives: the step says so, and the next run says what there is', 'request', 3],
] as const)('%s', async (_, lost, exitCode) => {
  pull.comments.splice(0);
  pushed(2 + exitCode);
  const end = hub.faults.api({ on: 'mutation', what: { lost } });
  expect((await changed()).exitCode).toBe(exitCode);
  end();
  expect(pull.comments).toHaveLength(exitCode === 0 ? 1 : 0);
  expect(await changed()).toMatchObject({ exitCode: 0 });
  expect(pull.comments).toHaveLength(1);
  expect(NAMES.map(runs)).toEqual([1, 1, 1]);
});

test('the comment does not arrive: the checks wait for it, so that the next run says both', async () => {
  pushed(21);
  const end = hub.faults.api({ on: 'updateIssueComment', what: { status: 502 } });
  expect((await changed()).exitCode).toBe(3);
  end();
  expect(shownOn(hub, pull).checks).toEqual([]);
  await changed();
  expect(shownOn(hub, pull).checks).toEqual(NAMES);
  expect(shownOn(hub, pull).comments[0]).toContain(pull.head.sha);
});

test('one event twice: one comment, and each check once', async () => {
  pushed(33);
  await changed();
  hub.requests.forget();
  await changed();
  expect(hub.requests.writes).toEqual([]);
  expect(pull.comments).toHaveLength(1);
  expect(NAMES.map(runs)).toEqual([1, 1, 1]);
});

test('one event twice at the same time: one comment that is edited, and the newest check says the same', async () => {
  pushed(4);
  await Promise.all([changed(), changed()]);
  await changed();
  expect(pull.comments).toHaveLength(1);
  expect(shownOn(hub, pull).check('handoff-gate').conclusion).toBe('success');
});

test('a read that fails once is asked again', async () => {
  pushed(5);
  const end = hub.faults.api({ on: 'OpenPullRequests', times: 1, what: { status: 502 } });
  const run = await changed();
  end();
  expect(run).toMatchObject({ exitCode: 0 });
  expect(shownOn(hub, pull).check('handoff-gate').conclusion).toBe('success');
});

test('a limit that asks to wait a second is waited for', async () => {
  pushed(6);
  const end = hub.faults.api({ on: 'Details', times: 1, what: { status: 403, retryAfter: 1 } });
  const run = await changed();
  end();
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.log).toContain("GitHub's secondary rate limit is reached; it asks to wait 1 s");
  expect(shownOn(hub, pull).check('handoff-gate').conclusion).toBe('success');
});

test('a read that goes on failing: nothing is green, and the step says that nobody could look', async () => {
  pushed(7);
  const end = hub.faults.api({ on: 'OpenPullRequests', what: { status: 403, retryAfter: 600 } });
  const run = await changed();
  end();
  expect(run.exitCode).toBe(3);
  expect(run.log).toContain('GitHub did not answer OpenPullRequests');
  expect(shownOn(hub, pull).checks).toEqual([]);
});

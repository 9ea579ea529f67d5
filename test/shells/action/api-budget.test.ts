import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionAfter, sweep } from '../../support/github/action-on.ts';
import { filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { PullRequest } from '../../support/github/world.ts';

/** Of a hundred open pull requests these are agents'; a person's is a check without a comment. */
const AGENTS = 20;

let hub: GitHub;
let pulls: readonly PullRequest[];
beforeAll(async () => {
  const tasks = Array.from({ length: AGENTS }, (_, at) => ({ task: `task-${at}` }));
  hub = await filedTasks(tasks);
  pulls = hub.repository.pulls(
    Array.from({ length: 100 }, (_, at) => ({
      head: at < AGENTS ? `handoff/task-${at}` : `fix-${at}`,
      files: {
        [at < AGENTS ? `src/task-${at}.ts` : `docs/${at}.md`]: `export const n${at} = 1;\n`,
      },
    })),
  );
  for (const [at, pull] of pulls.slice(0, AGENTS).entries())
    pull.body = honestBody(`task-${at}`, pull.head.sha);
  await sweep(hub);
}, 120_000);
afterAll(() => hub.close());

/** Questions, and what was written with how many requests; git is not the API. */
function counted() {
  const writes = hub.requests.writes.length;
  return { questions: hub.requests.api.length - writes, writes };
}

/** 80 checks of people, 3 checks and a comment of each agent, 20 to a request. */
const FIRST_WRITES = Math.ceil((80 + 3 * AGENTS) / 20) + Math.ceil(AGENTS / 20);

test('the first sweep over 100 open pull requests: at most 5 questions, and what is new', () => {
  const { questions, writes } = counted();
  expect(questions).toBeLessThanOrEqual(5);
  expect(writes).toBe(FIRST_WRITES);
  const titles = pulls.map((pull) => shownOn(hub, pull).check('handoff-gate').conclusion);
  expect(new Set(titles)).toEqual(new Set(['success']));
});

test('the next one has nothing to say, and writes nothing', async () => {
  hub.requests.forget();
  await sweep(hub);
  expect(counted().questions).toBeLessThanOrEqual(5);
  expect(counted().writes).toBe(0);
});

test('a pull request that is pushed among 100: at most 8 requests, 2 of them write, for itself alone', async () => {
  hub.repository.push('handoff/task-3', { 'src/task-3.ts': 'export const n3 = 2;\n' });
  hub.requests.forget();
  const run = await actionAfter(hub, 'pull_request', 'pull_request_target');
  expect(run.log).toContain('Wrote 3 checks and 1 comments');
  expect(counted().writes).toBeLessThanOrEqual(2);
  expect(hub.requests.api.length).toBeLessThanOrEqual(8);
});

test('a label on it: nothing is written', async () => {
  const pull = pulls[3];
  if (pull === undefined) throw new Error('There are 100');
  hub.repository.label(pull, 'look', 'planner');
  hub.requests.forget();
  await actionAfter(hub, 'pull_request', 'pull_request_target');
  expect(counted().writes).toBe(0);
  expect(hub.requests.api.length).toBeLessThanOrEqual(6);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

/** Questions, and what was written with how many requests, of how many points of GraphQL; git is not the API. */
function counted() {
  const writes = hub.requests.writes.length;
  const points = hub.world.limits.standing(token(), 'graphql').used;
  return { questions: hub.requests.api.length - writes, writes, points };
}
const token = () => hub.world.tokens.get(hub.tokens.actions);
/** Counts anew, with all that GITHUB_TOKEN has for an hour: the emulated GitHub refuses whoever needs more. */
function nextHour(): void {
  hub.clock.advance(3600);
  hub.requests.forget();
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
  nextHour();
  await sweep(hub);
  expect(counted().questions).toBeLessThanOrEqual(5);
  expect(counted().writes).toBe(0);
  expect(counted().points).toBeLessThanOrEqual(10);
});

test('a pull request that is pushed among 100: at most 8 requests, 2 of them write, for itself alone', async () => {
  hub.repository.push('handoff/task-3', { 'src/task-3.ts': 'export const n3 = 2;\n' });
  nextHour();
  const run = await actionAfter(hub, 'pull_request', 'pull_request_target');
  expect(run.log).toContain('Wrote 3 checks and 1 comments');
  expect(counted().writes).toBeLessThanOrEqual(2);
  expect(counted().points).toBeLessThanOrEqual(10);
  expect(hub.requests.api.length).toBeLessThanOrEqual(8);
});

test('a label on it: nothing is written', async () => {
  const pull = pulls[3];
  if (pull === undefined) throw new Error('There are 100');
  hub.repository.label(pull, 'look', 'planner');
  nextHour();
  await actionAfter(hub, 'pull_request', 'pull_request_target');
  expect(counted().writes).toBe(0);
  expect(hub.requests.api.length).toBeLessThanOrEqual(6);
});

describe('400 open pull requests, against the limits of GITHUB_TOKEN: 1,000 requests and 1,000 points an hour', () => {
  const MORE = 300;
  let first: ReturnType<typeof counted>;
  beforeAll(async () => {
    pulls = hub.repository.pulls(
      Array.from({ length: MORE }, (_, at) => ({
        head: `more-${at}`,
        files: { [`docs/more-${at}.md`]: `more ${at}\n` },
      })),
    );
    nextHour();
    await sweep(hub);
    first = counted();
  }, 180_000);

  test('a sweep says what is new of 300 of them', () => {
    const written = pulls.map((pull) => shownOn(hub, pull).check('handoff-gate').conclusion);
    expect(new Set(written)).toEqual(new Set(['success']));
    // Four pages of pull requests and of details; what is written is looked at once more per hundred.
    expect(first.questions).toBeLessThanOrEqual(13);
    expect(first.writes).toBe(MORE / 20);
    expect(first.points).toBeLessThanOrEqual(45);
  });

  test('one of them is pushed', async () => {
    hub.repository.push('handoff/task-4', { 'src/task-4.ts': 'export const n4 = 2;\n' });
    nextHour();
    const run = await actionAfter(hub, 'pull_request', 'pull_request_target');
    expect(run.log).toContain('Wrote 3 checks and 1 comments');
    expect(counted().questions).toBeLessThanOrEqual(11);
    expect(counted().points).toBeLessThanOrEqual(25);
  }, 120_000);
});

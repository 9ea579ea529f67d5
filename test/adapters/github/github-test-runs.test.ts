import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pullRequestDetails } from '../../../src/adapters/github/details.ts';
import { githubTestRuns } from '../../../src/adapters/github/github-test-runs.ts';
import { ownChecks } from '../../../src/adapters/github/own-checks.ts';
import { printRecordedRun } from '../../../src/model/recorded-run.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TestRun } from '../../../src/model/test-run.ts';
import { GITHUB_ACTIONS } from '../../support/github/accounts.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';
import type { WorkflowRun } from '../../support/github/workflows.ts';
import type { PullRequest } from '../../support/github/world.ts';

const TESTS = '.github/workflows/handoff-tests.yml';
let hub: Hub;
let pull: PullRequest;
let count = 0;
beforeAll(async () => {
  hub = await gitHub({ files: { [TESTS]: 'name: tests\n' } });
});
afterAll(() => hub.close());
beforeEach(() => {
  count += 1;
  hub.repository.push(`handoff/t${count}`, { [`t${count}.ts`]: '1\n' });
  pull = hub.repository.pull({ head: `handoff/t${count}` });
});

const workflow = (over: Partial<Parameters<Hub['repository']['run']>[0]> = {}): WorkflowRun =>
  hub.repository.run({
    ...{ workflow: TESTS, sha: pull.head.sha, jobs: [{ name: 'unit', conclusion: 'success' }] },
    ...over,
  });
const testRun = (over: Partial<TestRun> = {}): TestRun => ({
  schema: 'handoff-test-run/v1',
  id: 'run-1',
  head: pull.head.sha,
  dirty: [],
  grade: 'E2',
  tests: { passed: 2, failed: 0, skipped: 0 },
  files: [],
  report: { format: 'junit', sha256: 'b'.repeat(64) },
  'recorded-at': '2026-05-03T10:00:00.000Z',
  ...over,
});
/** A check that names a workflow run, as anybody with checks: write can make one. */
const claims = (
  run: TestRun,
  node: string,
  how: { readonly on?: string; readonly app?: string } = {},
) =>
  hub.repository.check(
    how.on ?? pull.head.sha,
    'handoff-tests',
    {
      conclusion: 'success',
      output: {
        ...{ title: 't', summary: 's' },
        text: printRecordedRun({ schema: 'handoff-recorded-run/v1', 'workflow-run': node, run }),
      },
    },
    how.app ?? 'github-actions',
  );

const asked: string[] = [];
/** Ids that were settled when the commits before the head were looked at. */
const looked: (readonly string[])[] = [];
/** The commit before the head, where there is one. */
const NOWHERE = 'f'.repeat(40) as Sha;
let before = NOWHERE;
beforeEach(() => {
  looked.splice(0);
  before = NOWHERE;
});
function push(): Sha {
  before = pull.head.sha as Sha;
  return hub.repository.push(`handoff/t${count}`, { more: '1\n' }) as Sha;
}
function testRuns(unchanged = true, workflows = [TESTS]) {
  const github = asGitHub(hub, hub.tokens.actions);
  return githubTestRuns(github, {
    async texts() {
      const { number, head } = pull;
      const wanted = [{ number, head: head.sha as Sha, names: ['handoff-tests'] as const }];
      const found = await pullRequestDetails(github, GITHUB_ACTIONS.appId, wanted, '<!-- x -->');
      return found.get(number)?.testTexts ?? [];
    },
    async older(known) {
      looked.push([...known]);
      const named = { head: before, names: ['handoff-tests'] as const };
      const runsOf = await ownChecks(github, GITHUB_ACTIONS.appId, [named]);
      return runsOf(named).flatMap(({ text }) => text ?? []);
    },
    workflows,
    async unchanged(path, commit) {
      asked.push(`${path} ${commit}`);
      return unchanged;
    },
  });
}
const grade = async (unchanged = true) => (await testRuns(unchanged).find('run-1'))?.grade;

describe('what proves a run (E3): an allow-listed workflow, unchanged, on this commit', () => {
  test('all of it', async () => {
    claims(testRun(), workflow().nodeId);
    expect(await grade()).toBe('E3');
    expect(asked).toContain(`${TESTS} ${pull.head.sha}`);
  });

  test('the run says itself that it is proved: that counts for nothing', async () => {
    claims(testRun({ grade: 'E4' }), 'WFR_none');
    expect(await grade()).toBe('E2');
  });

  test.each<readonly [string, () => string]>([
    ['a workflow run that is none', () => 'WFR_none'],
    ['a node of another kind', () => pull.nodeId],
    [
      'a workflow that is not allow-listed',
      () => workflow({ workflow: '.github/workflows/x.yml' }).nodeId,
    ],
    [
      'an allow-listed workflow on another commit',
      () => workflow({ sha: hub.repository.sha('main') }).nodeId,
    ],
    [
      'the same file on the same commit in a fork, whose owner says what it is given (C07)',
      () => {
        const name = `acme-${count}`;
        const fork = hub.add({ owner: name, name: 'shop', forkOf: hub.repository.noun });
        return fork.run({
          ...{ workflow: TESTS, sha: pull.head.sha, by: name },
          jobs: [{ name: 'unit', conclusion: 'success' }],
        }).nodeId;
      },
    ],
  ])('E2 only: %s', async (_why, node) => {
    claims(testRun(), node());
    expect(await grade()).toBe('E2');
  });

  test('E2 only: the pull request changed the workflow (C07)', async () => {
    claims(testRun(), workflow().nodeId);
    expect(await grade(false)).toBe('E2');
  });

  test('the check of another app is not read at all (G01)', async () => {
    claims(testRun(), workflow().nodeId, { app: 'handoff-gate' });
    expect(await grade()).toBeUndefined();
  });
});

describe('runs of commits before the head', () => {
  test('count as what they are: of that commit; whoever asks about the head does not meet them', async () => {
    claims(testRun(), workflow().nodeId);
    const head = push();
    expect(await testRuns().find('run-1')).toMatchObject({ head: before, grade: 'E3' });
    expect(await testRuns().on(head)).toEqual([]);
  });

  test('are looked at once, and not for a run that the head has and that is proved', async () => {
    claims(testRun(), workflow().nodeId);
    const runs = testRuns();
    await runs.find('run-1');
    expect(looked).toEqual([]);
    await Promise.all([runs.find('run-2'), runs.find('run-3')]);
    expect(looked).toEqual([['run-1']]);
  });

  test('a claim on the head hides no proved run of an older commit (C10)', async () => {
    const red = testRun({ tests: { passed: 1, failed: 1, skipped: 0 } });
    claims(red, workflow().nodeId);
    push();
    claims(testRun(), 'WFR_none');
    expect(await testRuns().find('run-1')).toMatchObject({ grade: 'E3', tests: { failed: 1 } });
  });

  test('where nothing can be proved, a claim on the head is all that is asked for', async () => {
    claims(testRun(), 'WFR_none');
    expect(await testRuns(true, []).find('run-1')).toMatchObject({ grade: 'E2' });
    expect(looked).toEqual([]);
  });
});

describe('two runs with one id', () => {
  test('the first one keeps it', async () => {
    claims(testRun({ command: 'first' }), 'WFR_none');
    claims(testRun({ command: 'second' }), 'WFR_none');
    expect(await testRuns().find('run-1')).toMatchObject({ command: 'first' });
    expect(await testRuns().on(pull.head.sha as Sha)).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)(
    'a claim that was made %s it hides no proved run (C10)',
    async (when) => {
      const { nodeId } = workflow();
      const red = testRun({ tests: { passed: 1, failed: 1, skipped: 0 } });
      if (when === 'before') claims(testRun(), 'WFR_none');
      claims(red, nodeId);
      if (when === 'after') claims(testRun(), 'WFR_none');
      expect(await testRuns().on(pull.head.sha as Sha)).toMatchObject([
        { grade: 'E3', tests: { failed: 1 } },
      ]);
    },
  );
});

test('runs of a commit are there oldest first; a check with other text is none', async () => {
  const at = (id: string, minute: number) =>
    testRun({ id, 'recorded-at': `2026-05-03T10:0${minute}:00.000Z` });
  claims(at('late', 5), 'WFR_none');
  claims(at('early', 1), 'WFR_none');
  const output = { title: 't', summary: 's', text: 'All passed' };
  hub.repository.check(
    pull.head.sha,
    'handoff-tests',
    { conclusion: 'success', output },
    'github-actions',
  );
  const runs = await testRuns().on(pull.head.sha as Sha);
  expect(runs.map(({ id }) => id)).toEqual(['early', 'late']);
});

describe('recording', () => {
  const recorder = (token = hub.tokens.actions) =>
    githubTestRuns(asGitHub(hub, token), {
      texts: async () => [],
      older: async () => [],
      workflows: [],
      unchanged: async () => false,
      recorder: { repository: hub.repository.noun.nodeId, workflowRun: workflow().nodeId },
    });

  test('what was recorded is read and proved', async () => {
    await recorder().record(testRun({ tests: { passed: 1, failed: 1, skipped: 3 } }));
    expect(await grade()).toBe('E3');
    const suites = hub.repository.noun.checkSuites.filter(({ sha }) => sha === pull.head.sha);
    const written = suites
      .flatMap(({ checkRuns }) => checkRuns)
      .find(({ name }) => name === 'handoff-tests');
    expect(written).toMatchObject({
      conclusion: 'failure',
      title: '1 passed, 1 failed, 3 skipped',
    });
  });

  test('an id that is taken is refused', async () => {
    claims(testRun(), 'WFR_none');
    await expect(testRuns().record(testRun())).rejects.toMatchObject({
      ...{ kind: 'usage', message: 'A test run run-1 is already recorded' },
    });
  });

  test('only the workflow that ran the tests records them', async () => {
    await expect(testRuns().record(testRun())).rejects.toMatchObject({
      ...{ kind: 'usage', remedy: 'Use the command record-tests in a workflow.' },
    });
  });

  test('a report that no check can hold is refused, and nothing is written', async () => {
    const files = Array.from({ length: 900 }, (_, at) => ({
      ...{ name: `test/${'x'.repeat(40)}${at}.test.ts`, passed: 1, failed: 0, skipped: 0 },
    }));
    const made = recorder();
    hub.requests.forget();
    await expect(made.record(testRun({ files }))).rejects.toMatchObject({
      ...{ kind: 'usage', message: 'The report names 900 test files, more than a check can hold' },
    });
    expect(hub.requests.writes).toEqual([]);
  });

  test('a token that may not write checks is told what it needs', async () => {
    const token = hub.token({ app: 'github-actions', permissions: { checks: 'read' } });
    await expect(recorder(token).record(testRun())).rejects.toMatchObject({
      ...{ kind: 'access', remedy: 'Give the job the permission checks: write.' },
    });
  });
});

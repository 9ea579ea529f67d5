import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter, sweep } from '../../support/github/action-on.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { type ShownCheck, shownOn } from '../../support/github/shown-on.ts';
import {
  contractBody,
  specBody,
  taskHub,
  taskIssue,
  taskPull,
} from '../../support/github/task-hub.ts';
import type { Issue, PullRequest } from '../../support/github/world.ts';

const TESTS = '.github/workflows/handoff-tests.yml';

let hub: GitHub;
let issue: Issue;
let pull: PullRequest;
beforeAll(async () => {
  hub = await taskHub();
  issue = taskIssue(hub, 'greet');
  hub.repository.label(issue, 'handoff:ready', 'planner');
  await actionAfter(hub, 'issues');
  pull = taskPull(hub, 'greet');
  const crowd = Array.from({ length: 9 }, (_, at) => ({
    head: `topic-${at}`,
    files: { [`docs/${at}.md`]: `${at}\n` },
  }));
  hub.repository.pulls(crowd, 'planner');
  // What the others say of themselves is written once; then one pull request is one evaluation.
  await sweep(hub);
}, 120_000);
afterAll(() => hub.close());

/** The gate's word on a contract whose steps cite these, one each. */
async function cite(...refs: readonly string[]): Promise<ShownCheck> {
  const of = { artifact: 'src/greet.ts', covers: ['AC2'] };
  const steps = refs.map((ref) => ({ ...of, step: `Greeting, by ${ref}`, ref }));
  const body = contractBody('greet', pull.head.sha, { 'completed-steps': steps });
  hub.repository.edit(pull, { body }, 'executor');
  hub.requests.forget();
  await actionAfter(hub, 'pull_request', 'pull_request_target');
  return shownOn(hub, pull).check('handoff-gate/output');
}

const FIRST = 'completed-steps[0].ref';

test('a check that nobody ran', async () => {
  const { summary, conclusion } = await cite(
    'check:unit',
    `issue:#${issue.number}`,
    `diff:#${pull.number}`,
  );
  expect(conclusion).toBe('failure');
  // As something that is not there; a weak proof would be told by another rule.
  expect(summary).toContain('output/refs-resolve');
  expect(summary).toContain('no check unit on');
});

test('what GitHub knows is asked for in one request: no more than eight among all that are open', async () => {
  expect(hub.requests.api.length).toBeLessThanOrEqual(8);
  expect(hub.requests.api.filter(({ query }) => query?.includes('Conversation('))).toHaveLength(1);
});

describe('a check that is there', () => {
  test('skipped counts for nothing (C11)', async () => {
    hub.repository.check(pull.head.sha, 'unit', { conclusion: 'skipped' }, 'github-actions');
    const { summary } = await cite('check:unit');
    expect(summary).toContain(FIRST);
    expect(summary).toContain('by github-actions is skipped');
  });

  test('a job of the trusted workflow: no finding', async () => {
    hub.repository.run({
      workflow: TESTS,
      sha: pull.head.sha,
      jobs: [{ name: 'build', conclusion: 'success' }],
    });
    expect((await cite('check:build')).summary).not.toContain(FIRST);
  });

  test("the gates' own verdict is no evidence (C15)", async () => {
    expect((await cite('check:handoff-gate')).summary).toContain('is what a gate');
  });
});

test('the issue says what is claimed, or does not', async () => {
  expect((await cite(`issue:#${issue.number}@sha256:${'0'.repeat(64)}`)).summary).toContain(
    `the spec in issue #${issue.number} has sha256`,
  );
  expect(specBody('greet')).toBe(issue.body);
});

test('the diff of another pull request is not this one', async () => {
  expect((await cite(`diff:#${pull.number + 1}`)).summary).toContain('is not the judged head');
  expect((await cite(`diff:#${pull.number}`)).summary).not.toContain(FIRST);
});

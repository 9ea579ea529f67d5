import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionAfter, sweep } from '../../support/github/action-on.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import { specBody, taskHub, taskIssue, taskPull } from '../../support/github/task-hub.ts';
import type { PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
let honest: PullRequest;
let stranger: PullRequest;
let planners: PullRequest;
let executors: PullRequest;
/** Tasks that an executor gives himself, each with the label that he sets. */
const OWN = {
  'mine-running': 'handoff:running',
  'mine-in-review': 'handoff:review',
  'mine-queued': 'handoff:queued',
  'mine-ready': 'handoff:ready',
} as const;
const own = new Map<string, PullRequest>();
beforeAll(async () => {
  hub = await taskHub();
  const { repository, world } = hub;
  const id = (login: string) => world.accounts.get(login)?.id;
  const plan = (goal: string) =>
    `schema: handoff-plan/v1\nplan-id: greetings\nversion: 2\ngoal: ${goal}\nconstraints:\n  - {id: C1, text: "No new dependency"}\ntasks: []\n`;
  repository.push(
    'main',
    {
      '.handoff/policy.yaml': `schema: handoff-policy/v1\nmode: block\nroles: {planners: [{user: ${id('planner')}}], executors: [{user: ${id('executor')}}]}\n`,
    },
    { by: 'admin' },
  );
  const handedOver = taskIssue(hub, 'greet');
  repository.label(handedOver, 'handoff:ready', 'planner');
  await actionAfter(hub, 'issues');
  taskIssue(hub, 'part');
  honest = taskPull(hub, 'greet');
  repository.push('handoff/part', { 'src/part.ts': 'export const part = 1;\n' }, { by: 'triager' });
  stranger = repository.pull({ head: 'handoff/part', body: 'Done', by: 'triager' });
  repository.push('plan-a', { '.handoff/plan.yaml': plan('Greet nobody') }, { by: 'planner' });
  planners = repository.pull({ head: 'plan-a', body: 'A new plan', by: 'planner' });
  repository.push('plan-b', { '.handoff/plan.yaml': plan('Greet me') }, { by: 'executor' });
  executors = repository.pull({ head: 'plan-b', body: 'A new plan', by: 'executor' });
  for (const [task, label] of Object.entries(OWN)) {
    const issue = repository.issue({ title: task, body: specBody(task), by: 'executor' });
    repository.label(issue, label, 'executor');
    // With the label of Gate 1 it is judged, and no planner stands behind it.
    if (label === 'handoff:ready') await actionAfter(hub, 'issues');
    own.set(task, taskPull(hub, task));
  }
  await sweep(hub);
}, 60_000);
afterAll(() => hub.close());

const CURRENT = 'output/spec-current';
const BINDING = 'output/task-binding';
const PLANNER = 'plan-revision/planner-only';

test('the executor’s pull request belongs to its task', () => {
  expect(shownOn(hub, honest).check('handoff-gate/output').summary).not.toContain(BINDING);
});

test('a branch of the right name, opened by somebody else, belongs to none (A02)', () => {
  const { conclusion, summary } = shownOn(hub, stranger).check('handoff-gate/output');
  expect(conclusion).toBe('failure');
  expect(summary).toContain(BINDING);
  expect(summary).toContain('(triager)');
});

test.each(Object.entries(OWN))(
  'a spec that an executor wrote, labelled and worked by: %s (A03, G09)',
  (task) => {
    const pull = own.get(task);
    const { conclusion, summary } = shownOn(hub, pull as PullRequest).check('handoff-gate/output');
    expect(conclusion).toBe('failure');
    expect(summary).toContain(`was never sealed: no planner has approved it`);
    expect(summary).toContain(CURRENT);
  },
);

test('the same kind of spec, handed over by a planner', () => {
  const { conclusion, summary } = shownOn(hub, honest).check('handoff-gate/output');
  expect(summary).not.toContain(CURRENT);
  // Its tests have not run yet, and nothing else is open.
  expect(conclusion).toBe('action_required');
});

test('a plan by a planner, and one by an executor, on branches that say nothing (A11)', () => {
  const of = (pull: PullRequest) => shownOn(hub, pull).check('handoff-gate/plan-revision').summary;
  expect(of(planners)).not.toContain(PLANNER);
  expect(of(executors)).toContain(PLANNER);
  expect(of(executors)).toContain('(executor)');
});

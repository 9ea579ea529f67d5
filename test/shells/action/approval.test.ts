import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { actionAfter } from '../../support/github/action-on.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { specBody, taskHub, taskIssue } from '../../support/github/task-hub.ts';
import type { Issue } from '../../support/github/world.ts';

const AGAIN = specBody('greet', { objective: 'Greet everybody by name in src/greet.ts' });

let hub: GitHub;
let issue: Issue;
beforeAll(async () => {
  hub = await taskHub();
  issue = taskIssue(hub, 'greet');
  await label('handoff:ready', 'planner');
}, 60_000);
afterAll(() => hub.close());
beforeEach(() => hub.repository.role('planner', 'write'));

async function label(name: string, by: string): Promise<Readonly<Record<string, string>>> {
  if (issue.labels.some((one) => one.name === name)) hub.repository.unlabel(issue, name, by);
  hub.repository.label(issue, name, by);
  return (await actionAfter(hub, 'issues')).outputs;
}

describe('a task that is sealed is asked for once more', () => {
  test('by a planner: what was approved still stands', async () => {
    expect(await label('handoff:dispatch', 'planner')).toMatchObject({ task: 'greet' });
  });
  test.each(['executor', 'triager', 'admin'])(
    'by %s, who is no planner: nothing starts (G09)',
    async (who) => {
      expect(await label('handoff:dispatch', who)).toMatchObject({ task: '' });
    },
  );
  test('by a planner who may not write any more (G09)', async () => {
    hub.repository.role('planner', 'read');
    expect(await label('handoff:dispatch', 'planner')).toMatchObject({ task: '' });
  });
});

test('a stranger’s words under a planner’s label: both are named, nothing starts (A03)', async () => {
  hub.repository.edit(issue, { body: AGAIN }, 'executor');
  expect(await label('handoff:dispatch', 'planner')).toMatchObject({ task: '' });
  expect(await label('handoff:ready', 'planner')).toMatchObject({ verdict: 'failed', task: '' });
  const [comment] = issue.comments;
  expect(comment?.body).toContain('task-entry/planner-authority');
  expect(comment?.body).toMatch(/"executor.*edited the spec last.*"planner.*handed the task over/s);
});

test('a planner’s own words: sealed anew, and its executor may start', async () => {
  hub.repository.edit(issue, { body: `${AGAIN}\n` }, 'planner');
  expect(await label('handoff:ready', 'planner')).toMatchObject({ task: 'greet' });
  expect(await label('handoff:dispatch', 'planner')).toMatchObject({ task: 'greet' });
});

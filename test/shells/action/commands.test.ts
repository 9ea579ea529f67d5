import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter, actionOn, sweep } from '../../support/github/action-on.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import { taskHub, taskIssue, taskPull } from '../../support/github/task-hub.ts';
import type { Issue, PullRequest } from '../../support/github/world.ts';

const PART = "export function part() {\n  return 'BY';\n}\n";
const DISPATCH = { name: 'workflow_dispatch', payload: {} };

let hub: GitHub;
let issue: Issue;
let greet: PullRequest;
let part: PullRequest;
let other: PullRequest;
beforeAll(async () => {
  hub = await taskHub();
  issue = taskIssue(hub, 'greet');
  hub.repository.label(issue, 'handoff:blocked', 'planner');
  greet = taskPull(hub, 'greet', { 'src/part.ts': PART });
  part = taskPull(hub, 'part');
  hub.repository.push('docs', { 'README.md': '# Words\n' });
  other = hub.repository.pull({ head: 'docs', body: 'Words' });
});
afterAll(() => hub.close());

const run = (inputs: Readonly<Record<string, string>>) => actionOn(hub, DISPATCH, { inputs });
const read = (path: string | undefined): string => readFileSync(path ?? '', 'utf8');

describe('conflicts', () => {
  test('matrix and landing order, as a summary and as JSON; nothing is written', async () => {
    hub.requests.forget();
    const done = await run({ command: 'conflicts' });
    expect(done).toMatchObject({ exitCode: 0, outputs: { verdict: 'not-applicable' } });
    expect(done.summary).toContain('Matrix');
    expect(done.summary).toContain(`| ✗ |`);
    expect(done.summary).toContain('Landing order');
    expect(JSON.parse(read(done.outputs['report-path']))).toMatchObject({
      schema: 'handoff-conflicts/v1',
      base: { name: 'main' },
      pairs: [{ a: `#${greet.number}`, b: `#${part.number}`, state: 'conflict' }],
      evaluated: { outputs: 3, pairs: 3 },
      'other-bases': [],
    });
    expect(hub.requests.writes).toEqual([]);
    expect(shownOn(hub, greet).checks).toEqual([]);
  });
});

describe('pack', () => {
  test.each([
    ['the task', { task: 'greet' }],
    ['the issue', { issue: '1' }],
    ['the pull request', { 'pull-request': '2' }],
  ])('for an executor, by %s', async (_, named) => {
    const done = await run({ command: 'pack', ...named });
    expect(done).toMatchObject({ exitCode: 0 });
    expect(read(done.outputs['report-path'])).toContain('Greet by name in src/greet.ts');
    expect(done.log).toMatch(/Pack for the executor: \d+ tokens of \d+/);
  });

  test('by the event', async () => {
    hub.repository.label(issue, 'handoff:running', 'planner');
    const inputs = { command: 'pack', role: 'executor' };
    const done = await actionAfter(hub, 'issues', 'issues', { inputs });
    expect(read(done.outputs['report-path'])).toContain('Greet by name in src/greet.ts');
  });

  test('for a coordinator: the plan, never code', async () => {
    const done = await run({ command: 'pack', role: 'coordinator' });
    expect(done).toMatchObject({ exitCode: 0 });
    const text = read(done.outputs['report-path']);
    expect(text).toContain('Greet everybody');
    expect(text).not.toContain('export function');
  });

  test('for a critic: the head that it judges', async () => {
    const done = await run({ command: 'pack', role: 'critic', task: 'greet' });
    expect(done).toMatchObject({ exitCode: 0 });
    expect(read(done.outputs['report-path'])).toContain(greet.head.sha);
  });

  test.each([
    ['an unknown role', { role: 'critics', task: 'greet' }, 2, 'did you mean critic'],
    ['no task', {}, 2, 'Neither the inputs nor the event name a task'],
    ['a pull request of nobody', { 'pull-request': '4' }, 2, 'its branch is not handoff/'],
    ['no id of a task', { task: 'Greet it' }, 2, 'no id of a task'],
  ])('%s is refused with a reason', async (_, inputs, exitCode, why) => {
    const done = await run({ command: 'pack', ...inputs });
    expect(done.exitCode).toBe(exitCode);
    expect(done.log).toContain(why);
  });

  test('over its budget it is refused', async () => {
    const words = Array.from({ length: 40_000 }, (_, index) => `word${index}`).join(' ');
    hub.repository.push(
      'main',
      {
        '.handoff/tasks/long.md': `# Long\n\n${words.slice(0, 60_000)}\n\n\`\`\`yaml handoff-task
schema: handoff-task/v1
task-id: long
plan: plan@1
objective: Write docs/long.md
constraints:
  - {id: C1, text: "No new dependency"}
scope:
  create: [docs/long.md]
acceptance-criteria:
  - {id: AC1, text: "${words.slice(0, 900)}", verify: {exists: docs/long.md}}
\`\`\`
`,
        '.handoff/policy.yaml': `${hub.repository.noun.git.run('show', 'main:.handoff/policy.yaml')}\npack: {tokens: 200}\n`,
      },
      { by: 'admin' },
    );
    const done = await run({ command: 'pack', task: 'long' });
    expect(done.log).toContain('over its budget');
    expect(done.exitCode).toBe(1);
  });
});

describe('the check of one gate', () => {
  test.each(['output', 'integration', 'plan-revision'])('%s alone', async (gate) => {
    const before = new Set(shownOn(hub, part).checks);
    const done = await run({ command: gate, 'pull-request': String(part.number) });
    expect(done.exitCode).toBe(0);
    const news = shownOn(hub, part).checks.filter((name) => !before.has(name));
    expect(news).toEqual([`handoff-gate/${gate}`]);
    expect(part.comments).toEqual([]);
  });

  test('what it says is what it would say among the others', () => {
    expect(shownOn(hub, part).check('handoff-gate/integration').conclusion).toBe('failure');
    const revision = shownOn(hub, part).check('handoff-gate/plan-revision');
    expect(revision).toMatchObject({ conclusion: 'success' });
    expect(revision.title).toContain('does not change .handoff/plan.yaml');
  });

  test('of a pull request that hands nothing over it says so, and is green', async () => {
    await run({ command: 'integration', 'pull-request': String(other.number) });
    const { conclusion, title } = shownOn(hub, other).check('handoff-gate/integration');
    expect([conclusion, title]).toEqual(['success', expect.stringContaining('Does not apply: #4')]);
  });

  test('an issue is nothing to them', async () => {
    const done = await run({ command: 'output', issue: String(issue.number) });
    expect(done).toMatchObject({ exitCode: 0, outputs: { verdict: 'not-applicable' } });
  });
});

describe('task-entry', () => {
  test('judges the issue, and leaves the pull requests alone', async () => {
    hub.repository.label(issue, 'handoff:ready', 'planner');
    const before = shownOn(hub, greet).checks;
    const done = await actionAfter(hub, 'issues', 'issues', { inputs: { command: 'task-entry' } });
    expect(done.exitCode).toBe(0);
    expect(issue.comments).toHaveLength(1);
    expect(shownOn(hub, greet).checks).toEqual(before);
  });

  test('judges the issue of the task that is named, whatever the event is about', async () => {
    hub.repository.label(issue, 'handoff:ready', 'planner');
    const done = await run({ command: 'task-entry', task: 'greet' });
    // The policy above leaves no room for its pack.
    expect(done.log).toContain('Task greet: refused');
    expect(issue.labels.map(({ name }) => name)).toContain('handoff:needs-planner');
  });

  test.each([
    ['a task that nobody knows', { task: 'gret' }, 'did you mean greet?'],
    ['a task whose issue nobody labelled', { task: 'part' }, 'no open issue with a label handoff:'],
    ['no id of a task', { task: 'Greet it' }, 'The input task is "Greet it"'],
    ['the issue of another task', { task: 'greet', issue: '4' }, 'issue #1; the input issue is 4'],
  ])('%s is refused with a reason, and nothing is written', async (_, inputs, why) => {
    hub.requests.forget();
    const done = await run({ command: 'task-entry', ...inputs });
    expect(done.exitCode).toBe(2);
    expect(done.log).toContain(why);
    expect(hub.requests.writes).toEqual([]);
  });

  test('an event about no issue is nothing to it', async () => {
    const done = await run({ command: 'task-entry' });
    expect(done.log).toContain('the event is about none');
    expect(shownOn(hub, greet).checks).not.toContain('handoff-gate');
  });
});

test('auto still says everything', async () => {
  await sweep(hub);
  expect(shownOn(hub, part).checks).toContain('handoff-gate');
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { auditWorkflow } from '../../src/analysis/workflow-audit/audit-workflow.ts';
import { readWorkflowFile } from '../../src/model/workflow-file.ts';
import { initFiles } from '../../src/shells/cli/init/init-files.ts';
import { actionErrors, workflowErrors } from '../support/official-parser.ts';
import { holds } from '../support/runner/expressions.ts';

const FOLDER = '.github/workflows';
const WORKFLOWS = readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`);

describe('our own workflows and action (THREATS §6)', () => {
  test.each(WORKFLOWS)("%s is valid by GitHub's own parser, and without a flaw", async (path) => {
    const text = readFileSync(path, 'utf8');
    expect(await workflowErrors(path, text)).toEqual([]);
    expect(auditWorkflow(path, text, 'required')).toEqual([]);
  });

  test('action.yml likewise', () => {
    const text = readFileSync('action.yml', 'utf8');
    expect(actionErrors('action.yml', text)).toEqual([]);
    expect(auditWorkflow('action.yml', text, 'required')).toEqual([]);
  });
});

const PIN = `octo/handoff-gate@${'0123456789'.repeat(4)}`;

describe('the workflows that init writes', () => {
  const written = [undefined, 'npm test | tee log'].flatMap((tests) =>
    initFiles({ version: '1.2.3', action: PIN, tests })
      .filter(({ path }) => path.startsWith(`${FOLDER}/`))
      .map(({ path, text }) => ({ path, tests, text })),
  );

  test.each(written)("$path ($tests) is valid by GitHub's own parser", async ({ path, text }) => {
    expect(await workflowErrors(path, text)).toEqual([]);
  });

  test.each(written)('$path ($tests) is without a flaw', ({ path, text }) => {
    const standing = /handoff-(?:gate|tests)\.yml$/.test(path) ? 'required' : 'optional';
    expect(auditWorkflow(path, text, standing)).toEqual([]);
  });

  test('the required one hears pull requests, groups, tests, tasks and the clock', () => {
    const gate = written.find(({ path }) => path.endsWith('handoff-gate.yml'));
    const read = readWorkflowFile(String(gate?.text), 'workflow');
    expect(read.ok && [...read.value.triggers.keys()]).toEqual([
      'pull_request_target',
      'merge_group',
      'workflow_run',
      'issues',
      'schedule',
      'workflow_dispatch',
    ]);
  });

  describe('the workflow of the critics starts its job', () => {
    const comment = (body: string, over: object = {}) => ({
      comment: { body, user: { id: 1 } },
      sender: { id: 1 },
      issue: { number: 12, pull_request: {} },
      ...over,
    });
    const REVIEW = '```yaml handoff-review\nschema: …\n```';
    test.each<readonly [why: string, event: object, starts: boolean]>([
      ['for a comment with a review', comment(REVIEW), true],
      ['not for any other', comment('LGTM'), false],
      ['not for one on an issue', comment(REVIEW, { issue: { number: 4 } }), false],
      [
        'when its author takes the review out',
        comment('never mind', { changes: { body: { from: REVIEW } } }),
        true,
      ],
      ['when somebody else changes or removes words', comment('LGTM', { sender: { id: 2 } }), true],
      ['when the author of the words is gone', { ...comment('x'), comment: { body: 'x' } }, true],
      ['when the review was heard', { workflow_run: { conclusion: 'success' } }, true],
      ['not when that was no review', { workflow_run: { conclusion: 'skipped' } }, false],
    ])('%s', (_why, event, starts) => {
      expect(starting('handoff-critic.yml', event)).toBe(starts);
    });

    test.each<readonly [why: string, event: object, hears: boolean]>([
      ['a review with a block', { review: { body: REVIEW } }, true],
      ['one without words', { review: { body: null } }, false],
      ['one with other words', { review: { body: 'LGTM' } }, false],
      [
        'one whose block is taken out',
        { review: { body: '' }, changes: { body: { from: REVIEW } } },
        true,
      ],
    ])('and hears %s: %s', (_why, event, hears) => {
      expect(starting('handoff-review.yml', event)).toBe(hears);
    });

    function starting(name: string, event: object): boolean {
      const found = written.find(({ path }) => path.endsWith(name));
      const read = readWorkflowFile(String(found?.text), 'workflow');
      const [job] = read.ok ? read.value.jobs : [];
      return holds(job?.if, { github: { event } }, 'success');
    }
  });

  test('what judges one pull request waits in one queue, and nothing that waits is dropped', () => {
    const queueOf = (name: string): unknown => {
      const found = written.find(({ path }) => path.endsWith(name));
      const read = readWorkflowFile(String(found?.text), 'workflow');
      return read.ok && (read.value.concurrency ?? read.value.jobs[0]?.concurrency);
    };
    expect(queueOf('handoff-gate.yml')).toMatchObject({ queue: 'max' });
    expect(queueOf('handoff-critic.yml')).toEqual(queueOf('handoff-gate.yml'));
  });

  test('a job that runs code of others can write nothing (M19)', () => {
    for (const { path, text } of written) {
      const file = readWorkflowFile(text, 'workflow');
      for (const job of file.ok ? file.value.jobs : []) {
        const foreign = job.steps.some(
          ({ uses = '' }) =>
            uses.startsWith('actions/checkout@') || uses.startsWith('openai/codex-action@'),
        );
        const grants = Object.entries(job.permissions ?? {}).map(
          ([name, level]) => `${name}: ${level}`,
        );
        if (foreign) expect([path, job.id, grants]).toEqual([path, job.id, ['contents: read']]);
      }
    }
  });

  test('an executor starts only for a task that may start', () => {
    const task = written.find(({ path }) => path.endsWith('handoff-task.yml'));
    const read = readWorkflowFile(String(task?.text), 'workflow');
    const jobs = new Map((read.ok ? read.value.jobs : []).map((job) => [job.id, job]));
    const runs = (id: string, outputs: object, executor: string) =>
      holds(
        jobs.get(id)?.if,
        { needs: { admit: { outputs } }, vars: { HANDOFF_EXECUTOR: executor } },
        'success',
      );
    expect(runs('execute', { task: 'greet' }, 'codex')).toBe(true);
    expect(runs('execute', { task: '' }, 'codex')).toBe(false);
    expect(runs('execute', {}, 'codex')).toBe(false);
    expect(runs('execute', { task: 'greet' }, '')).toBe(false);
    expect(jobs.get('publish')?.needs).toEqual(['admit', 'execute']);
    expect(jobs.get('publish')?.if).toBeUndefined();
  });

  test.each([
    ['handoff:ready', '', true],
    ['handoff:dispatch', '', false],
    ['bug', '', false],
    ['handoff:dispatch', 'handoff:dispatch', true],
    ['handoff:ready', 'handoff:dispatch', false],
  ])('the label %s with HANDOFF_LABEL=%s starts Gate 1: %s', (name, chosen, starts) => {
    const task = written.find(({ path }) => path.endsWith('handoff-task.yml'));
    const read = readWorkflowFile(String(task?.text), 'workflow');
    const admit = read.ok ? read.value.jobs.find(({ id }) => id === 'admit') : undefined;
    const contexts = { github: { event: { label: { name } } }, vars: { HANDOFF_LABEL: chosen } };
    expect(holds(admit?.if, contexts, 'success')).toBe(starts);
  });

  test.each([
    ['secrets.OPENAI_API_KEY', 'execute'],
    ['secrets.HANDOFF_PUBLISHER_KEY', 'publish'],
  ])('%s is handed to the job %s alone', (secret, owner) => {
    const task = written.find(({ path }) => path.endsWith('handoff-task.yml'));
    const jobs = String(task?.text).split(/^ {2}(?=\w+:$)/m);
    const holders = jobs.filter((job) => job.includes(secret)).map((job) => job.split(':')[0]);
    expect(holders).toEqual([owner]);
  });
});

describe('the parser is asked in earnest', () => {
  test.each([
    ['a job without a machine', 'on: push\njobs:\n  a:\n    steps:\n      - run: x\n'],
    ['an event that there is none', 'on: pushh\njobs:\n  a:\n    runs-on: x\n    steps: []\n'],
    [
      'an expression that does not parse',
      `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo\n        if: \${{ github.ref = 1 }}\n`,
    ],
    [
      'a context that is not there',
      `on: push\njobs:\n  a:\n    runs-on: x\n    if: \${{ stepz.a }}\n    steps:\n      - run: echo\n`,
    ],
  ])('%s', async (_why, text) => {
    expect(await workflowErrors('w.yml', text)).not.toEqual([]);
  });

  test.each([
    [
      'a step without a shell',
      'name: a\ndescription: b\nruns: {using: composite, steps: [{run: x}]}\n',
    ],
    ['a key that there is none', 'name: a\ndescription: b\nrun: {}\n'],
  ])('%s', (_why, text) => {
    expect(actionErrors('action.yml', text)).not.toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readContractText } from '../../../src/flows/validate-document.ts';
import { readContract } from '../../../src/model/read-contract.ts';
import { taskWorkflow } from '../../../src/report/workflows/task-workflow.ts';
import { labelsScript } from '../../../src/shells/cli/init/labels-script.ts';
import { repo, temporaryFolder } from '../../support/repo.ts';
import { fill } from '../../support/runner/expressions.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: unknown;
  readonly concurrency: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
const workflow: Workflow = parse(taskWorkflow(`octo/handoff-gate@${'a'.repeat(40)} # v1`));
const { jobs } = workflow;

/** What GitHub would answer `gh` with; each call is written down, one argument a line. */
const GH = `#!/bin/bash
printf '%s\\n' "$@" '--' >> "$GH_CALLS"
case "$*" in *'--method GET'*) printf '%s' "$GH_NUMBER" ;; esac
for part in "$@"; do case "$part" in body=@*) cp "\${part#body=@}" "$GH_CALLS.body" ;; esac; done
`;

/** A runner with a repository of GitHub, a folder for each artifact, and a `gh` that notes what it is asked. */
function runner() {
  const temp = temporaryFolder();
  const made = repo({ 'src/a.ts': 'export const a = 1;\n', 'README.md': '# r\n' }).make();
  made.git('reset', '--quiet', '--hard');
  const server = temporaryFolder();
  mkdirSync(join(server, 'octo'));
  made.git('clone', '--quiet', '--bare', made.dir, join(server, 'octo/r'));
  const bin = temporaryFolder();
  writeFileSync(join(bin, 'gh'), GH);
  chmodSync(join(bin, 'gh'), 0o755);
  const base = made.git('rev-parse', 'HEAD').trim();
  const calls = join(temp, 'calls');
  return {
    temp,
    base,
    dir: made.dir,
    atServer: (...args: readonly string[]) =>
      made.git('-C', join(server, 'octo/r'), ...args).trim(),
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8') : ''),
    body: () => readFileSync(`${calls}.body`, 'utf8'),
    /** Runs the script of a step as a runner would, with its own environment only. */
    run(job: string, name: string, { task = 'greet', number = '' } = {}) {
      const step = jobs[job]?.steps.find((candidate) => candidate.name === name);
      const contexts = {
        runner: { temp },
        needs: { admit: { outputs: { task } } },
        github: { sha: base, event: { repository: { default_branch: 'main' } } },
        steps: { app: { outputs: { token: 't' } } },
      };
      const env = Object.entries(step?.env ?? {}).map(([key, text]) => [
        key,
        fill(text, contexts, 'success'),
      ]);
      const file = join(temp, 'script.sh');
      writeFileSync(file, String(step?.run));
      const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', file], {
        cwd: made.dir,
        encoding: 'utf8',
        env: {
          PATH: [bin, process.env['PATH']].join(delimiter),
          HOME: temp,
          GIT_CONFIG_NOSYSTEM: '1',
          RUNNER_TEMP: temp,
          GITHUB_SERVER_URL: server,
          GITHUB_REPOSITORY: 'octo/r',
          GITHUB_REPOSITORY_OWNER: 'octo',
          GH_CALLS: calls,
          GH_NUMBER: number,
          ...Object.fromEntries(env),
        },
      });
      return { status, out: stdout + stderr };
    },
  };
}

const CONTRACT = {
  schema: 'handoff-contract/v1',
  'task-id': 'greet',
  'task-spec': null,
  objective: 'Greet in src/a.ts',
  constraints: [],
  'completed-steps': [
    { step: 'Greeting', artifact: 'src/a.ts', ref: 'commit:HEAD', covers: ['AC1'] },
    { step: 'Tests', artifact: 'src/a.test.ts', ref: 'test-run:pending', covers: null },
  ],
  'next-step': { status: 'none', reason: 'It is the last ``` task' },
  'open-questions': [],
};

const COMMIT = 'Commit what was changed, and bind the contract to it';
const PUSH = 'Push the branch and open the pull request';

/** The agent's job up to its artifact, then the artifact in the folder of the publishing job. */
function worked(
  change: (dir: string) => void = (dir) =>
    writeFileSync(join(dir, 'src/a.ts'), 'export const a = 2;\n'),
) {
  const machine = runner();
  mkdirSync(join(machine.temp, 'handoff'));
  writeFileSync(join(machine.temp, 'handoff/contract.json'), JSON.stringify(CONTRACT));
  change(machine.dir);
  const committed = machine.run('execute', COMMIT);
  if (committed.status === 0)
    cpSync(join(machine.temp, 'handoff'), join(machine.temp, 'handoff-work'), { recursive: true });
  return { ...machine, committed };
}

test('an executor a task: by label, one run at a time for it, beside those of other tasks (seed R5)', () => {
  expect(workflow.on).toEqual({ issues: { types: ['labeled'] } });
  expect(workflow.concurrency).toEqual({
    group: expect.stringMatching(/^handoff-task-\$\{\{ github\.event\.issue\.number \}\}-/),
    'cancel-in-progress': false,
  });
});

test('each attempt begins anew: nothing of an earlier session reaches the agent (seed R6)', () => {
  const steps = jobs['execute']?.steps ?? [];
  const into = steps.filter(({ uses = '' }) =>
    /\/(?:cache|checkout|download-artifact)@/.test(uses),
  );
  expect(into.map((step) => [step.uses?.replace(/@.*/, ''), step.with?.['name']])).toEqual([
    ['actions/checkout', undefined],
    ['actions/download-artifact', 'handoff-pack'],
  ]);
  const agent = steps.find(({ uses = '' }) => uses.startsWith('openai/codex-action@'));
  expect(Object.keys(agent?.with ?? {}).sort()).toEqual([
    'allow-bot-users',
    'openai-api-key',
    'output-file',
    'output-schema-file',
    'prompt-file',
    'safety-strategy',
    'sandbox',
  ]);
});

describe('the job of the agent', () => {
  test('the prompt is the pack, then what holds on this runner', () => {
    const machine = runner();
    mkdirSync(join(machine.temp, 'handoff-pack'));
    writeFileSync(join(machine.temp, 'handoff-pack/pack.md'), '# Task greet\n`$(touch pwned)`\n');
    expect(machine.run('execute', 'Write the prompt').status).toBe(0);
    const prompt = readFileSync(join(machine.temp, 'handoff/prompt.md'), 'utf8');
    expect(prompt).toMatch(/^# Task greet\n`\$\(touch pwned\)`\n\n## In this runner\n\n\S/);
    expect(prompt).toContain('\nwhere the tests are, write test-run:pending.\n');
    expect(existsSync(join(machine.dir, 'pwned'))).toBe(false);
  });

  test('the contract is bound to the commit, and is the one that the gates read', () => {
    const { dir, temp, committed } = worked();
    expect(committed).toEqual({ status: 0, out: '' });
    const head = spawnSync('git', ['-C', dir, 'rev-parse', 'HEAD'], {
      encoding: 'utf8',
    }).stdout.trim();
    const body = readFileSync(join(temp, 'handoff/body.md'), 'utf8');
    expect(readContractText(body)).toMatchObject({
      ok: true,
      value: { 'task-id': 'greet', 'completed-steps': [{ ref: `commit:${head}` }, {}] },
    });
    const block = body.split('```json handoff-contract\n')[1]?.split('\n```\n')[0] ?? '';
    expect(readContract(block, { format: 'json' }).ok).toBe(true);
    expect(JSON.parse(block)).not.toHaveProperty('task-spec');
  });

  test('an agent that changed nothing, or answered nothing, ends the job', () => {
    expect(worked(() => {}).committed.status).not.toBe(0);
    const machine = runner();
    mkdirSync(join(machine.temp, 'handoff'));
    writeFileSync(join(machine.dir, 'new.ts'), 'export {};\n');
    expect(machine.run('execute', COMMIT).status).not.toBe(0);
  });
});

describe('the job that publishes', () => {
  test('a first attempt: the branch is there, and one pull request is opened with the contract', () => {
    const machine = worked();
    expect(machine.run('publish', PUSH)).toEqual({ status: 0, out: '' });
    expect(machine.atServer('show', 'handoff/greet:src/a.ts')).toBe('export const a = 2;');
    expect(machine.atServer('rev-parse', 'handoff/greet^')).toBe(machine.base);
    expect(machine.calls()).toMatch(
      /--method\nPOST\nrepos\/octo\/r\/pulls\n-f\ntitle=handoff: greet\n-f\nhead=handoff\/greet\n-f\nbase=main\n/,
    );
    expect(machine.body()).toContain('```json handoff-contract\n');
  });

  test('a second attempt takes the place of the first, and keeps the pull request', () => {
    const machine = worked();
    expect(machine.run('publish', PUSH).status).toBe(0);
    const first = machine.atServer('rev-parse', 'handoff/greet');
    spawnSync('git', ['-C', machine.dir, 'reset', '--quiet', '--hard', machine.base]);
    writeFileSync(join(machine.dir, 'src/a.ts'), 'export const a = 3;\n');
    expect(machine.run('execute', COMMIT).status).toBe(0);
    cpSync(join(machine.temp, 'handoff'), join(machine.temp, 'handoff-work'), { recursive: true });
    spawnSync('rm', ['-rf', join(machine.temp, 'publish.git')]);
    expect(machine.run('publish', PUSH, { number: '12' })).toEqual({ status: 0, out: '' });
    expect(machine.atServer('rev-parse', 'handoff/greet')).not.toBe(first);
    expect(machine.calls()).toContain('PATCH\nrepos/octo/r/pulls/12\n');
    expect(machine.calls().match(/\nPOST\n/g)).toHaveLength(1);
  });

  test('a task that is no id is refused: nothing is pushed, GitHub is not asked', () => {
    const machine = worked();
    for (const task of [
      '',
      'a b',
      '../main',
      'x;touch pwned',
      '$(touch pwned)',
      '--force',
      'A',
      'x\ny',
    ])
      expect([task, machine.run('publish', PUSH, { task }).status]).toEqual([task, 1]);
    expect(machine.atServer('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(machine.calls()).toBe('');
  });

  test('hooks and filters of the agent never run, where the token is or before', () => {
    const machine = worked((dir) => {
      const hook = '#!/bin/bash\ntouch pwned\nexit 1\n';
      mkdirSync(join(dir, '.git/hooks'), { recursive: true });
      for (const name of ['pre-commit', 'commit-msg'])
        writeFileSync(join(dir, '.git/hooks', name), hook, { mode: 0o755 });
      writeFileSync(join(dir, '.gitattributes'), '* filter=evil\n');
      mkdirSync(join(dir, 'hooks'));
      writeFileSync(join(dir, 'hooks/pre-push'), hook, { mode: 0o755 });
    });
    expect(machine.run('publish', PUSH).status).toBe(0);
    for (const folder of [machine.dir, machine.temp, join(machine.temp, 'publish.git')])
      expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test.each([
    ['a bundle that is none', (work: string) => writeFileSync(join(work, 'work.bundle'), 'text')],
    [
      'a bundle without a head',
      (work: string) =>
        writeFileSync(
          join(work, 'work.bundle'),
          `# v2 git bundle\n${'a'.repeat(40)} refs/heads/main\n\n`,
        ),
    ],
  ])('%s is not published', (_why, spoil) => {
    const machine = worked();
    spoil(join(machine.temp, 'handoff-work'));
    expect(machine.run('publish', PUSH).status).not.toBe(0);
    expect(machine.atServer('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(machine.calls()).not.toContain('POST');
  });
});

test('the script of the labels makes each once and may run again', () => {
  const { temp } = runner();
  const bin = join(temp, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'gh'), `#!/bin/bash\necho "$@" >> "$CALLS"\n`, { mode: 0o755 });
  writeFileSync(join(temp, 'labels.sh'), labelsScript());
  const env = { PATH: [bin, process.env['PATH']].join(delimiter), CALLS: join(temp, 'calls') };
  for (const _ of [1, 2])
    expect(spawnSync('bash', [join(temp, 'labels.sh')], { env }).status).toBe(0);
  const calls = readFileSync(join(temp, 'calls'), 'utf8').trimEnd().split('\n');
  expect(calls.slice(0, 10)).toEqual(calls.slice(10));
  expect(calls.slice(0, 10).map((call) => call.split(' ')[2])).toEqual([
    'handoff:ready',
    'handoff:queued',
    'handoff:running',
    'handoff:review',
    'handoff:replan',
    'handoff:blocked',
    'handoff:done',
    'handoff:needs-planner',
    'handoff:dispatch',
    'handoff:coordinate',
  ]);
  for (const call of calls) expect(call).toMatch(/ --color [0-9a-f]{6} .*--force$/);
});

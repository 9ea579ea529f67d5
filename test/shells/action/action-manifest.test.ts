import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/repo.ts';
import { type CompositeJob, runComposite } from '../../support/run-composite.ts';
import { readManifest } from '../../support/runner/action-manifest.ts';

const EVENT: CompositeJob['event'] = {
  name: 'pull_request_target',
  payload: { pull_request: { title: '`touch pwned`', head: { ref: `a";touch\${IFS}pwned;#` } } },
};
const GITHUB = { token: 'the-token', repository: 'octo/r' };

/** Prints what it was handed, and answers like the real one. */
const STAND_IN = `
import { appendFileSync } from 'node:fs';
const given = Object.entries(process.env).filter(([name]) => name.startsWith('HANDOFF_'));
console.log(JSON.stringify(Object.fromEntries(given)));
appendFileSync(process.env.GITHUB_OUTPUT, 'verdict=failed\\nfindings=2\\ndrift=0.25\\nreport-path=/tmp/r.json\\n');
process.exitCode = Number(process.env.EXIT ?? 0);
`;

/** A copy of action.yml; `built` puts a stand-in of the bundle beside it. */
function copy(built: 'built' | 'sources'): string {
  const folder = temporaryFolder();
  copyFileSync('action.yml', join(folder, 'action.yml'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  if (built === 'built') {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/action.js'), STAND_IN);
  }
  return folder;
}

/** A folder with programs that stand before those of the machine. */
function programs(scripts: Readonly<Record<string, string>>): { readonly PATH: string } {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return { PATH: [folder, process.env['PATH'] ?? ''].join(delimiter) };
}

test('every input and output is described, and every input reaches the program by a name of its own', () => {
  const { inputs, outputs, runs } = readManifest('.');
  for (const { description } of [...Object.values(inputs), ...Object.values(outputs)])
    expect(description).toMatch(/\.$/);
  const judge = runs.steps.find(({ id }) => id === 'judge');
  expect(judge?.env).toEqual(
    Object.fromEntries(
      Object.keys(inputs).map((name) => [
        `HANDOFF_${name.toUpperCase().replaceAll('-', '_')}`,
        `\${{ inputs.${name} }}`,
      ]),
    ),
  );
});

/** Names that a branch, label, title or file may have, and what a shell would do with them (threat F05). */
const HOSTILE: readonly string[] = [
  ...['touch pwned', `touch\${IFS}pwned`, ':>pwned', 'echo>pwned'].flatMap((command) =>
    [
      `$(${command})`,
      `\`${command}\``,
      `a";${command};"`,
      `a';${command};'`,
      `a\n${command}\n`,
      `a&&${command}`,
      `a|${command}`,
      `;${command};#`,
      `\\";${command};#`,
      `"$(${command})"`,
    ].flatMap((name) => [name, `feature/${name}`, `${name}.ts`, `--${name}`, `\${{ '${name}' }}`]),
  ),
];

describe('200 hostile names (threat F05)', () => {
  const { inputs: declared } = readManifest('.');
  const names = Object.keys(declared);
  /** Four runs, in which each input holds five of them, one a line. */
  const batches = [0, 1, 2, 3].map((batch) =>
    Object.fromEntries(
      names.map((name, index) => {
        const from = (batch * names.length + index) * 5;
        return [name, HOSTILE.slice(from, from + 5).join('\n')];
      }),
    ),
  );
  const payload = { pull_request: { title: HOSTILE.join(' '), labels: HOSTILE, head: HOSTILE } };
  const hostile = (action: string, workspace: string, inputs: Readonly<Record<string, string>>) =>
    runComposite({
      action,
      workspace,
      inputs,
      event: { name: 'pull_request_target', payload },
      github: { ...GITHUB, head_ref: inputs['task'] ?? '', ref_name: inputs['role'] ?? '' },
    });

  test('as inputs, in the event and as branches: each arrives as it is, none is run', async () => {
    expect(HOSTILE).toHaveLength(200);
    const used = batches.flatMap((inputs) => Object.values(inputs)).filter((text) => text !== '');
    expect(used.join('\n')).toBe(HOSTILE.join('\n'));
    const [action, workspace] = [copy('built'), temporaryFolder()];
    for (const inputs of batches) {
      const done = await hostile(action, workspace, inputs);
      expect(done.exitCode).toBe(0);
      const given = JSON.parse(done.log) as Readonly<Record<string, string>>;
      expect(given['HANDOFF_ROLE']).toBe(inputs['role']);
      expect(readdirSync(workspace)).toEqual([]);
    }
  });

  test('pasted into the script instead, most of them run: this is what the defence is for', async () => {
    const [action, workspace] = [copy('built'), temporaryFolder()];
    const path = join(action, 'action.yml');
    const pasted = readFileSync(path, 'utf8').replace(
      'node "$GITHUB_ACTION_PATH/dist/action.js"',
      `: "\${{ inputs.task }}"`,
    );
    writeFileSync(path, pasted);
    let ran = 0;
    for (const task of HOSTILE.slice(0, 10)) {
      await hostile(action, workspace, { task });
      const marks = readdirSync(workspace);
      ran += marks.length;
      for (const mark of marks) rmSync(join(workspace, mark), { recursive: true });
    }
    expect(ran).toBeGreaterThan(4);
  });
});

describe('run by the steps of a runner', () => {
  test('inputs go in by the environment, answers come out, and nothing else is left behind', async () => {
    const inputs = { command: 'output', 'pull-request': '12"; touch pwned; "', comment: 'false' };
    const done = await runComposite({
      action: copy('built'),
      inputs,
      event: EVENT,
      github: GITHUB,
    });
    expect(done).toMatchObject({
      exitCode: 0,
      outputs: { verdict: 'failed', findings: '2', drift: '0.25', 'report-path': '/tmp/r.json' },
      obeyed: [],
      left: { env: {}, path: [] },
    });
    expect(JSON.parse(done.log)).toEqual({
      HANDOFF_COMMAND: 'output',
      HANDOFF_TOKEN: '***',
      HANDOFF_PULL_REQUEST: '12"; touch pwned; "',
      HANDOFF_ISSUE: '',
      HANDOFF_TASK: '',
      HANDOFF_ROLE: '',
      HANDOFF_TEST_REPORTS: '',
      HANDOFF_CHECKS: '',
      HANDOFF_COMMENT: 'false',
      HANDOFF_SARIF: '',
      HANDOFF_REPORT: '',
    });
  });

  test.each([1, 2, 3, 4])('the exit code %d of the program is that of the step', async (exit) => {
    const env = { EXIT: String(exit) };
    const done = await runComposite({ action: copy('built'), event: EVENT, github: GITHUB, env });
    expect([done.exitCode, done.outputs['verdict']]).toEqual([exit, 'failed']);
  });

  test('a copy of the sources is built once, without the token and without install scripts', async () => {
    const action = copy('sources');
    const env = programs({
      npm: `echo "npm $* token=\${HANDOFF_TOKEN-none}"
if [ "$1" = run ]; then mkdir dist; cat > dist/action.js <<'END'
${STAND_IN}
END
fi`,
    });
    const job = { action, event: EVENT, github: GITHUB, env };
    const first = await runComposite(job);
    expect(first.exitCode).toBe(0);
    expect(first.log).toContain(
      'npm ci --ignore-scripts --include=dev --no-audit --no-fund token=none\nnpm run build token=none',
    );
    expect((await runComposite(job)).log).not.toContain('npm');
  });

  test('a build that fails ends the step: nothing is judged', async () => {
    const env = programs({ npm: 'exit 7' });
    const done = await runComposite({ action: copy('sources'), event: EVENT, github: GITHUB, env });
    expect(done.exitCode).toBe(7);
    expect(done.outputs['verdict']).toBe('');
    expect(done.steps.at(-1)?.outcome).toBe('skipped');
  });

  test.each([
    ['16.20.0', 'no'],
    ['20.18.0', 'no'],
    ['20.18.1', 'yes'],
    ['20.20.2', 'yes'],
    ['22.0.0', 'yes'],
    ['24.1.0', 'yes'],
    // As a Windows program ends its lines, and as a build that is no release calls itself.
    ['20.18.1\r', 'yes'],
    ['20.18.0\r', 'no'],
    ['25.0.0-nightly20261001', 'yes'],
  ])('Node %s is new enough: %s', async (version, enough) => {
    const real = JSON.stringify(process.execPath);
    const env = programs({
      node: `if [ "$1" = --version ]; then echo v${version}; exit; fi; exec ${real} "$@"`,
    });
    const asked: string[] = [];
    const uses = {
      'actions/setup-node': (inputs: Readonly<Record<string, string>>) => {
        asked.push(inputs['node-version'] ?? '');
        return {};
      },
    };
    const done = await runComposite({
      action: copy('built'),
      event: EVENT,
      github: GITHUB,
      env,
      uses,
    });
    expect(done.exitCode).toBe(0);
    expect(asked).toEqual(enough === 'yes' ? [] : ['24']);
  });

  test('a runner without Node gets one', async () => {
    const asked: string[] = [];
    const env = programs({ node: 'if [ "$1" = --version ]; then exit 127; fi' });
    const setUp = () => ({ asked: String(asked.push('again')) });
    const uses = { 'actions/setup-node': setUp };
    await runComposite({ action: copy('built'), event: EVENT, github: GITHUB, env, uses });
    expect(asked).toEqual(['again']);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from './repo.ts';
import { type CompositeJob, type CompositeRun, runComposite } from './run-composite.ts';
import { readPairs } from './runner/environment-file.ts';
import { fill, holds } from './runner/expressions.ts';
import { jobLog } from './runner/job-log.ts';

/** A composite action out of the YAML of its steps. */
function run(steps: string, job: Partial<CompositeJob> = {}, outputs = ''): Promise<CompositeRun> {
  const action = temporaryFolder();
  writeFileSync(
    join(action, 'action.yml'),
    `name: Sample
description: An action for tests
inputs:
  greeting: {description: A word, default: hello}
  token: {description: A token, default: "\${{ github.token }}"}
outputs: {${outputs}}
runs:
  using: composite
  steps:
${steps.replace(/^/gm, '    ')}
`,
  );
  return runComposite({
    action,
    event: { name: 'pull_request', payload: { number: 12, title: 'It\'s "$(touch pwned)"' } },
    github: { token: 'secret-token', repository: 'octo/r', sha: 'a'.repeat(40) },
    ...job,
  });
}

describe('a composite action', () => {
  test('inputs, the event, environment files, outputs and the summary', async () => {
    const done = await run(
      `
- id: first
  shell: bash
  env:
    WORD: \${{ inputs.greeting }}
    TITLE: \${{ github.event.title }}
  run: |
    echo "word=$WORD" >> "$GITHUB_OUTPUT"
    echo "KEPT=$WORD-$GITHUB_REPOSITORY" >> "$GITHUB_ENV"
    echo "title<<END" >> "$GITHUB_OUTPUT"
    printf '%s\\nline 2\\nEND\\n' "$TITLE" >> "$GITHUB_OUTPUT"
    echo "# Summary of $(basename "$GITHUB_EVENT_PATH")" >> "$GITHUB_STEP_SUMMARY"
- shell: bash
  run: echo "$KEPT in \${{ env.KEPT }}, number \${{ github.event.number }}"
`,
      { inputs: { greeting: 'hi' } },
      `word: {description: w, value: "\${{ steps.first.outputs.word }}"},
       title: {description: t, value: "\${{ steps.first.outputs.title }}"},
       nothing: {description: n, value: "\${{ steps.first.outputs.other }}"}`,
    );
    expect(done).toMatchObject({
      exitCode: 0,
      outputs: { word: 'hi', title: 'It\'s "$(touch pwned)"\nline 2', nothing: '' },
      summary: '# Summary of event.json\n',
      left: { env: { KEPT: 'hi-octo/r' }, path: [] },
    });
    expect(done.log).toContain('hi-octo/r in hi-octo/r, number 12');
  });

  test('an expression inside run is code: this is why ours has none (threat F05)', async () => {
    const steps = (script: string) => `
- shell: bash
  env: {TITLE: "\${{ github.event.title }}"}
  run: ${script}
- shell: bash
  run: test -e pwned && echo "it ran" || echo "it did not run"
`;
    const bad = await run(steps(`echo "\${{ github.event.title }}"`));
    expect(bad.log).toContain('it ran');
    const good = await run(steps('echo "$TITLE"'));
    expect(good.log).toContain('It\'s "$(touch pwned)"\nit did not run');
  });

  test('a step that fails ends the action with its code, unless a condition asks for more', async () => {
    const done = await run(`
- {shell: bash, run: "exit 3", id: bad}
- {shell: bash, run: echo not reached}
- {shell: bash, run: "echo again; exit 4", if: failure()}
- {shell: bash, run: "echo \${{ steps.bad.outcome }}", if: "\${{ always() }}"}
`);
    expect(done.exitCode).toBe(3);
    expect(done.steps.map(({ outcome }) => outcome)).toEqual([
      'failure',
      'skipped',
      'failure',
      'success',
    ]);
    expect(done.log).toBe('again\nfailure');
  });

  test('continue-on-error, and a pipe that breaks in its middle', async () => {
    const done = await run(`
- {shell: bash, run: "false | cat", id: bad, continue-on-error: true}
- {shell: bash, run: "echo \${{ steps.bad.outcome }} \${{ steps.bad.conclusion }}"}
`);
    expect([done.exitCode, done.log]).toEqual([0, 'failure success']);
  });

  test('a step that uses another action: by what the test gives it, and only if it is reached', async () => {
    const steps = `
- id: node
  uses: actions/setup-node@${'1'.repeat(40)}
  if: \${{ inputs.greeting == 'node' }}
  with: {node-version: 24}
- {shell: bash, run: "echo \${{ steps.node.outputs.version }}-"}
`;
    expect((await run(steps)).log).toBe('-');
    await expect(run(steps, { inputs: { greeting: 'node' } })).rejects.toThrow('was reached');
    const uses = {
      'actions/setup-node': (inputs: Readonly<Record<string, string>>) => ({
        version: `v${inputs['node-version']}`,
      }),
    };
    expect((await run(steps, { inputs: { greeting: 'node' }, uses })).log).toBe('v24-');
  });

  test('the token is masked, and no step has it unless it is handed over', async () => {
    const done = await run(`
- {shell: bash, run: "env | grep -c secret-token || true"}
- {shell: bash, env: {T: "\${{ inputs.token }}"}, run: 'echo "token: $T"'}
`);
    expect(done.log).toBe('0\ntoken: ***');
  });

  test('steps see no variable of this process but PATH', async () => {
    process.env['HANDOFF_TEST_LEAK'] = 'leaked';
    const done = await run(`- {shell: bash, run: "env"}`, { env: { GIVEN: 'yes' } });
    delete process.env['HANDOFF_TEST_LEAK'];
    expect(done.log).toContain('GIVEN=yes');
    expect(done.log).not.toContain('leaked');
  });

  test('GITHUB_PATH, working-directory and a summary over 1 MiB', async () => {
    const workspace = temporaryFolder();
    mkdirSync(join(workspace, 'below'));
    const done = await run(
      `
- {shell: bash, run: 'echo "$PWD/bin" >> "$GITHUB_PATH"; mkdir bin; printf "#!/bin/bash\\necho mine" > bin/tool; chmod +x bin/tool'}
- {shell: bash, working-directory: below, run: "tool; basename $PWD; head -c 1048577 /dev/zero > $GITHUB_STEP_SUMMARY"}
`,
      { workspace },
    );
    expect(done.log).toContain('mine\nbelow');
    expect(done.summary).toBe('');
    expect(done.annotations).toMatchObject([{ level: 'error' }]);
  });

  test.each([
    ['a line that is no pair', 'nonsense'],
    ['a block without an end', 'a<<END'],
  ])('%s fails the step', async (_why, line) => {
    const done = await run(`- {shell: bash, run: 'echo "${line}" >> "$GITHUB_OUTPUT"'}`);
    expect(done.exitCode).toBe(1);
  });

  test('an input that it does not have', async () => {
    await expect(run('- {shell: bash, run: ":"}', { inputs: { tokn: 'x' } })).rejects.toThrow(
      'no input tokn',
    );
  });
});

describe('environment files', () => {
  test.each([
    ['one pair', 'a=b\n', { a: 'b' }],
    ['a value with =', 'a=b=c', { a: 'b=c' }],
    ['the later one wins', 'a=1\na=2\n', { a: '2' }],
    ['a block', 'a<<E\n1\n\n2\nE\nb=3\n', { a: '1\n\n2', b: '3' }],
    ['an empty block', 'a<<E\nE\n', { a: '' }],
    ['an = before <<', 'a=b<<E\n', { a: 'b<<E' }],
  ])('%s', (_why, text, pairs) => {
    expect(Object.fromEntries(readPairs(text))).toEqual(pairs);
  });

  test('a value that holds the delimiter ends early: why delimiters are random (CVE-2022-35954)', () => {
    expect(Object.fromEntries(readPairs('a<<E\nx\nE\nb=injected\n'))).toEqual({
      a: 'x',
      b: 'injected',
    });
  });
});

describe('expressions', () => {
  const contexts = { inputs: { a: 'x', none: '' }, steps: {} };
  test.each([
    [`\${{ inputs.a == 'x' }}`, 'true'],
    [`a \${{ format('{0}}}', inputs.a) }} b`, 'a x} b'],
    [`\${{ 'it''s }}' }}`, "it's }}"],
    [`\${{ inputs.missing }}`, ''],
    [`\${{ inputs.none || 'other' }}`, 'other'],
    [`\${{ steps.a.outputs.b }}`, ''],
  ])('%s', (text, value) => {
    expect(fill(text, contexts, 'success')).toBe(value);
  });

  test.each([
    [undefined, 'success', true],
    [undefined, 'failure', false],
    ["inputs.a == 'x'", 'success', true],
    ["inputs.a == 'x'", 'failure', false],
    [`\${{ inputs.a == 'y' }}`, 'success', false],
    ['always()', 'failure', true],
    ["failure() && inputs.a == 'x'", 'failure', true],
    ['inputs.none', 'success', false],
  ] as const)('if: %s after %s', (condition, status, expected) => {
    expect(holds(condition, contexts, status)).toBe(expected);
  });

  test('an unknown context or an open expression is an error', () => {
    expect(() => fill(`\${{ secrets.A }}`, contexts, 'success')).toThrow();
    expect(() => fill(`\${{ inputs.a `, contexts, 'success')).toThrow('does not end');
  });
});

describe('a log obeys whoever prints a command (threat F03)', () => {
  const annotated = (...lines: readonly string[]) => {
    const log = jobLog(['s3cret']);
    for (const line of lines) log.add(line);
    return log;
  };

  test.each([
    ['::error file=a.ts,line=3::Bad%0Athing', { level: 'error', message: 'Bad\nthing' }],
    ['   ::warning::indented', { level: 'warning', message: 'indented' }],
    ['text ##[error]inside of a line', { level: 'error', message: 'inside of a line' }],
  ])('%s', (line, annotation) => {
    expect(annotated(line).annotations()).toMatchObject([annotation]);
  });

  test.each(['x ::error::not at the start', '::eror::unknown', '::error', ''])(
    '"%s" is text',
    (line) => {
      const log = annotated(line);
      expect([log.annotations(), log.text()]).toEqual([[], line]);
    },
  );

  test('between stop-commands and its token nothing is obeyed', () => {
    const log = annotated(
      '::stop-commands::token-1',
      '::add-mask::x',
      '::error::a',
      '##[error]b',
      '::token-1::',
      '::error::c',
    );
    expect(log.annotations().map(({ message }) => message)).toEqual(['c']);
    expect(log.obeyed()).toEqual([]);
  });

  test('masks hide what comes before and after them', () => {
    const log = annotated('a s3cret and word', '::add-mask::word', '::notice::the word');
    expect(log.text()).toBe('a *** and ***\n##[notice]the ***');
    expect(log.annotations()).toMatchObject([{ message: 'the ***' }]);
  });
});

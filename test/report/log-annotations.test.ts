import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { logAnnotations } from '../../src/report/log-annotations.ts';
import { crowd, DRIFTING, HONEST, SUBJECT, UNPROVEN } from '../support/check-samples.ts';
import { runnerCommands } from '../support/runner-log.ts';
import { finding, ruleResult, verdict } from '../support/sample-report.ts';

test('findings with a place, findings without, and advice', () => {
  expect(logAnnotations([DRIFTING])).toEqual([
    '::error title=output/scope-drift%3A for the planner::1 of 4 changed files is outside the scope (25 %25, limit 20 %25): README.md.%0ADo (planner): Widen the scope in the task spec and seal it again, or let the executor revert README.md.%0Ahg_00000001, docs/rules/output/scope-drift.md',
    '::error file=README.md,line=3,endLine=7,title=output/scope-compliance%3A for the executor::1 of 4 changed paths is outside the scope: README.md%0ADo (executor): Revert README.md, or stop and ask the planner for a wider scope.%0Ahg_1a2b3c4d, docs/rules/output/scope-compliance.md',
    '::warning title=output/claims-evidenced%3A for the executor::The text says "all tests pass", and no completed step cites a test-run.%0ADo (executor): Cite a test run in completed-steps.%0Ahg_00000003, docs/rules/output/claims-evidenced.md',
  ]);
});

test('a rule that could not look is an error too', () => {
  const lines = runnerCommands(logAnnotations([UNPROVEN]).join('\n'));
  expect(lines.map(({ command, properties }) => `${command} ${properties['title']}`)).toEqual([
    'error output/tests-pass: for the executor',
    'error output/refs-resolve: for the executor',
  ]);
});

test('nothing to say: no lines', () => expect(logAnnotations([HONEST])).toEqual([]));

describe('GitHub keeps ten of a level', () => {
  test.each([
    [10, 10, undefined],
    [11, 10, '1 more of this kind: see the summary of the run.'],
    [60, 10, '50 more of this kind: see the summary of the run.'],
  ])('%d findings', (count, errors, last) => {
    const lines = logAnnotations([crowd(count)]);
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(errors);
    expect(lines[errors]).toBe(last);
  });

  test('ten errors leave room for ten warnings', () => {
    const lines = logAnnotations([crowd(30), { ...crowd(30), mode: 'warn' }]);
    expect(runnerCommands(lines.join('\n')).map(({ command }) => command)).toEqual([
      ...Array.from({ length: 10 }, () => 'error'),
      ...Array.from({ length: 10 }, () => 'warning'),
    ]);
  });
});

describe('text of others sets no command (F03)', () => {
  const hostile = (text: string) =>
    logAnnotations([
      verdict({
        subject: SUBJECT,
        rules: [
          ruleResult({
            state: 'failed',
            findings: [finding({ problem: text, fix: text, at: { path: text, line: 2 } })],
          }),
        ],
      }),
    ]);

  test.each([
    ['a command on a line of its own', 'x\n::set-output name=verdict::passed'],
    ['a command with a carriage return', 'x\r::add-mask::passed'],
    ['a command at the start', '::stop-commands::x'],
    ['the older form', 'x ##[error]y'],
    ['properties', 'a,line=9,title=z::passed'],
    ['an escaped line end', 'x%0A::error::y'],
    ['the end of the line in another script', 'x\u2028::error::y\u0085::error::z'],
    ['benign: a path', 'src/auth/oauth.ts'],
    ['benign: a share', '25 % of 4'],
  ])('%s', (_, text) => {
    const commands = runnerCommands(hostile(text).join('\n'));
    expect(commands.map(({ command }) => command)).toEqual(['error']);
    const properties = commands[0]?.properties ?? {};
    expect(properties['title']).toBe('output/scope-compliance: for the executor');
    expect(
      Object.keys(properties).filter((key) => !['file', 'line', 'endLine', 'title'].includes(key)),
    ).toEqual([]);
  });

  test.each(['x\n::set-output name=verdict::passed', '::stop-commands::x', 'x ##[error]y'])(
    'the proof sees %j when nothing escapes it',
    (text) => {
      expect(runnerCommands(`found ${text.startsWith('::') ? `\n${text}` : text}`)).toHaveLength(1);
    },
  );

  test('law: whatever a path is called, one finding is one command, and its place is read back', () => {
    const path = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 8 }),
          fc.constantFrom('%', ',', ':', '::', '=', '%2C', ';'),
        ),
        { maxLength: 6 },
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(path, (name) => {
        const [command, ...more] = runnerCommands(hostile(`a${name}`).join('\n'));
        expect(more).toEqual([]);
        const { file = `a${name}`, line = '2' } = command?.properties ?? {};
        expect([file, line]).toEqual([`a${name}`, '2']);
      }),
      { numRuns: 500 },
    );
  });
});

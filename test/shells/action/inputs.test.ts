import { describe, expect, test } from '@jest/globals';
import { COMMANDS, readInputs } from '../../../src/shells/action/inputs.ts';

const read = (env: Readonly<Record<string, string>>) =>
  readInputs({ HANDOFF_TOKEN: 'ghs_token', ...env });

test('a workflow that gives nothing gets the defaults; an empty input is one that was left out', () => {
  const defaults = {
    command: 'auto',
    token: 'ghs_token',
    pullRequest: undefined,
    issue: undefined,
    task: undefined,
    role: undefined,
    testReports: [],
    checks: undefined,
    comment: 'write',
    sarif: undefined,
    report: undefined,
  };
  expect(read({})).toEqual(defaults);
  const names = 'COMMAND PULL_REQUEST ISSUE TASK ROLE TEST_REPORTS CHECKS COMMENT SARIF REPORT';
  const empty = names.split(' ').map((name) => [`HANDOFF_${name}`, ' ']);
  expect(read(Object.fromEntries(empty))).toEqual(defaults);
});

test.each<readonly [string, string, object]>([
  ['PULL_REQUEST', '1', { pullRequest: 1 }],
  ['PULL_REQUEST', '2147483647', { pullRequest: 2_147_483_647 }],
  ['ISSUE', ' 12 ', { issue: 12 }],
  ['TASK', 'auth', { task: 'auth' }],
  ['ROLE', 'specialist', { role: 'specialist' }],
  ['TEST_REPORTS', 'a/*.xml\n\n  b.json \n', { testReports: ['a/*.xml', 'b.json'] }],
  ['CHECKS', 'each', { checks: 'each' }],
  ['CHECKS', 'summary', { checks: 'summary' }],
  ['COMMENT', 'true', { comment: 'write' }],
  ['COMMENT', 'false', { comment: 'leave' }],
  ['SARIF', 'out.sarif', { sarif: 'out.sarif' }],
  ['REPORT', 'out.html', { report: 'out.html' }],
  ...COMMANDS.map((command) => ['COMMAND', command, { command }] as const),
])('%s = %j', (name, value, expected) => {
  expect(read({ [`HANDOFF_${name}`]: value })).toMatchObject(expected);
});

describe('what is wrong is named, with what is allowed', () => {
  test.each([
    [
      'COMMAND',
      'outptu',
      'The input command is "outptu"; allowed: auto, task-entry, output, integration, plan-revision, record-tests, pack, conflicts, doctor (did you mean output?)',
    ],
    ['COMMAND', 'AUTO', /^The input command is "AUTO"; allowed: /],
    ['CHECKS', 'eahc', 'The input checks is "eahc"; allowed: each, summary'],
    ['CHECKS', 'summry', /\(did you mean summary\?\)$/],
    ['COMMENT', 'yes', 'The input comment is "yes"; allowed: true, false'],
    [
      'PULL_REQUEST',
      '0',
      'The input pull-request is "0"; allowed is a number from 1 to 2147483647',
    ],
    ['PULL_REQUEST', '2147483648', /^The input pull-request is "2147483648"; allowed/],
    ['PULL_REQUEST', '99999999999', /^The input pull-request is/],
    ['PULL_REQUEST', '-1', /^The input pull-request is/],
    ['PULL_REQUEST', '1e3', /^The input pull-request is/],
    ['PULL_REQUEST', '#12', /^The input pull-request is/],
    ['ISSUE', '1.5', /^The input issue is "1.5"; allowed/],
  ])('%s = %j', (name, value, message) => {
    const wrong = () => read({ [`HANDOFF_${name}`]: value });
    expect(wrong).toThrow(expect.objectContaining({ kind: 'usage' }));
    expect(wrong).toThrow(message);
  });

  test.each([{}, { HANDOFF_TOKEN: '' }, { HANDOFF_TOKEN: ' ' }])('no token: %j', (env) => {
    expect(() => readInputs(env)).toThrow(
      expect.objectContaining({ kind: 'usage', message: 'The input token is empty' }),
    );
  });

  test('the text of a wrong input cannot hide or run over', () => {
    expect(() => read({ HANDOFF_COMMAND: `a\u202e${'x'.repeat(500)}` })).toThrow(/^[ -~…]{1,260}$/);
  });
});

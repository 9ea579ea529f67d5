import { expect, test } from '@jest/globals';
import { whyUnseen } from '../../src/analysis/unseen-tests.ts';
import { testRun } from '../support/output-facts.ts';

const named = (...names: readonly string[]) =>
  testRun({ files: names.map((name) => ({ name, passed: 1, failed: 0, skipped: 0 })) });

test.each([
  ['nothing was recorded', [], 'no run of a.test.ts is recorded on this head'],
  [
    'a report without files says as little',
    [named()],
    'no run of a.test.ts is recorded on this head',
  ],
  [
    'a reporter that names no file: what it names instead',
    [named('test')],
    'no run of a.test.ts is recorded on this head; what is recorded names "test"',
  ],
  [
    'a name is quoted and told once, four are cut to three',
    [named('b', 'c'), named('c', 'd', '\u001b[2J')],
    'no run of a.test.ts is recorded on this head; what is recorded names "b", "c", "d" and 1 more',
  ],
])('%s', (_, runs, why) => {
  expect(whyUnseen(runs, { what: 'a.test.ts' })).toBe(why);
});

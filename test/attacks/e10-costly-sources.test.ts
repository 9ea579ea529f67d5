import { describe, expect, it } from '@jest/globals';
import { changedFunctions } from '../../src/analysis/changed-functions.ts';
import { compareTests } from '../../src/analysis/compare-tests.ts';
import { sourceChange } from '../support/source-change.ts';
import { syntax } from '../support/syntax.ts';

const CHARACTERS = 100_000;

function repeat(make: (index: number) => string, characters = CHARACTERS): string {
  let text = '';
  for (let index = 0; text.length < characters; index += 1) text += make(index);
  return text;
}

const nested = (
  open: (level: number) => string,
  close: string,
  levels: number,
  inside: string,
): string =>
  `${Array.from({ length: levels }, (_, level) => open(level)).join('')}${inside}${close.repeat(levels)}`;

/**
 * Texts of a tenth to a third of what is read, dear to whoever compares each with each, copies names level by level, or
 * backtracks: without their bounds they take 10 to 60 s, or end with a full stack. With them each takes up to 3 s, as honest
 * texts of that size do.
 */
const COSTLY: readonly (readonly [why: string, path: string, base: string, head: string])[] = [
  [
    'thousands of assertions in one test, all others now',
    'a.test.ts',
    `it('a', () => {\n${repeat((n) => `expect(a${n}).toBe(${n});\n`)}});`,
    `it('a', () => {\n${repeat((n) => `expect(b${n}).toBe(x${n});\n`)}});`,
  ],
  [
    'thousands of tests, all renamed and changed',
    'a.test.ts',
    repeat((n) => `it('a${n}', () => { expect(f${n}).toBe(1); });\n`, 350_000),
    repeat((n) => `it('b${n}', () => { expect(g${n}).toBe(2); });\n`, 350_000),
  ],
  [
    'long titles in each other',
    'a.test.ts',
    nested(
      () => `describe('${'x'.repeat(2_000)}', () => {\n`,
      '});\n',
      240,
      repeat((n) => `it('t${n}', () => f());\n`, 200_000),
    ),
    '',
  ],
  [
    'long names in each other',
    'a.ts',
    nested((n) => `function ${'n'.repeat(2_000)}${n}() {\n`, '}\n', 300, ''),
    nested((n) => `function ${'n'.repeat(2_000)}${n}() { 1;\n`, '}\n', 300, ''),
  ],
  ['options by the thousand', 'a.test.ts', '', `it('b', {${'{a},\n'.repeat(70_000)}}, () => {});`],
  [
    'white space where names of errors are looked for',
    'test_a.py',
    `def test_a():\n    try:\n        assert a\n    except (${' \n'.repeat(60_000)}X):\n        pass\n`,
    '',
  ],
  [
    'thousands of commands',
    'Makefile',
    `t:\n${repeat((n) => `\tjest a${n}\n`, 160_000)}`,
    `t:\n${repeat((n) => `\tjest b${n}\n`, 160_000)}`,
  ],
  [
    'one command with thousands of flags',
    'Makefile',
    `t:\n\tjest ${repeat((n) => `-t a${n} `, 150_000)}\n`,
    `t:\n\tjest ${repeat((n) => `-t b${n} `, 150_000)}\n`,
  ],
  [
    'brackets that never close',
    'tox.ini',
    `${'['.repeat(160_000)}\n`,
    repeat(() => `${'['.repeat(4_900)}\n`, 160_000),
  ],
  [
    'records that never end',
    'a.snap',
    'exports[`'.repeat(40_000),
    'exports[`a`] = `'.repeat(60_000),
  ],
];

describe('a costly source is judged or refused in time (threat E10)', () => {
  it.each(COSTLY)('%s', async (_, path, base, head) => {
    const start = process.cpuUsage();
    const change = sourceChange(path, base, head);
    await changedFunctions(syntax, change);
    await compareTests(syntax, [change]);
    // Work, not time: other processes on the machine are no attack.
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000).toBeLessThan(6_000);
  });
});

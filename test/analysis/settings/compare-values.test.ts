import { expect, it } from '@jest/globals';
import { compareValues } from '../../../src/analysis/settings/compare-values.ts';
import type { Setting } from '../../../src/analysis/settings/setting.ts';
import type { RepoPath } from '../../../src/model/repo-path.ts';

/** `key=a,b`; a leading `-` marks a map that runs no tests. */
const settings = (...texts: readonly string[]): readonly Setting[] =>
  texts.map((text) => {
    const [key = '', values = ''] = text.replace(/^-/, '').split('=');
    return {
      key,
      values: values === '' ? [] : values.split(','),
      runsTests: !text.startsWith('-'),
    };
  });

type Row = readonly [
  why: string,
  base: readonly string[],
  head: readonly string[],
  found: readonly string[],
];

const ROWS: readonly Row[] = [
  [
    'a switch turned on',
    [],
    ['passWithNoTests=true'],
    ['failure-ignored passWithNoTests:  → true'],
  ],
  ['a switch that was on', ['passWithNoTests=true'], ['passWithNoTests=true'], []],
  ['a switch turned off', ['passWithNoTests=true'], ['passWithNoTests=false'], []],
  ['a switch taken away', ['passWithNoTests=true'], [], []],
  ['a first ignored path', [], ['exclude=a'], ['tests-deselected exclude:  → a']],
  ['all ignored paths gone', ['exclude=a'], [], []],
  ['first folders', [], ['testpaths=a'], []],
  [
    'a guard turned off',
    ['forbidOnly=true'],
    ['forbidOnly=false'],
    ['failure-ignored forbidOnly:  → false'],
  ],
  [
    'a second step of two',
    ['a.*.continue-on-error=true'],
    ['a.*.continue-on-error=true', 'a.*.continue-on-error=true'],
    ['failure-ignored a.*.continue-on-error:  → true'],
  ],
  ['where no test runs', [], ['-a.*.continue-on-error=true'], []],
  [
    'an expression that may hold',
    [],
    ['continue-on-error=matrix.x'],
    ['failure-ignored continue-on-error:  → matrix.x'],
  ],
  ['a condition that never holds', [], ['a.if=false'], ['run-removed a.if:  → false']],
  ['a condition that may', [], ['a.if=github.ref'], []],
  ['an ignored path more', ['exclude=a'], ['exclude=a,b,c'], ['tests-deselected exclude:  → b, c']],
  ['an ignored path less', ['exclude=a,b'], ['exclude=a'], []],
  ['a folder less', ['testpaths=a,b'], ['testpaths=b,c'], ['tests-deselected testpaths: a → ']],
  ['no folders at all: all of them', ['testpaths=a,b'], [], []],
  [
    'a threshold lowered',
    ['fail_under=90'],
    ['fail_under=89.5'],
    ['threshold-lowered fail_under: 90 → 89.5'],
  ],
  ['a threshold as it was', ['fail_under=90'], ['fail_under=90.0'], []],
  ['a threshold raised', ['fail_under=90'], ['fail_under=95'], []],
  ['a threshold taken away', ['fail_under=90'], [], ['threshold-lowered fail_under: 90 → gone']],
  [
    'a threshold that is no number',
    ['fail_under=90'],
    ['fail_under=x'],
    ['threshold-lowered fail_under: 90 → x'],
  ],
  ['a first threshold', [], ['fail_under=1'], []],
  [
    'a longer timeout',
    ['testTimeout=5_000'],
    ['testTimeout=60_000'],
    ['patience-raised testTimeout: 5_000 → 60_000'],
  ],
  ['a first timeout', [], ['testTimeout=60000'], []],
  ['a shorter timeout', ['testTimeout=60000'], ['testTimeout=5000'], []],
  ['first retries', [], ['retries=2'], ['patience-raised retries: 0 → 2']],
  ['no retries', ['retries=2'], [], []],
  ['a setting of something else', ['name=a'], ['name=b'], []],
];

it.each(ROWS)('%s', (_, base, head, found) => {
  const weakenings = compareValues('x' as RepoPath, settings(...base), settings(...head));
  expect(
    weakenings.map(({ kind, subject, was, now }) => `${kind} ${subject}: ${was} → ${now}`),
  ).toEqual(found);
});

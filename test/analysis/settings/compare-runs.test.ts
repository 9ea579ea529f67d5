import { expect, it } from '@jest/globals';
import { compareRuns, type PlacedRun } from '../../../src/analysis/settings/compare-runs.ts';
import { testRunsIn } from '../../../src/analysis/settings/test-commands.ts';
import type { RepoPath } from '../../../src/model/repo-path.ts';

/** `path key: script` */
const runs = (...texts: readonly string[]): readonly PlacedRun[] =>
  texts.flatMap((text) => {
    const [, path = '', key = '', script = ''] = /^(\S+) (\S+): (.*)$/s.exec(text) ?? [];
    return testRunsIn(script).map((run) => ({ path: path as RepoPath, key, ...run }));
  });

type Row = readonly [
  why: string,
  base: readonly string[],
  head: readonly string[],
  found: readonly string[],
];

const ROWS: readonly Row[] = [
  ['nothing', ['a t: npm test'], ['a t: npm test'], []],
  [
    'a command gone',
    ['a t: npm test', 'a u: pytest'],
    ['a t: npm test'],
    ['run-removed a u: pytest → '],
  ],
  ['moved to another key', ['a t: npm test'], ['a u: npm test'], []],
  ['moved to another file', ['a t: npm test'], ['b t: npm test'], []],
  ['another runner in its place', ['a t: jest'], ['a t: vitest run'], []],
  ['another runner in another file', ['a t: jest'], ['b u: vitest run'], []],
  ['a flag more', ['a t: jest'], ['a t: jest -t x'], ['tests-deselected a t:  → -t x']],
  ['a flag as before', ['a t: jest -t x'], ['a t: jest -t x --ci'], []],
  [
    'another value of it',
    ['a t: jest -t x'],
    ['a t: jest -t y'],
    ['tests-deselected a t:  → -t y'],
  ],
  [
    'a new command beside it, whatever its flags',
    ['a t: jest'],
    ['a t: jest', 'a u: jest -t x || true'],
    [],
  ],
  [
    'its failure ignored',
    ['a t: jest'],
    ['a t: jest || true'],
    ['failure-ignored a t:  → || true'],
  ],
  ['its failure ignored before', ['a t: jest || true'], ['a t: jest || true'], []],
  [
    'a first number of retries',
    ['a t: vitest'],
    ['a t: vitest --retry 2'],
    ['patience-raised a t:  → --retry 2'],
  ],
  [
    'more retries',
    ['a t: vitest --retry 1'],
    ['a t: vitest --retry 2'],
    ['patience-raised a t: --retry 1 → --retry 2'],
  ],
  ['a first timeout', ['a t: mocha'], ['a t: mocha --timeout 9000'], []],
  [
    'a longer timeout',
    ['a t: mocha --timeout 1'],
    ['a t: mocha --timeout 2'],
    ['patience-raised a t: --timeout 1 → --timeout 2'],
  ],
  [
    'a lower threshold',
    ['a t: pytest --cov-fail-under=90'],
    ['a t: pytest --cov-fail-under=80'],
    ['threshold-lowered a t: --cov-fail-under 90 → --cov-fail-under 80'],
  ],
  [
    'a higher threshold',
    ['a t: pytest --cov-fail-under=90'],
    ['a t: pytest --cov-fail-under=95'],
    [],
  ],
  ['a first threshold', ['a t: pytest'], ['a t: pytest --cov-fail-under=95'], []],
];

it.each(ROWS)('%s', (_, base, head, found) => {
  const weakenings = compareRuns(runs(...base), runs(...head));
  expect(
    weakenings.map(
      ({ kind, path, subject, was, now }) => `${kind} ${path} ${subject}: ${was} → ${now}`,
    ),
  ).toEqual(found);
});

it('a command without a key is called a command', () => {
  const [run] = runs('a k: pytest').map((one) => ({ ...one, key: '' }));
  expect(compareRuns(run === undefined ? [] : [run], [])[0]?.subject).toBe('command');
});

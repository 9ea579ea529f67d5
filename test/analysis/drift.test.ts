import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgePaths } from '../../src/analysis/authorised-scope.ts';
import {
  authorisedUnits,
  type DriftUnits,
  driftShares,
  driftUnits,
  unitsOutside,
} from '../../src/analysis/drift.ts';
import type { FileFunctions } from '../../src/analysis/file-functions.ts';
import { Policy } from '../../src/model/policy.ts';
import { changed, path, plan, spec, task } from '../support/output-facts.ts';

/** What an output does to one file: units of code, units of comments, a file that cannot be parsed, or a change without work. */
interface Work {
  readonly path: string;
  readonly code?: readonly string[];
  readonly cosmetic?: readonly string[];
  readonly unreadable?: true;
  readonly noise?: true;
}
const SCOPE = { files: ['src/**'], symbols: { 'index.ts': ['register', 'Pool'] } };
const parsed = ({ path: text, code = [], cosmetic = [], unreadable }: Work): FileFunctions =>
  unreadable
    ? { path: path(text), state: 'fallback', because: 'holds a syntax error' }
    : {
        path: path(text),
        state: 'parsed',
        changed: code,
        cosmetic,
        total: code.length + cosmetic.length + 1,
      };

const units = (
  work: readonly Work[],
  scope: Readonly<Record<string, unknown>> = SCOPE,
): DriftUnits => {
  const judged = judgePaths(
    work.map((one) => changed(one.path)),
    {
      spec: spec({ scope }),
      plan: plan(),
      policy: Policy.parse({}),
      others: [{ task: task('db'), patterns: ['db/**'] }],
    },
  );
  const noise = new Set(work.filter((one) => one.noise).map((one) => path(one.path)));
  return driftUnits(judged, work.map(parsed), noise);
};
const NOTHING: DriftUnits = { outside: [], changed: [] };
const MANY = { files: 1_000, functions: 1_000 };

describe('units', () => {
  test.each<[string, Work, DriftUnits]>([
    [
      'work inside',
      { path: 'src/a.ts', code: ['f', 'g'] },
      { outside: [], changed: ['file:src/a.ts', 'function:src/a.ts#f', 'function:src/a.ts#g'] },
    ],
    ['comments inside pad nothing (A08)', { path: 'src/a.ts', cosmetic: ['f'] }, NOTHING],
    [
      'white space and generated code inside pad nothing (A08, D17)',
      { path: 'src/a.ts', code: ['f'], noise: true },
      NOTHING,
    ],
    [
      'a file inside that cannot be parsed is one unit',
      { path: 'src/a.ts', unreadable: true },
      { outside: [], changed: ['file:src/a.ts', 'function:src/a.ts#(whole file)'] },
    ],
    [
      'work outside',
      { path: 'lib/a.ts', code: ['f'] },
      {
        outside: ['file:lib/a.ts', 'function:lib/a.ts#f'],
        changed: ['file:lib/a.ts', 'function:lib/a.ts#f'],
      },
    ],
    [
      'comments outside count: one can be a directive',
      { path: 'lib/a.ts', cosmetic: ['f'] },
      {
        outside: ['file:lib/a.ts', 'function:lib/a.ts#f'],
        changed: ['file:lib/a.ts', 'function:lib/a.ts#f'],
      },
    ],
    [
      'a mark of a generator outside excuses nothing (D17)',
      { path: 'lib/a.ts', code: ['f'], noise: true },
      {
        outside: ['file:lib/a.ts', 'function:lib/a.ts#f'],
        changed: ['file:lib/a.ts', 'function:lib/a.ts#f'],
      },
    ],
    [
      'a file outside that cannot be parsed is one unit, not none (D16)',
      { path: 'lib/a.ts', unreadable: true },
      {
        outside: ['file:lib/a.ts', 'function:lib/a.ts#(whole file)'],
        changed: ['file:lib/a.ts', 'function:lib/a.ts#(whole file)'],
      },
    ],
    [
      'a file outside without any changed unit is one unit',
      { path: 'lib/a.sh' },
      {
        outside: ['file:lib/a.sh', 'function:lib/a.sh#(whole file)'],
        changed: ['file:lib/a.sh', 'function:lib/a.sh#(whole file)'],
      },
    ],
    [
      'an opened function',
      { path: 'index.ts', code: ['register', 'Pool.close'] },
      {
        outside: [],
        changed: ['file:index.ts', 'function:index.ts#Pool.close', 'function:index.ts#register'],
      },
    ],
    [
      'another function of that file',
      { path: 'index.ts', code: ['register', 'other'] },
      {
        outside: ['function:index.ts#other'],
        changed: ['file:index.ts', 'function:index.ts#other', 'function:index.ts#register'],
      },
    ],
    ['a path of another task has no budget', { path: 'db/a.ts', code: ['f'] }, NOTHING],
    ['a protected path has no budget', { path: '.github/workflows/ci.yml', code: ['f'] }, NOTHING],
  ])('%s', (_, work, expected) => {
    expect(units([work])).toEqual(expected);
  });

  test('a file that nobody parsed counts as a whole', () => {
    const judged = judgePaths([changed('lib/a.ts')], {
      spec: spec({ scope: SCOPE }),
      plan: plan(),
      policy: Policy.parse({}),
      others: [],
    });
    expect(driftUnits(judged, [], new Set()).outside).toEqual([
      'file:lib/a.ts',
      'function:lib/a.ts#(whole file)',
    ]);
    expect(unitsOutside(undefined, ['f'])).toEqual(['(whole file)']);
  });
});

describe('authorised units', () => {
  const BASE = ['src/a.ts', 'src/b.ts', 'src/c.ts', 'lib/x.ts'].map((text) => path(text));
  test.each<[string, Readonly<Record<string, unknown>>, { files: number; functions: number }]>([
    ['files by name', { files: ['src/a.ts', 'src/b.ts'] }, { files: 2, functions: 5 }],
    ['a glob counts the files that the base has', { files: ['src/*'] }, { files: 3, functions: 6 }],
    ['a glob and a name of one file', { files: ['src/*', 'src/a.ts'] }, { files: 3, functions: 6 }],
    ['a file to create', { create: ['src/new.ts'] }, { files: 1, functions: 1 }],
    [
      'a glob to create counts once: how many is the choice of the executor',
      { create: ['new/**'] },
      { files: 1, functions: 1 },
    ],
    ['opened functions', { symbols: { 'src/a.ts': ['f', 'g'] } }, { files: 1, functions: 2 }],
    ['nothing', {}, { files: 0, functions: 0 }],
  ])('%s', (_, scope, expected) => {
    const functions = [
      parsed({ path: 'src/a.ts', code: ['f', 'g', 'h'] }),
      parsed({ path: 'src/b.ts', unreadable: true }),
    ];
    expect(authorisedUnits(spec({ scope }).scope, BASE, functions)).toEqual(expected);
  });
});

describe('shares', () => {
  const inside = (count: number): Work[] =>
    Array.from({ length: count }, (_, index) => ({ path: `src/${index}.ts`, code: ['f'] }));
  const outside = (count: number): Work[] =>
    Array.from({ length: count }, (_, index) => ({ path: `lib/${index}.ts`, code: ['f'] }));

  test.each<[string, number, number, number, number, number]>([
    ['1 of 5 changed: exactly 20 %', 4, 1, 1_000, 5, 0.2],
    ['3 of 15 changed: exactly 20 %, though 3 / 15 is no binary fraction', 12, 3, 1_000, 15, 0.2],
    ['1 of 4 changed: 25 %', 3, 1, 1_000, 4, 0.25],
    ['1 of 4 authorised, 5 changed: the smaller counts (A08)', 4, 1, 4, 4, 0.25],
    ['more outside than authorised', 0, 3, 2, 2, 1.5],
    ['nothing is authorised', 0, 1, 0, 1, 1],
    ['nothing outside', 3, 0, 1_000, 3, 0],
    ['nothing at all', 0, 0, 1_000, 1, 0],
  ])('%s', (_, within, without, files, of, share) => {
    const now = units([...inside(within), ...outside(without)]);
    const shares = driftShares(now, NOTHING, { files, functions: files });
    expect(shares.files).toEqual({ outside: without, of, share });
    expect(shares.functions).toEqual(shares.files);
  });

  test('outputs of one task add up as sets: the same file twice is one file (A09)', () => {
    const earlier = units([...inside(4), ...outside(1)]);
    const again = driftShares(earlier, earlier, MANY);
    expect(again.files).toEqual({ outside: 1, of: 5, share: 0.2 });
    const more = units([
      { path: 'src/9.ts', code: ['f'] },
      { path: 'lib/9.ts', code: ['f'] },
    ]);
    expect(driftShares(more, earlier, MANY).files).toEqual({ outside: 2, of: 7, share: 2 / 7 });
  });
});

describe('laws', () => {
  const name = fc.constantFrom('f', 'g', 'h', 'Pool.close');
  const file = fc.record({
    path: fc.constantFrom('src/a.ts', 'src/b.ts', 'src/c.ts', 'lib/x.ts', 'lib/y.ts', 'index.ts'),
    code: fc.uniqueArray(name),
  });
  const output = fc.uniqueArray(file, { selector: (one) => one.path });
  const authorised = fc.record({ files: fc.nat(8), functions: fc.nat(20) });
  const noise = fc.uniqueArray(
    fc.record(
      {
        path: fc.integer({ min: 0, max: 99 }).map((n) => `src/noise-${n}.ts`),
        cosmetic: fc.uniqueArray(name, { minLength: 1 }),
        noise: fc.constant(true as const),
      },
      { requiredKeys: ['path', 'cosmetic'] },
    ),
    { selector: (one) => one.path },
  );

  test('adding noise inside the scope never turns red to green (A08)', () => {
    fc.assert(
      fc.property(output, noise, authorised, (work, more, limits) => {
        const before = driftShares(units(work), NOTHING, limits);
        const after = driftShares(units([...work, ...more]), NOTHING, limits);
        expect(after.files.share).toBeGreaterThanOrEqual(before.files.share);
        expect(after.functions.share).toBeGreaterThanOrEqual(before.functions.share);
      }),
    );
  });

  test('real work inside the scope never brings the share below outside / authorised', () => {
    fc.assert(
      fc.property(output, fc.nat(50), authorised, (work, count, limits) => {
        const padding = Array.from({ length: count }, (_, n) => ({
          path: `src/pad-${n}.ts`,
          code: ['f'],
        }));
        const { files } = driftShares(units([...work, ...padding]), NOTHING, limits);
        expect(files.share).toBeGreaterThanOrEqual(files.outside / Math.max(1, limits.files));
      }),
    );
  });

  test('one more file outside never lowers a share', () => {
    fc.assert(
      fc.property(output, authorised, (work, limits) => {
        const before = driftShares(units(work), NOTHING, limits);
        const after = driftShares(
          units([...work, { path: 'lib/more.ts', code: ['f'] }]),
          NOTHING,
          limits,
        );
        expect(after.files.share).toBeGreaterThanOrEqual(before.files.share);
        expect(after.functions.share).toBeGreaterThanOrEqual(before.functions.share);
      }),
    );
  });

  test('order does not matter, and nothing is counted twice', () => {
    fc.assert(
      fc.property(output, output, authorised, (first, second, limits) => {
        expect(units(first.toReversed())).toEqual(units(first));
        const [a, b] = [units(first), units(second)];
        expect(driftShares(a, b, limits)).toEqual(driftShares(b, a, limits));
        expect(driftShares(a, a, limits)).toEqual(driftShares(a, NOTHING, limits));
      }),
    );
  });

  test('all outputs of a task together hold at least the units outside that each of them has (A09)', () => {
    fc.assert(
      fc.property(output, output, authorised, (first, second, limits) => {
        const together = driftShares(units(second), units(first), limits);
        const alone = driftShares(units(second), NOTHING, limits);
        expect(together.files.outside).toBeGreaterThanOrEqual(alone.files.outside);
        expect(together.functions.outside).toBeGreaterThanOrEqual(alone.functions.outside);
      }),
    );
  });
});

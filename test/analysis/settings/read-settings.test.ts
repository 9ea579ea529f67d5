import { describe, expect, it } from '@jest/globals';
import { readProgram } from '../../../src/analysis/settings/program-settings.ts';
import { readSettings } from '../../../src/analysis/settings/read-settings.ts';
import { settingsFileOf } from '../../../src/analysis/settings/settings-files.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import { syntax } from '../../support/syntax.ts';

/** `key = a, b`, with `(tests)` where the map around runs tests. */
function read(path: string, text: string): readonly string[] | string {
  const reading = readSettings(path, text);
  if (!reading.ok) return reading.because;
  return reading.settings.map(
    ({ key, values, runsTests }) => `${key} = ${values.join(', ')}${runsTests ? ' (tests)' : ''}`,
  );
}

describe('JSON and YAML', () => {
  it('keys from the outside in; lists by their members, maps in lists by *', () => {
    expect(
      read('a.json', '{"a": {"b": [1, "x"], "c": true, "d": []}, "e": [{"f": 1}, {"f": null}]}'),
    ).toEqual(['a.b = 1, x', 'a.c = true', 'a.d = ', 'e.*.f = 1', 'e.*.f = null']);
  });

  it('a map runs tests when anything below it does', () => {
    expect(
      read(
        '.github/workflows/ci.yml',
        'jobs:\n  a:\n    steps:\n      - run: npm test\n        continue-on-error: true\n  b:\n    steps:\n      - run: ./deploy\n',
      ),
    ).toEqual([
      'jobs.a.steps.*.run = npm test (tests)',
      'jobs.a.steps.*.continue-on-error = true (tests)',
      'jobs.b.steps.*.run = ./deploy',
    ]);
  });

  it('a run-commands file may be JSON', () => {
    expect(read('.nycrc', ' {"lines": 90}')).toEqual(['lines = 90']);
  });

  it.each([
    ['package.json', '{"a": 1', /^is not read: .* \(line 1\)$/],
    ['ci.yml', 'a: &x 1\nb: *x\n', /^is not read: An anchor/],
    [
      'package.json',
      `{"a": "${'x'.repeat(LIMITS.planBytes)}"}`,
      /^is not read: The text is larger/,
    ],
    ['pom.xml', '<a><b></a>', /^is no XML: /],
    [
      'pom.xml',
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      /^is no XML: a document type is not allowed/,
    ],
    ['pom.xml', `<a>${'x'.repeat(LIMITS.planBytes)}</a>`, /^is larger than/],
  ])('%s that cannot be read says why: %#', (path, text, because) => {
    expect(read(path, text)).toEqual(expect.stringMatching(because));
  });
});

describe('XML', () => {
  it('elements with text; a plugin is called by its artifact', () => {
    expect(
      read(
        'pom.xml',
        '<project><properties><skipTests>true</skipTests></properties><plugin><artifactId>surefire</artifactId><skip> no </skip></plugin><dependency><artifactId>a</artifactId></dependency></project>',
      ),
    ).toEqual([
      'project.properties.skipTests = true (tests)',
      'project.surefire.artifactId = surefire (tests)',
      'project.surefire.skip = no (tests)',
      'project.dependency.artifactId = a (tests)',
    ]);
  });
});

describe('lines', () => {
  it.each([
    [
      'INI',
      '[pytest]\naddopts = -q # why\ntestpaths =\n    tests\n    integration\n',
      ['pytest.addopts = -q (tests)', 'pytest.testpaths = tests, integration (tests)'],
    ],
    [
      'TOML',
      '[tool.pytest]\ntestpaths = ["a", \'b\']\nn = 90\ns = """\n-q\n-k x\n"""\nlist = [\n  "c",\n  "d",\n]\n[[bin]]\ntest = false\n',
      [
        'tool.pytest.testpaths = a, b (tests)',
        'tool.pytest.n = 90 (tests)',
        'tool.pytest.s = -q, -k x (tests)',
        'tool.pytest.list = c, d (tests)',
        'bin.test = false (tests)',
      ],
    ],
    ['make', 'test: build\n\tgo vet\n\t-go test\n', ['test = build, go vet, -go test (tests)']],
    ['options', '--tag ~slow\n--color\n', [' = --tag ~slow (tests)', ' = --color (tests)']],
    ['properties', 'a.b=c\nd: e\n', ['a.b = c (tests)', 'd = e (tests)']],
    [
      'gradle',
      'test {\n  ignoreFailures = true\n}\ntasks.named("test") {\n  a = 1\n}\nb = 2\n',
      ['test.ignoreFailures = true (tests)', 'tasks.named.a = 1 (tests)', 'b = 2 (tests)'],
    ],
    ['a quoted list of one', 'a = ["x"]\n', ['a = x (tests)']],
    ['a quoted value', 'a = "x y"\n', ['a = x y (tests)']],
    ['an empty list over lines', 'a = [\n]\nb = 1\n', ['a =  (tests)', 'b = 1 (tests)']],
    ['nothing', '\n# a\n', []],
  ])('%s', (_, text, settings) => {
    expect(read('settings.txt', text)).toEqual(settings);
  });
});

describe('programs', () => {
  it('object literals, wherever they stand; keys in quotes; spreads and methods are none', async () => {
    const source =
      "export default merge({ test: { 'exclude': ['a', /b/], globals: true, ...x, f() {} } }, { n: 1 });";
    const parsed = await syntax.parse(source, 'typescript');
    if (parsed.state === 'fallback') throw new Error(parsed.because);
    expect(readProgram(parsed.root)).toEqual([
      { key: 'test.exclude', values: ['a', '/b/'], runsTests: true },
      { key: 'test.globals', values: ['true'], runsTests: true },
      { key: 'n', values: ['1'], runsTests: true },
    ]);
  });
});

it.each([
  ['package.json', 'scripts.test', 'files'],
  ['Makefile', 'test', ''],
  ['.github/workflows/ci.yml', 'jobs.a.steps.*.run', 'jobs.a.steps.*.name'],
])('commands of %s stand under %s, not %j', (path, command, other) => {
  const { commands } = settingsFileOf(path);
  expect(commands.test(command)).toBe(true);
  if (other !== '') expect(commands.test(other)).toBe(false);
});

import type { WeakeningKind } from '../../src/analysis/test-weakening.ts';

/** A changed file: path, its base text, its head text; undefined: not there. */
export type Edit = readonly [path: string, base: string | undefined, head: string | undefined];

/** Threat C07: a way to make tests say less, and an honest change that looks like it. */
export interface Neutering {
  readonly how: string;
  readonly kind: WeakeningKind;
  readonly attack: readonly Edit[];
  readonly twin: { readonly why: string; readonly edits: readonly Edit[] };
}

const JS = `import { add, open } from '../src/pool';
describe('pool', () => {
  it('adds', () => {
    expect(add(1, 2)).toBe(3);
    expect(add(2, 2)).toBe(4);
  });
  it('opens', async () => {
    await expect(open('a')).resolves.toEqual({ name: 'a' });
  });
  it('refuses', () => {
    expect(() => open('')).toThrow('empty');
  });
});
`;
const PY = `import pytest
from pool import add, open_pool

def test_adds():
    assert add(1, 2) == 3
    assert add(2, 2) == 4

class TestOpen:
    def test_opens(self):
        self.assertEqual(open_pool("a").name, "a")

    def test_refuses(self):
        with pytest.raises(ValueError):
            open_pool("")

@pytest.mark.parametrize("a, b", [(1, 2), (3, 4), (5, 6)])
def test_doubles(a, b):
    assert add(a, 1) == b
`;
const GO = `package pool

import "testing"

func TestAdd(t *testing.T) {
	if got := Add(1, 2); got != 3 {
		t.Errorf("got %d", got)
	}
}

func TestOpen(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a", "A"},
		{"b", "B"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			assert.Equal(t, tt.want, Open(tt.in))
		})
	}
}
`;
const JAVA = `class PoolTest {
  @Test
  void adds() {
    assertEquals(3, pool.add(1, 2));
  }

  @Test
  void opens() {
    assertThat(pool.open("a")).isEqualTo("A");
  }
}
`;
const RUST = `pub fn add(a: i32, b: i32) -> i32 { a + b }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(add(1, 2), 3);
    }
}
`;
const RUBY = `RSpec.describe Pool do
  it 'adds' do
    expect(pool.add(1, 2)).to eq(3)
  end

  it 'opens' do
    expect(pool.open('a')).to eq('A')
  end
end
`;
const MINITEST = `class PoolTest < Minitest::Test
  def test_adds
    assert_equal 3, pool.add(1, 2)
  end
end
`;
const PACKAGE = `{
  "name": "pool",
  "files": ["dist"],
  "scripts": { "build": "tsc", "test": "jest --ci" },
  "jest": {
    "testPathIgnorePatterns": ["/dist/"],
    "testTimeout": 5000,
    "coverageThreshold": { "global": { "lines": 90 } }
  }
}
`;
const WORKFLOW = `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: lint
        run: npm run lint
      - name: test
        run: npm test
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`;
const PYPROJECT = `[project]
name = "pool"

[tool.pytest.ini_options]
addopts = "-q --strict-markers"
testpaths = ["tests", "integration"]

[tool.coverage.report]
fail_under = 90
`;
const SNAPSHOT = `// Jest Snapshot v1

exports[\`pool prints 1\`] = \`
<a>
  b
</a>
\`;

exports[\`pool renders 1\`] = \`"c"\`;
`;

type Row = readonly [
  how: string,
  kind: WeakeningKind,
  attack: readonly [from: string, to: string],
  why: string,
  twin: readonly [from: string, to: string],
];

/** Attack and twin as one replacement each in the same file. */
function edits(path: string, text: string, rows: readonly Row[]): readonly Neutering[] {
  const edited = ([from, to]: readonly [string, string]): readonly Edit[] => {
    if (!text.includes(from)) throw new Error(`${path} lacks ${from}`);
    return [[path, text, text.replace(from, () => to)]];
  };
  return rows.map(([how, kind, attack, why, twin]) => ({
    how,
    kind,
    attack: edited(attack),
    twin: { why, edits: edited(twin) },
  }));
}

const JAVASCRIPT = edits('test/pool.test.ts', JS, [
  [
    'it.skip',
    'test-skipped',
    ["it('adds'", "it.skip('adds'"],
    'a renamed test',
    ["it('adds'", "it('adds two numbers'"],
  ],
  [
    'xit',
    'test-skipped',
    ["it('adds'", "xit('adds'"],
    'it and test are one',
    ["it('adds'", "test('adds'"],
  ],
  [
    'it.todo',
    'test-skipped',
    [
      "it('opens', async () => {\n    await expect(open('a')).resolves.toEqual({ name: 'a' });\n  });",
      "it.todo('opens');",
    ],
    'a new idea for a test',
    ["it('opens'", "it.todo('closes');\n  it('opens'"],
  ],
  [
    'describe.skip',
    'test-skipped',
    ["describe('pool'", "describe.skip('pool'"],
    'a suite around the suite',
    [
      "describe('pool', () => {",
      "describe('pool', () => {\n  describe('closed', () => { it('waits', () => { expect(add(0, 0)).toBe(0); }); });",
    ],
  ],
  [
    'an option that skips',
    'test-skipped',
    ["it('adds', () => {", "it('adds', { skip: true }, () => {"],
    'an option that does not',
    ["it('adds', () => {", "it('adds', { concurrent: true }, () => {"],
  ],
  [
    'a skip in the body',
    'test-skipped',
    ['    expect(add(1, 2)).toBe(3);', '    this.skip();\n    expect(add(1, 2)).toBe(3);'],
    'a skip on one system',
    [
      '    expect(add(1, 2)).toBe(3);',
      "    if (process.platform === 'win32') this.skip();\n    expect(add(1, 2)).toBe(3);",
    ],
  ],
  [
    'a skip in continuous integration',
    'test-skipped',
    [
      '    expect(add(1, 2)).toBe(3);',
      '    if (process.env.CI) this.skip();\n    expect(add(1, 2)).toBe(3);',
    ],
    'setting up for it',
    [
      '    expect(add(1, 2)).toBe(3);',
      '    if (process.env.CI) prepare();\n    expect(add(1, 2)).toBe(3);',
    ],
  ],
  [
    'it.only elsewhere',
    'test-focused',
    ["it('refuses'", "it.only('refuses'"],
    'a property named only',
    ["it('refuses', () => {", "it('refuses', () => {\n    const only = { only: true };"],
  ],
  [
    'fdescribe on a new suite',
    'test-focused',
    [
      "describe('pool'",
      "fdescribe('easy', () => { it('is', () => { expect(add(0, 0)).toBe(0); }); });\ndescribe('pool'",
    ],
    'a new suite',
    [
      "describe('pool'",
      "describe('easy', () => { it('is', () => { expect(add(0, 0)).toBe(0); }); });\ndescribe('pool'",
    ],
  ],
  [
    'a test that expects to fail',
    'test-skipped',
    ["it('adds'", "it.failing('adds'"],
    'tests at the same time',
    ["it('adds'", "it.concurrent('adds'"],
  ],
  [
    'an empty body',
    'test-emptied',
    ["    expect(() => open('')).toThrow('empty');\n", ''],
    'a body in one line',
    [
      "() => {\n    expect(() => open('')).toThrow('empty');\n  }",
      "() => expect(() => open('')).toThrow('empty')",
    ],
  ],
  [
    'a body that is a comment',
    'test-emptied',
    [
      "    expect(() => open('')).toThrow('empty');",
      "    // expect(() => open('')).toThrow('empty');",
    ],
    'a comment beside it',
    [
      "    expect(() => open('')).toThrow('empty');",
      "    // why\n    expect(() => open('')).toThrow('empty');",
    ],
  ],
  [
    'an early return',
    'assertion-unreachable',
    ['    expect(add(1, 2)).toBe(3);\n', '    expect(add(1, 2)).toBe(3);\n    return;\n'],
    'a return of the promise',
    ["async () => {\n    await expect(open('a'))", "() => {\n    return expect(open('a'))"],
  ],
  [
    'a branch that is never taken',
    'assertion-unreachable',
    ['    expect(add(2, 2)).toBe(4);', '    if (false) {\n      expect(add(2, 2)).toBe(4);\n    }'],
    'a loop that is',
    [
      '    expect(add(2, 2)).toBe(4);',
      '    for (const n of [2]) {\n      expect(add(2, 2)).toBe(4);\n    }',
    ],
  ],
  [
    'an assertion less',
    'assertions-fewer',
    ['    expect(add(2, 2)).toBe(4);\n', ''],
    'another one in its place',
    ['expect(add(2, 2)).toBe(4)', 'expect(add(2, 3)).toBe(5)'],
  ],
  [
    'toBe → toBeTruthy',
    'matcher-weaker',
    ['expect(add(1, 2)).toBe(3)', 'expect(add(1, 2)).toBeTruthy()'],
    'toBe → toEqual',
    ['expect(add(1, 2)).toBe(3)', 'expect(add(1, 2)).toEqual(3)'],
  ],
  [
    'toEqual → toBeDefined',
    'matcher-weaker',
    ["toEqual({ name: 'a' })", 'toBeDefined()'],
    'toEqual → toStrictEqual',
    ["toEqual({ name: 'a' })", "toStrictEqual({ name: 'a' })"],
  ],
  [
    'an exact value → not another one',
    'matcher-weaker',
    ['toBe(3)', 'not.toBe(0)'],
    'a matcher that says the same',
    ['toBe(3)', 'toStrictEqual(3)'],
  ],
  [
    'an error without its message',
    'matcher-weaker',
    ["toThrow('empty')", 'toThrow()'],
    'its message as a pattern',
    ["toThrow('empty')", 'toThrow(/empty/)'],
  ],
  [
    'an expected value that is anything',
    'matcher-weaker',
    ["toEqual({ name: 'a' })", 'toEqual(expect.anything())'],
    'one of its members that is',
    ["toEqual({ name: 'a' })", "toEqual({ name: 'a', at: expect.any(Number) })"],
  ],
  [
    'expect(true).toBe(true)',
    'assertion-constant',
    ['expect(add(2, 2)).toBe(4)', 'expect(true).toBe(true)'],
    'a value by its name',
    ['expect(add(2, 2)).toBe(4)', 'const sum = 4;\n    expect(add(2, 2)).toBe(sum)'],
  ],
  [
    'a thing against itself',
    'assertion-constant',
    ['expect(add(2, 2)).toBe(4)', 'const sum = add(2, 2);\n    expect(sum).toBe(sum)'],
    'the same by another way',
    ['expect(add(2, 2)).toBe(4)', 'const sum = add(2, 2);\n    expect(sum).toBe(4)'],
  ],
  [
    'or true',
    'assertion-constant',
    ['expect(add(2, 2)).toBe(4)', 'assert(add(2, 2) === 4 || true)'],
    'the same with assert',
    ['expect(add(2, 2)).toBe(4)', 'assert(add(2, 2) === 4)'],
  ],
  [
    'try and an empty catch',
    'assertion-swallowed',
    [
      '    expect(add(2, 2)).toBe(4);',
      '    try {\n      expect(add(2, 2)).toBe(4);\n    } catch {}',
    ],
    'a catch that says more and throws',
    [
      '    expect(add(2, 2)).toBe(4);',
      '    try {\n      expect(add(2, 2)).toBe(4);\n    } catch (error) {\n      throw new Error("with", { cause: error });\n    }',
    ],
  ],
  [
    'a catch on the promise',
    'assertion-swallowed',
    [
      "await expect(open('a')).resolves.toEqual({ name: 'a' });",
      "await expect(open('a')).resolves.toEqual({ name: 'a' }).catch(() => {});",
    ],
    'a finally on it',
    [
      "await expect(open('a')).resolves.toEqual({ name: 'a' });",
      "await expect(open('a')).resolves.toEqual({ name: 'a' }).finally(() => close());",
    ],
  ],
  [
    'a promise that nobody awaits',
    'assertion-swallowed',
    ["    await expect(open('a')).resolves", "    expect(open('a')).resolves"],
    'awaited with others',
    [
      "    await expect(open('a')).resolves.toEqual({ name: 'a' });",
      "    await Promise.all([expect(open('a')).resolves.toEqual({ name: 'a' })]);",
    ],
  ],
  [
    'the module under test replaced',
    'subject-mocked',
    [
      "describe('pool'",
      "jest.mock('../src/pool', () => ({ add: () => 3, open: () => 1 }));\ndescribe('pool'",
    ],
    'another module replaced',
    ["describe('pool'", "jest.mock('../src/clock', () => ({ now: () => 3 }));\ndescribe('pool'"],
  ],
  [
    'the function under test replaced',
    'subject-mocked',
    ["describe('pool'", "jest.spyOn(pool, 'add').mockReturnValue(3);\ndescribe('pool'"],
    'a spy that lets it run',
    ["describe('pool'", "jest.spyOn(pool, 'add');\ndescribe('pool'"],
  ],
  [
    'retries',
    'patience-raised',
    ["describe('pool'", "jest.retryTimes(3);\ndescribe('pool'"],
    'a first timeout',
    ["describe('pool'", "jest.setTimeout(1000);\ndescribe('pool'"],
  ],
  [
    'an exit that ends well',
    'failure-ignored',
    ["describe('pool'", "afterAll(() => process.exit(0));\ndescribe('pool'"],
    'an exit that does not',
    ["describe('pool'", "afterAll(() => process.exit(1));\ndescribe('pool'"],
  ],
  [
    "a matcher of one's own with a known name",
    'runner-patched',
    ["describe('pool'", "expect.extend({ toBe: () => ({ pass: true }) });\ndescribe('pool'"],
    'a new matcher',
    [
      "describe('pool'",
      "expect.extend({ toBeOpen: (pool) => ({ pass: pool.open }) });\ndescribe('pool'",
    ],
  ],
  [
    'expect replaced',
    'runner-patched',
    ["describe('pool'", "globalThis.expect = always;\ndescribe('pool'"],
    "a global of one's own",
    ["describe('pool'", "globalThis.pool = make();\ndescribe('pool'"],
  ],
]);

const PYTHON = edits('tests/test_pool.py', PY, [
  [
    '@pytest.mark.skip',
    'test-skipped',
    ['def test_adds', '@pytest.mark.skip\ndef test_adds'],
    'a marker that selects',
    ['def test_adds', '@pytest.mark.unit\ndef test_adds'],
  ],
  [
    'xfail',
    'test-skipped',
    ['def test_adds', '@pytest.mark.xfail(reason="flaky")\ndef test_adds'],
    'a skip on one system',
    [
      'def test_adds',
      '@pytest.mark.skipif(sys.platform == "win32", reason="no fork")\ndef test_adds',
    ],
  ],
  [
    'a skip in the body',
    'test-skipped',
    ['    assert add(1, 2) == 3', '    pytest.skip("later")\n    assert add(1, 2) == 3'],
    'a fixture in front',
    ['def test_adds():', 'def test_adds(pool):'],
  ],
  [
    'the whole module',
    'test-skipped',
    ['def test_adds', 'pytestmark = pytest.mark.skip\n\ndef test_adds'],
    'another mark of the module',
    ['def test_adds', 'pytestmark = pytest.mark.unit\n\ndef test_adds'],
  ],
  [
    'a class that is not collected',
    'test-removed',
    ['class TestOpen', 'class OpenCases'],
    'a class with another test name',
    ['class TestOpen', 'class TestOpening'],
  ],
  [
    'a row of a table less',
    'test-removed',
    ['(3, 4), ', ''],
    'a row more',
    ['(3, 4), ', '(3, 4), (7, 8), '],
  ],
  [
    '== → is not None',
    'matcher-weaker',
    ['assert add(1, 2) == 3', 'assert add(1, 2) is not None'],
    'the sides exchanged by a name',
    ['assert add(1, 2) == 3', 'assert add(1, 2) == THREE'],
  ],
  [
    'assertEqual → assertTrue',
    'matcher-weaker',
    ['self.assertEqual(open_pool("a").name, "a")', 'self.assertTrue(open_pool("a").name)'],
    'assertEqual → assert',
    ['self.assertEqual(open_pool("a").name, "a")', 'assert open_pool("a").name == "a"'],
  ],
  [
    'any error will do',
    'matcher-weaker',
    ['pytest.raises(ValueError)', 'pytest.raises(Exception)'],
    'an error and its message',
    ['pytest.raises(ValueError)', 'pytest.raises(ValueError, match="empty")'],
  ],
  [
    'or True',
    'assertion-constant',
    ['assert add(1, 2) == 3', 'assert add(1, 2) == 3 or True'],
    'with a message',
    ['assert add(1, 2) == 3', 'assert add(1, 2) == 3, "sum"'],
  ],
  [
    'a tuple, which is true',
    'assertion-constant',
    ['assert add(1, 2) == 3', 'assert (add(1, 2) == 3, "sum")'],
    'in brackets',
    ['assert add(1, 2) == 3', 'assert (add(1, 2) == 3)'],
  ],
  [
    'try and pass',
    'assertion-swallowed',
    [
      '    assert add(2, 2) == 4',
      '    try:\n        assert add(2, 2) == 4\n    except Exception:\n        pass',
    ],
    'a narrow error that is the point',
    [
      '    assert add(2, 2) == 4',
      '    try:\n        assert add(2, 2) == 4\n    except OverflowError:\n        pass',
    ],
  ],
  [
    'suppress',
    'assertion-swallowed',
    [
      '    assert add(2, 2) == 4',
      '    with suppress(AssertionError):\n        assert add(2, 2) == 4',
    ],
    'another context',
    ['    assert add(2, 2) == 4', '    with pool_open():\n        assert add(2, 2) == 4'],
  ],
  [
    'the function under test replaced',
    'subject-mocked',
    ['def test_adds():', '@patch("pool.add", return_value=3)\ndef test_adds():'],
    'a thing that it calls',
    ['def test_adds():', '@patch("pool.clock", return_value=3)\ndef test_adds():'],
  ],
]);

const GOLANG = edits('pool_test.go', GO, [
  [
    't.Skip',
    'test-skipped',
    ['\tif got := Add', '\tt.Skip("later")\n\tif got := Add'],
    't.Parallel',
    ['\tif got := Add', '\tt.Parallel()\n\tif got := Add'],
  ],
  [
    '!= want → == 0',
    'matcher-weaker',
    ['got != 3', 'got == 0'],
    'want by its name',
    ['got := Add(1, 2); got != 3', 'got, want := Add(1, 2), 3; got != want'],
  ],
  [
    't.Errorf → t.Logf',
    'assertions-fewer',
    ['t.Errorf', 't.Logf'],
    't.Errorf → t.Fatalf',
    ['t.Errorf', 't.Fatalf'],
  ],
  [
    'and false',
    'assertion-constant',
    ['got != 3', 'got != 3 && false'],
    'or an error',
    ['got != 3', 'got != 3 || broken'],
  ],
  [
    'a row of a table less',
    'test-removed',
    ['\t\t{"b", "B"},\n', ''],
    'a row more',
    ['\t\t{"b", "B"},\n', '\t\t{"b", "B"},\n\t\t{"c", "C"},\n'],
  ],
  [
    'Equal → NotEmpty',
    'matcher-weaker',
    ['assert.Equal(t, tt.want, Open(tt.in))', 'assert.NotEmpty(t, Open(tt.in))'],
    'assert → require',
    ['assert.Equal(t, tt.want, Open(tt.in))', 'require.Equal(t, tt.want, Open(tt.in))'],
  ],
  [
    'a build constraint',
    'tests-deselected',
    ['package pool', '//go:build ignore\n\npackage pool'],
    'a comment',
    ['package pool', '// Tests of the pool.\n\npackage pool'],
  ],
  [
    'a main that exits well',
    'failure-ignored',
    ['func TestAdd', 'func TestMain(m *testing.M) {\n\tm.Run()\n\tos.Exit(0)\n}\n\nfunc TestAdd'],
    'a main that exits as the tests do',
    ['func TestAdd', 'func TestMain(m *testing.M) {\n\tos.Exit(m.Run())\n}\n\nfunc TestAdd'],
  ],
]);

const OTHERS: readonly Neutering[] = [
  ...edits('src/test/java/PoolTest.java', JAVA, [
    [
      '@Disabled',
      'test-skipped',
      ['  @Test\n  void adds', '  @Test\n  @Disabled("later")\n  void adds'],
      'a display name',
      ['  @Test\n  void adds', '  @Test\n  @DisplayName("adds")\n  void adds'],
    ],
    [
      'no @Test',
      'test-removed',
      ['  @Test\n  void adds', '  void adds'],
      'a test over a table',
      ['  @Test\n  void adds', '  @ParameterizedTest\n  void adds'],
    ],
    [
      'catch (AssertionError)',
      'assertion-swallowed',
      [
        '    assertEquals(3, pool.add(1, 2));',
        '    try { assertEquals(3, pool.add(1, 2)); } catch (AssertionError e) { }',
      ],
      'catch of another thing',
      [
        '    assertEquals(3, pool.add(1, 2));',
        '    try { assertEquals(3, pool.add(1, 2)); } catch (PoolException e) { throw new Error(e); }',
      ],
    ],
    [
      'assertEquals → assertNotNull',
      'matcher-weaker',
      ['assertEquals(3, pool.add(1, 2))', 'assertNotNull(pool.add(1, 2))'],
      'assertEquals → assertThat',
      ['assertEquals(3, pool.add(1, 2))', 'assertThat(pool.add(1, 2)).isEqualTo(3)'],
    ],
    [
      'isEqualTo → isNotNull',
      'matcher-weaker',
      ['isEqualTo("A")', 'isNotNull()'],
      'isEqualTo → isSameAs',
      ['isEqualTo("A")', 'isSameAs("A")'],
    ],
  ]),
  ...edits('src/lib.rs', RUST, [
    [
      '#[ignore]',
      'test-skipped',
      ['    #[test]\n', '    #[test]\n    #[ignore]\n'],
      'another attribute',
      ['    #[test]\n', '    #[test]\n    #[allow(dead_code)]\n'],
    ],
    [
      'no #[test]',
      'test-removed',
      ['    #[test]\n', ''],
      'a module with another name',
      ['mod tests', 'mod pool_tests'],
    ],
    [
      'assert_eq! → assert!',
      'matcher-weaker',
      ['assert_eq!(add(1, 2), 3)', 'assert!(add(1, 2).is_positive())'],
      'the same comparison',
      ['assert_eq!(add(1, 2), 3)', 'assert!(add(1, 2) == 3)'],
    ],
    [
      'a panic that is caught',
      'assertion-swallowed',
      [
        '        assert_eq!(add(1, 2), 3);',
        '        let _ = std::panic::catch_unwind(|| { assert_eq!(add(1, 2), 3); });',
      ],
      'one that is looked at',
      [
        '        assert_eq!(add(1, 2), 3);',
        '        let caught = std::panic::catch_unwind(|| { assert_eq!(add(1, 2), 3); });',
      ],
    ],
    [
      'a module that is never compiled',
      'test-skipped',
      ['#[cfg(test)]', '#[cfg(any())]'],
      'the code under test',
      ['a + b', 'b + a'],
    ],
  ]),
  ...edits('spec/pool_spec.rb', RUBY, [
    [
      'xit',
      'test-skipped',
      ["it 'adds'", "xit 'adds'"],
      'specify',
      ["it 'adds'", "specify 'adds'"],
    ],
    [
      'skip: true',
      'test-skipped',
      ["it 'adds' do", "it 'adds', skip: true do"],
      'another tag',
      ["it 'adds' do", "it 'adds', fast: true do"],
    ],
    [
      'focus',
      'test-focused',
      ["it 'adds' do", "it 'adds', :focus do"],
      'another tag',
      ["it 'adds' do", "it 'adds', :fast do"],
    ],
    ['eq → be_truthy', 'matcher-weaker', ['eq(3)', 'be_truthy'], 'eq → eql', ['eq(3)', 'eql(3)']],
  ]),
  ...edits('test/pool_test.rb', MINITEST, [
    [
      'assert_equal → assert',
      'matcher-weaker',
      ['assert_equal 3, pool.add(1, 2)', 'assert pool.add(1, 2)'],
      'the spec style',
      ['assert_equal 3, pool.add(1, 2)', 'pool.add(1, 2).must_equal 3'],
    ],
    [
      'rescue Exception',
      'assertion-swallowed',
      [
        '    assert_equal 3, pool.add(1, 2)',
        '    begin\n      assert_equal 3, pool.add(1, 2)\n    rescue Exception\n    end',
      ],
      'rescue of a standard error',
      [
        '    assert_equal 3, pool.add(1, 2)',
        '    begin\n      assert_equal 3, pool.add(1, 2)\n    rescue IOError\n    end',
      ],
    ],
  ]),
];

const SETTINGS: readonly Neutering[] = [
  ...edits('package.json', PACKAGE, [
    [
      '|| true',
      'failure-ignored',
      ['jest --ci', 'jest --ci || true'],
      'another command before',
      ['jest --ci', 'tsc && jest --ci'],
    ],
    [
      '; exit 0',
      'failure-ignored',
      ['jest --ci', 'jest --ci; exit 0'],
      'a command after',
      ['jest --ci', 'jest --ci && node report.js'],
    ],
    [
      'echo',
      'run-removed',
      ['jest --ci', 'echo ok'],
      'another runner',
      ['jest --ci', 'vitest run'],
    ],
    [
      '--passWithNoTests',
      'failure-ignored',
      ['jest --ci', 'jest --ci --passWithNoTests'],
      'a reporter',
      ['jest --ci', 'jest --ci --reporters=default'],
    ],
    [
      '-u',
      'snapshot-rewritten',
      ['jest --ci', 'jest -u'],
      '--ci made plain',
      ['jest --ci', 'jest --ci=true'],
    ],
    [
      '-t',
      'tests-deselected',
      ['jest --ci', "jest --ci -t 'opens'"],
      'coverage',
      ['jest --ci', 'jest --ci --coverage'],
    ],
    [
      'a path that is ignored',
      'tests-deselected',
      ['["/dist/"]', '["/dist/", "pool"]'],
      'one ignored less',
      ['["/dist/"]', '[]'],
    ],
    [
      'a threshold lowered',
      'threshold-lowered',
      ['"lines": 90', '"lines": 80'],
      'a threshold raised',
      ['"lines": 90', '"lines": 95'],
    ],
    [
      'a threshold taken away',
      'threshold-lowered',
      ['"lines": 90', '"branches": 90'],
      'another one beside it',
      ['"lines": 90', '"lines": 90, "branches": 80'],
    ],
    ['a longer timeout', 'patience-raised', ['5000', '60000'], 'a shorter one', ['5000', '1000']],
  ]),
  ...edits('.github/workflows/ci.yml', WORKFLOW, [
    [
      'continue-on-error',
      'failure-ignored',
      ['        run: npm test', '        continue-on-error: true\n        run: npm test'],
      'where no test runs',
      ['      - run: ./deploy.sh', '      - continue-on-error: true\n        run: ./deploy.sh'],
    ],
    [
      'a condition that never holds',
      'run-removed',
      ['        run: npm test', '        if: false\n        run: npm test'],
      'where no test runs',
      ['      - run: ./deploy.sh', '      - if: false\n        run: ./deploy.sh'],
    ],
    [
      'the step taken out',
      'run-removed',
      ['      - name: test\n        run: npm test\n', ''],
      'the step renamed',
      ['name: test\n', 'name: unit tests\n'],
    ],
    [
      'set +e',
      'failure-ignored',
      ['run: npm test', 'run: |\n          set +e\n          npm test\n          exit 0'],
      'set -e',
      ['run: npm test', 'run: |\n          set -e\n          npm test'],
    ],
    [
      'a pipe that hides the exit',
      'failure-ignored',
      ['run: npm test', 'run: npm test | tee log.txt'],
      'a pipe that does not',
      ['run: npm test', 'run: |\n          set -o pipefail\n          npm test | tee log.txt'],
    ],
  ]),
  ...edits('pyproject.toml', PYPROJECT, [
    [
      '-k in addopts',
      'tests-deselected',
      ['-q --strict-markers', "-q --strict-markers -k 'not opens'"],
      'another report',
      ['-q --strict-markers', '-q --strict-markers -ra'],
    ],
    [
      '--ignore in addopts',
      'tests-deselected',
      ['-q --strict-markers', '-q --strict-markers --ignore=tests/test_pool.py'],
      'in random order',
      ['-q --strict-markers', '-q --strict-markers -p randomly'],
    ],
    [
      'a folder less',
      'tests-deselected',
      ['["tests", "integration"]', '["integration"]'],
      'a folder more',
      ['["tests", "integration"]', '["tests", "integration", "e2e"]'],
    ],
    [
      'a threshold lowered',
      'threshold-lowered',
      ['fail_under = 90', 'fail_under = 50'],
      'the name of the project',
      ['name = "pool"', 'name = "pools"'],
    ],
  ]),
  ...edits('Makefile', 'test:\n\tgo vet ./...\n\tgo test ./...\n', [
    [
      'a dash before the command',
      'failure-ignored',
      ['\tgo test', '\t-go test'],
      'an at sign',
      ['\tgo test', '\t@go test'],
    ],
    [
      '-run',
      'tests-deselected',
      ['go test ./...', "go test -run '^$' ./..."],
      '-race',
      ['go test ./...', 'go test -race ./...'],
    ],
  ]),
  ...edits(
    'pom.xml',
    '<project><build><plugins><plugin><artifactId>maven-surefire-plugin</artifactId><configuration><parallel>all</parallel></configuration></plugin></plugins></build></project>',
    [
      [
        'testFailureIgnore',
        'failure-ignored',
        ['<parallel>', '<testFailureIgnore>true</testFailureIgnore><parallel>'],
        'the same, off',
        ['<parallel>', '<testFailureIgnore>false</testFailureIgnore><parallel>'],
      ],
    ],
  ),
  ...edits(
    'vitest.config.ts',
    "export default defineConfig({ test: { globals: true, exclude: ['dist'] } });\n",
    [
      [
        'a file that is excluded',
        'tests-deselected',
        ["['dist']", "['dist', 'test/pool.test.ts']"],
        'an environment',
        ['globals: true', "globals: true, environment: 'node'"],
      ],
      [
        'no test is fine',
        'failure-ignored',
        ['globals: true', 'globals: true, passWithNoTests: true'],
        'none is not',
        ['globals: true', 'globals: true, passWithNoTests: false'],
      ],
    ],
  ),
  ...edits('test/__snapshots__/pool.test.ts.snap', SNAPSHOT, [
    [
      'a record rewritten',
      'snapshot-rewritten',
      ['  b\n', '  broken\n'],
      'a record renamed',
      ['pool prints 1', 'pool prints well 1'],
    ],
    [
      'a record removed',
      'snapshot-rewritten',
      ['exports[`pool renders 1`] = `"c"`;\n', ''],
      'a record more',
      [
        'exports[`pool renders 1`] = `"c"`;\n',
        'exports[`pool renders 1`] = `"c"`;\n\nexports[`pool renders 2`] = `"d"`;\n',
      ],
    ],
  ]),
  ...edits('tests/conftest.py', 'import pytest\n', [
    [
      'a hook that deselects',
      'tests-deselected',
      [
        'import pytest\n',
        'import pytest\ndef pytest_collection_modifyitems(items):\n    items[:] = []\n',
      ],
      'a fixture',
      ['import pytest\n', 'import pytest\n@pytest.fixture\ndef pool():\n    return Pool()\n'],
    ],
    [
      'a hook that reports success',
      'runner-patched',
      [
        'import pytest\n',
        'import pytest\n@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport(item):\n    out = yield\n    out.get_result().outcome = "passed"\n',
      ],
      'a hook that prints',
      ['import pytest\n', 'import pytest\ndef pytest_report_header():\n    return "pool"\n'],
    ],
    [
      'an object that equals everything',
      'runner-patched',
      [
        'import pytest\n',
        'import pytest\nclass Any:\n    def __eq__(self, other):\n        return True\n',
      ],
      'one that compares',
      [
        'import pytest\n',
        'import pytest\nclass Money:\n    def __eq__(self, other):\n        return self.cents == other.cents\n',
      ],
    ],
  ]),
];

const inLines = (text: string, from: number, to: number): string =>
  text.split('\n').slice(from, to).join('\n');

/** Changes over several files, or of a whole one. */
const MOVES: readonly Neutering[] = [
  {
    how: 'a test taken out',
    kind: 'test-removed',
    attack: [['test/pool.test.ts', JS, JS.replace(`${inLines(JS, 9, 12)}\n`, '')]],
    twin: {
      why: 'moved to another file',
      edits: [
        ['test/pool.test.ts', JS, JS.replace(`${inLines(JS, 9, 12)}\n`, '')],
        [
          'test/errors.test.ts',
          undefined,
          `describe('errors', () => {\n${inLines(JS, 9, 12)}\n});\n`,
        ],
      ],
    },
  },
  {
    how: 'a test file deleted',
    kind: 'test-removed',
    attack: [['test/pool.test.ts', JS, undefined]],
    twin: {
      why: 'the file renamed',
      edits: [
        ['test/pool.test.ts', JS, undefined],
        ['test/pools.test.ts', undefined, JS],
      ],
    },
  },
  {
    how: 'a test file renamed out of what the runner collects',
    kind: 'test-removed',
    attack: [
      ['test/pool.test.ts', JS, undefined],
      ['attic/pool.ts', undefined, JS],
    ],
    twin: {
      why: 'into another folder that it collects',
      edits: [
        ['test/pool.test.ts', JS, undefined],
        ['src/__tests__/pool.ts', undefined, JS],
      ],
    },
  },
  {
    how: 'two tests made into a table with one of them',
    kind: 'test-removed',
    attack: [
      [
        'test/sum.test.ts',
        "it('adds one', () => { expect(add(1, 1)).toBe(2); });\nit('adds ten', () => { expect(add(10, 10)).toBe(20); });\n",
        "it.each([[1, 1, 2]])('adds %i', (a, b, sum) => { expect(add(a, b)).toBe(sum); });\n",
      ],
    ],
    twin: {
      why: 'into a table with both',
      edits: [
        [
          'test/sum.test.ts',
          "it('adds one', () => { expect(add(1, 1)).toBe(2); });\nit('adds ten', () => { expect(add(10, 10)).toBe(20); });\n",
          "it.each([[1, 1, 2], [10, 10, 20]])('adds %i', (a, b, sum) => { expect(add(a, b)).toBe(sum); });\n",
        ],
      ],
    },
  },
  {
    how: 'assertions moved into a helper that has none',
    kind: 'assertions-fewer',
    attack: [
      [
        'test/pool.test.ts',
        JS,
        JS.replace("    expect(() => open('')).toThrow('empty');", "    verifyRefused('');"),
      ],
      ['test/helpers.ts', undefined, 'export function verifyRefused(name) {\n  open(name);\n}\n'],
    ],
    twin: {
      why: 'into a helper that has them',
      edits: [
        [
          'test/pool.test.ts',
          JS,
          JS.replace("    expect(() => open('')).toThrow('empty');", "    verifyRefused('');"),
        ],
        [
          'test/helpers.ts',
          undefined,
          "export function verifyRefused(name) {\n  expect(() => open(name)).toThrow('empty');\n}\n",
        ],
      ],
    },
  },
  {
    how: 'a helper that stopped asserting',
    kind: 'assertions-fewer',
    attack: [
      [
        'test/a.test.ts',
        "it('a', () => { check(1); });\nfunction check(x) { expect(f(x)).toBe(1); }\n",
        "it('a', () => { check(1); });\nfunction check(x) { f(x); }\n",
      ],
    ],
    twin: {
      why: 'a helper that was renamed',
      edits: [
        [
          'test/a.test.ts',
          "it('a', () => { check(1); });\nfunction check(x) { expect(f(x)).toBe(1); }\n",
          "it('a', () => { verify(1); });\nfunction verify(x) { expect(f(x)).toBe(1); }\n",
        ],
      ],
    },
  },
  {
    how: 'several assertions made into a looser one',
    kind: 'assertions-fewer',
    attack: [
      [
        'test/a.test.ts',
        "it('a', () => { expect(r.a).toBe(1); expect(r.b).toBe(2); });\n",
        "it('a', () => { expect(r).toEqual({ a: 1 }); });\n",
      ],
    ],
    twin: {
      why: 'into one that names them all',
      edits: [
        [
          'test/a.test.ts',
          "it('a', () => { expect(r.a).toBe(1); expect(r.b).toBe(2); });\n",
          "it('a', () => { expect(r).toEqual({ a: 1, b: 2 }); });\n",
        ],
      ],
    },
  },
];

export const NEUTERINGS: readonly Neutering[] = [
  ...JAVASCRIPT,
  ...PYTHON,
  ...GOLANG,
  ...OTHERS,
  ...SETTINGS,
  ...MOVES,
];

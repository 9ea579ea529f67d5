import { describe, expect, it } from '@jest/globals';
import { FUNCTION_TABLES } from '../../src/analysis/function-tables.ts';
import type { Language } from '../../src/analysis/language.ts';
import { type TestInventory, takeInventory } from '../../src/analysis/test-inventory.ts';
import { TEST_TABLES } from '../../src/analysis/test-tables.ts';
import type { Assertion } from '../../src/analysis/tests/assertion.ts';
import { syntax } from '../support/syntax.ts';

async function inventoryOf(language: Language, source: string): Promise<TestInventory> {
  const table = TEST_TABLES[language];
  const parsed = await syntax.parse(source, language);
  if (parsed.state === 'fallback' || table === undefined) throw new Error('not parsed');
  return takeInventory(parsed.root, FUNCTION_TABLES[language], table);
}

/** `subject matcher expected =rank`, and its fate when it does not count. */
function written({ subject, matcher, expected, rank, fate }: Assertion): string {
  const text = [subject, matcher, expected].filter((part) => part !== '').join(' ');
  return `${text} =${rank}${fate === 'counts' ? '' : ` ${fate}`}`;
}

interface Row {
  readonly why: string;
  readonly source: string;
  /** `id`, then what is not plain: state, guard, rows, empty. */
  readonly tests?: readonly string[];
  /** Of all tests, in order. */
  readonly assertions?: readonly string[];
  readonly helpers?: readonly string[];
  readonly marks?: readonly string[];
}

function summary({ tests, helpers, marks }: TestInventory) {
  return {
    tests: tests.map(({ id, state, guard, rows, empty }) =>
      [
        id,
        ...(state === 'runs' ? [] : [state]),
        ...(guard === undefined ? [] : [`if ${guard}`]),
        ...(rows === 1 ? [] : [`${rows} rows`]),
        ...(empty ? ['empty'] : []),
      ].join(' | '),
    ),
    assertions: tests.flatMap(({ assertions }) => assertions.map(written)),
    helpers: [...helpers].map(
      ([name, { assertions, calls }]) =>
        `${name}: ${[...assertions.map(written), ...[...calls].map((call) => `${call}()`)].join(', ')}`,
    ),
    marks: marks.map((mark) => {
      const amount = mark.kind === 'patience-raised' ? ` ${mark.amount}` : '';
      return `${mark.line} ${mark.kind} ${mark.text}${amount}`;
    }),
  };
}

const it_ = (body: string): string => `it('a', () => { ${body} });`;
const py = (...lines: readonly string[]): string =>
  `def test_a():\n${lines.map((line) => `    ${line}\n`).join('')}`;
const go = (body: string): string => `package a\nfunc TestA(t *testing.T) {\n${body}\n}\n`;
const java = (body: string): string => `class A { @Test void a() { ${body} } }`;
const rust = (body: string): string => `#[test]\nfn a() { ${body} }`;
const ruby = (body: string): string => `it 'a' do\n${body}\nend\n`;

const LANGUAGES: Readonly<Record<string, readonly Row[]>> = {
  typescript: [
    {
      why: 'titles of suites and tests make the name, whatever quotes they have',
      source:
        "describe('s', () => { context(`c`, () => { it(name, () => f()); }); test.describe('p', () => { test('q', () => f()); }); });",
      tests: ['s > c > name', 's > p > q'],
    },
    {
      why: 'states by name, link, option, condition; of the suite around; a test without a body is for later',
      source:
        "xit('a', () => f()); it.todo('b'); it('c'); test.fixme('d', () => f()); it.skipIf(true)('e', () => f()); it.runIf(false)('f', () => f()); it.skipIf(x)('g', () => f()); it('h', { todo: 'why' }, () => f()); it('i', { skip: false }, () => f()); describe.skip('j', () => { it.only('k', () => f()); }); describe.only('l', () => { it('m', () => f()); }); fit('n', () => f()); it('o', { only: true }, () => f());",
      tests: [
        'a | skipped',
        'b | skipped',
        'c | skipped',
        'd | skipped',
        'e | skipped',
        'f | skipped',
        'g',
        'h | skipped',
        'i',
        'j > k | skipped',
        'l > m | focused',
        'n | focused',
        'o | focused',
      ],
    },
    {
      why: 'what only looks like a block is none',
      source:
        "test.beforeEach(() => f()); it(); test.use({}); describe.configure({}); it.each([[1]]); context.skip(x); it.only(x, 'y');",
    },
    {
      why: 'skips in the body, alone or under a condition; in other code they are none',
      source:
        "it('a', function () { this.skip(); }); it('b', (t) => { if (process.env.CI) t.skip('why'); }); it('c', () => { if (x) { pending(); } else { test.skip(); } }); this.skip(); it('d', () => { if (f(this.skip)) g(); });",
      tests: ['a | skipped', 'b | skipped | if (process.env.CI)', 'c | skipped | if (x)', 'd'],
    },
    {
      why: 'rows of tables, of loops around and inside, of names bound before their use',
      source:
        "const rows = [[1], [2], [3]];\nit.each(rows)('a', () => f());\nit.each([1, 2])('b', () => f());\nfor (const r of rows) it('c', () => f());\nrows.forEach((r) => it('d', () => f()));\nit('e', () => { for (const r of [1, 2]) f(r); });\nit.each`x`('f', () => f());\nit('g', () => { const rows = [1, 2]; rows.forEach(f); });\nit('h', () => { for (const x of later) f(); });\nconst later = [1, 2, 3, 4];\nit('i', () => { for (const x of [] as const) f(); });\nit('j', () => { for (const x of unknown) f(); });",
      tests: [
        'a | 3 rows',
        'b | 2 rows',
        'c | 3 rows',
        'd | 3 rows',
        'e | 2 rows',
        'f',
        'g | 2 rows',
        'h | 4 rows',
        'i',
        'j',
      ],
    },
    {
      why: 'empty bodies: nothing, comments, a lone semicolon; an expression is not empty',
      source:
        "it('a', () => {}); it('b', () => { /* c */ }); it('c', () => { ; }); it('d', () => undefined); it('e', function () { f(); });",
      tests: ['a | empty', 'b | empty', 'c | empty', 'd', 'e'],
    },
    {
      why: 'matchers of expect and their strength',
      source: it_(
        "expect(a).toBe(1); expect(a).toBeTruthy(); expect(a).toContain(1); expect(a).not.toBe(1); expect(a).toThrow(); expect(a).toThrow('x'); expect(a).toEqual(expect.any(Object)); expect(a).toEqual(expect.objectContaining({ b: 1 })); expect(a).toHaveOwnMatcher(); expect(a).to.be.an('array').that.includes(2); expect(a); expect.assertions(1); expect.hasAssertions();",
      ),
      assertions: [
        'a toBe 1 =3',
        'a toBeTruthy =1',
        'a toContain 1 =2',
        'a not.toBe 1 =1',
        'a toThrow =2',
        "a toThrow 'x' =3",
        'a toEqual expect.any(Object) =1',
        'a toEqual expect.objectContaining({b:1}) =2',
        'a toHaveOwnMatcher =2',
        'a to.be.an.that.includes 2 =2',
      ],
    },
    {
      why: 'assert, its methods and should; other objects with such methods are none',
      source: it_(
        "assert(a === 1); assert.ok(a); assert.strictEqual(a, 1); assert.throws(() => f(), /x/); t.deepEqual(a, b); assert.isFalse(a > 1); a.should.equal(3); cy.get('x').should('have.text', 'y'); assert(); shop.is(a, b); assert.equal; assert.equal(x, true); assert.equal(true, y);",
      ),
      assertions: [
        'a === 1 =3',
        'a true =1',
        'a strictEqual 1 =3',
        '()=>f() throws /x/ =2',
        'a deepEqual b =3',
        'a <= 1 =2',
        'a should.equal 3 =3',
        "cy.get('x') should 'have.text' =2",
        'assert =1',
        'x true =1',
        'y true =1',
      ],
    },
    {
      why: 'a truth about a condition demands what the condition demands',
      source: it_(
        'expect(a === b).toBe(true); expect(a === b).toBe(false); expect(a).toBe(true); expect(a.b).to.be.true; expect(a > 1).toBeFalse();',
      ),
      assertions: ['a === b =3', 'a !== b =1', 'a true =1', 'a.b true =1', 'a <= 1 =2'],
    },
    {
      why: 'assertions that cannot fail',
      source: it_(
        "expect(true).toBe(true); expect(1).toBeTruthy(); expect(x).toBe(x); expect(f()).toBe(f()); assert(x || true); assert('text'); assert(1 === 1); expect('a').toBe(b); expect(1 + 1).toBe(2); expect([1, 'x'].length).toBe(2); expect(count1).toBe(1);",
      ),
      assertions: [
        'true toBe true =0',
        '1 toBeTruthy =0',
        'x toBe x =0',
        'f() toBe f() =3',
        'x||true true =0',
        "'text' true =0",
        '1 === 1 =0',
        "'a' toBe b =3",
        '1+1 toBe 2 =0',
        "[1,'x'].length toBe 2 =0",
        'count1 toBe 1 =3',
      ],
    },
    {
      why: 'assertions whose failure is dropped or never comes',
      source: it_(
        'try { expect(a).toBe(1); } catch (e) { log(e); } try { expect(b).toBe(1); } catch (e) { throw e; } try { expect(c).toBe(1); } finally { f(); } p.then(() => { expect(d).toBe(1); }).catch(() => {}); p.then(() => { expect(e).toBe(1); }).catch(done); expect(f).resolves.toBe(1); await expect(g).resolves.toBe(1); void expect(h).rejects.toThrow(); if (false) { expect(i).toBe(1); } if (x) { return; } expect(j).toBe(1); return; expect(k).toBe(1);',
      ),
      assertions: [
        'a toBe 1 =3 swallowed',
        'b toBe 1 =3',
        'c toBe 1 =3',
        'd toBe 1 =3 swallowed',
        'e toBe 1 =3',
        'f resolves.toBe 1 =3 swallowed',
        'g resolves.toBe 1 =3',
        'h rejects.toThrow =2 swallowed',
        'i toBe 1 =3 unreachable',
        'j toBe 1 =3',
        'k toBe 1 =3 unreachable',
      ],
    },
    {
      why: 'helpers assert for their callers; one inside a test asserts for it when it is named',
      source:
        "function check(x) { expect(x).toBe(1); more(x); }\nconst verify = (x) => check(x);\nit('a', () => { check(1); this.help(); page.expectOpen(); page.close(); });\nit('b', () => { const used = () => { expect(b).toBe(1); }; used(); const unused = () => { expect(c).toBe(1); }; });",
      tests: ['a', 'b'],
      assertions: ['b toBe 1 =3', 'c toBe 1 =3 unreachable'],
      helpers: ['check: x toBe 1 =3, more()', 'verify: check()'],
    },
    {
      why: 'what changes the run: exits, patched globals, doubles, timeouts, retries',
      source:
        "process.exit();\nprocess.exit(0);\nprocess.exit(1);\nprocess.exitCode = 0;\nprocess.exitCode = 1;\nglobal.expect = x;\nexpect = y;\nObject.is = z;\nglobal.pool = q;\nexpect.extend({ toBe() {}, mine() {} });\nexpect.extend({ toEqual: f });\nexpect.extend({ mine() {} });\njest.mock('./a');\nvi.mock('./b', async (original) => ({ ...(await importOriginal()), c: 1 }));\njest.spyOn(pool, 'open').mockReturnValue(1);\njest.spyOn(pool, 'open');\nsinon.stub(pool, 'close');\nsinon.stub();\njest.setTimeout(5_000);\nthis.retries(2);\nit('a', () => f(), 100);\nit('b', { retry: 3 }, () => f());\ntest('c', { timeout: 9 }, () => f());\nit('d', { tag: 1 }, () => f());\njest.setTimeout(soon);",
      tests: ['a', 'b', 'c', 'd'],
      helpers: ['toBe: ', 'mine: '],
      marks: [
        '1 failure-ignored process.exit()',
        '2 failure-ignored process.exit(0)',
        '4 failure-ignored process.exitCode=0',
        '6 runner-patched global.expect=x',
        '7 runner-patched expect=y',
        '8 runner-patched Object.is=z',
        '10 runner-patched expect.extend({toBe(){},mine(){}})',
        '11 runner-patched expect.extend({toEqual:f})',
        "13 subject-mocked jest.mock('./a')",
        "15 subject-mocked double of 'open'",
        "17 subject-mocked double of 'close'",
        '19 patience-raised jest.setTimeout 5000',
        '20 patience-raised this.retries 2',
        "21 patience-raised timeout of it('a') 100",
        "22 patience-raised retry of it('b') 3",
        "23 patience-raised timeout of test('c') 9",
        '25 patience-raised jest.setTimeout NaN',
      ],
    },
  ],
  python: [
    {
      why: 'functions and classes that pytest and unittest collect',
      source:
        'def test_a(): f()\nclass TestB:\n    def test_c(self): f()\n    def help(self): f()\nclass Cases(Base):\n    def test_d(self): f()\nclass Plain:\n    def test_e(self): f()\nclass PoolTestMixin:\n    def test_f(self): f()\ndef helper(): f()\n',
      tests: ['test_a', 'TestB > test_c', 'Cases > test_d', 'PoolTestMixin > test_f'],
      helpers: ['help: f()', 'test_e: f()', 'helper: f()'],
    },
    {
      why: 'states by decorators; a skip on one system is no skip',
      source:
        '@pytest.mark.skip\ndef test_a(): f()\n@unittest.expectedFailure\ndef test_b(): f()\n@pytest.mark.skipif(sys.platform == "win32", reason="x")\ndef test_c(): f()\n@pytest.mark.skipif(CI, reason="x")\ndef test_d(): f()\n@unittest.skip("x")\nclass TestE:\n    def test_f(self): f()\ndef test_g(): pytest.skip("x")\nclass TestH:\n    def test_i(self):\n        if x: self.skipTest("y")\n        raise unittest.SkipTest("z")\n',
      tests: [
        'test_a | skipped',
        'test_b | skipped',
        'test_c',
        'test_d | skipped',
        'TestE > test_f | skipped',
        'test_g | skipped',
        'TestH > test_i | skipped | if x',
      ],
    },
    {
      why: 'rows of parametrize and of loops; empty bodies',
      source:
        'ROWS = [1, 2]\n@pytest.mark.parametrize("a", [1, 2, 3])\ndef test_a(a): f()\n@pytest.mark.parametrize("a", ROWS)\ndef test_b(a): f()\ndef test_c():\n    for r in ROWS: f(r)\ndef test_d(): pass\ndef test_e(): ...\n',
      tests: ['test_a | 3 rows', 'test_b', 'test_c | 2 rows', 'test_d | empty', 'test_e | empty'],
    },
    {
      why: 'assert statements and what they demand',
      source: py(
        'assert a == 1',
        'assert a is None, "why"',
        'assert a is not None',
        'assert a in b',
        'assert a not in b',
        'assert a',
        'assert not a',
        'assert isinstance(a, B)',
        'assert a == 1 or True',
        'assert (a, "x")',
        'assert (a == 1)',
        'assert True',
        'assert f(a, b) == [1, 2]',
      ),
      tests: ['test_a'],
      assertions: [
        'a == 1 =3',
        'a is None =3',
        'a is not None =1',
        'a in b =2',
        'a not in b =2',
        'a true =1',
        'nota true =1',
        'isinstance(a,B) true =2',
        'a==1orTrue true =0',
        'a,"x" true =0',
        'a == 1 =3',
        'True true =0',
        'f(a,b) == [1,2] =3',
      ],
    },
    {
      why: 'methods of unittest, pytest, mock and numpy',
      source: py(
        'self.assertEqual(a, 1)',
        'self.assertTrue(a == 1)',
        'self.assertFalse(a)',
        'self.assertFalse(not a)',
        'self.assertIn(a, b)',
        'self.assertEqual(a, True)',
        'm.assert_called_once_with(1)',
        'm.assert_called()',
        'np.testing.assert_allclose(a, b)',
        'assert_that(a).is_equal_to(1)',
        'pytest.raises(ValueError)',
        'pytest.raises(Exception)',
        'self.assertRaises(ValueError, f)',
        'other.assertEqual(a, 1)',
      ),
      tests: ['test_a'],
      assertions: [
        'a assertEqual 1 =3',
        'a == 1 =3',
        '!a true =1',
        '!nota true =1',
        'a assertIn b =2',
        'a true =1',
        'm assert_called_once_with 1 =3',
        'm assert_called =1',
        'a assert_allclose b =3',
        'a is_equal_to 1 =3',
        'raises ValueError =2',
        'raises Exception =1',
        'assertRaises ValueError =2',
      ],
    },
    {
      why: 'failures that are dropped or never come',
      source: py(
        'try:',
        '    assert a',
        'except:',
        '    pass',
        'try:',
        '    assert b',
        'except (ValueError, AssertionError):',
        '    log()',
        'try:',
        '    assert c',
        'except Exception:',
        '    raise',
        'try:',
        '    assert d',
        'except ValueError:',
        '    pass',
        'with suppress(Exception):',
        '    assert e',
        'with open(f):',
        '    assert g',
        'if False:',
        '    assert h',
        'return',
        'assert i',
      ),
      tests: ['test_a'],
      assertions: [
        'a true =1 swallowed',
        'b true =1 swallowed',
        'c true =1',
        'd true =1',
        'e true =1 swallowed',
        'g true =1',
        'h true =1 unreachable',
        'i true =1 unreachable',
      ],
    },
    {
      why: 'a function inside a test asserts for it when a framework or the test uses it',
      source: py(
        '@app.route("/")',
        'def index():',
        '    assert a',
        'def used():',
        '    assert b',
        'used()',
        'def unused():',
        '    assert c',
      ),
      tests: ['test_a'],
      assertions: ['a true =1', 'b true =1', 'c true =1 unreachable'],
    },
    {
      why: 'what changes the run',
      source:
        'sys.exit(0)\nsys.exit(1)\nexit()\npytestmark = pytest.mark.skip\npytestmark = pytest.mark.unit\n__test__ = False\ncollect_ignore = ["a"]\n@pytest.mark.flaky\ndef test_a(): f()\n@pytest.mark.flaky(reruns=3)\ndef test_b(): f()\n@patch("pool.open")\ndef test_c(m): monkeypatch.setattr(pool, "close", f); patch(name)\ndef pytest_ignore_collect(path): return True\ndef pytest_runtest_makereport(item): item.outcome = "passed"\ndef pytest_runtest_call(item): pass\ndef pytest_sessionfinish(session): session.exitstatus = 0\ndef pytest_configure(config): f()\nclass Any:\n    def __eq__(self, o): return True\nclass Some:\n    def __eq__(self, o): return o is self\n',
      tests: ['test_a', 'test_b', 'test_c'],
      helpers: [
        'pytest_ignore_collect: ',
        'pytest_runtest_makereport: ',
        'pytest_runtest_call: ',
        'pytest_sessionfinish: ',
        'pytest_configure: f()',
        '__eq__: ',
      ],
      marks: [
        '1 failure-ignored sys.exit(0)',
        '3 failure-ignored exit()',
        '4 test-skipped pytestmark=pytest.mark.skip',
        '6 test-skipped __test__=False',
        '7 tests-deselected collect_ignore=["a"]',
        '8 patience-raised pytest.mark.flaky 1',
        '10 patience-raised pytest.mark.flaky 3',
        '12 subject-mocked double of open',
        '13 subject-mocked double of close',
        '14 tests-deselected pytest_ignore_collect: defpytest_ignore_collect(path):returnTrue',
        '15 runner-patched pytest_runtest_makereport: defpytest_runtest_makereport(item):item.outcome="passed"',
        '16 runner-patched pytest_runtest_call: defpytest_runtest_call(item):pass',
        '17 failure-ignored pytest_sessionfinish: defpytest_sessionfinish(session):session.exitstatus=0',
        '20 runner-patched __eq__ is always True',
      ],
    },
  ],
  go: [
    {
      why: 'tests by their name, methods of suites, subtests',
      source:
        'package a\nfunc TestA(t *testing.T) { t.Run("b", func(t *testing.T) { f() }); t.Run(name, helper); s.Run("c", func() { f() }) }\nfunc (s *Suite) TestD() { f() }\nfunc FuzzE(f *testing.F) { g() }\nfunc Testify() { f() }\nfunc TestMain(m *testing.M) { f() }\n',
      tests: ['TestA > b', 'TestA > c', 'TestA', 'TestD', 'FuzzE'],
      helpers: ['Testify: f()', 'TestMain: f()'],
    },
    {
      why: 'conditions that fail a test demand their opposite',
      source: go(
        'if got != 1 { t.Errorf("x") }\nif got := f(2); got != 3 { t.Error("x") }\nif x, ok := g(); !ok { t.Fatal(x) }\nif err != nil { t.Fatal(err) }\nif got == nil { t.Fatal() }\nif !reflect.DeepEqual(a, b) { t.Fail() }\nif !strings.Contains(a, "b") { t.Error("x") }\nif len(a) < 3 { t.Error("x") }\nif a || b != 1 { t.Error("x") }\nif a != 1 && false { t.Error("x") }\nif broken { t.Error("x") }\nt.Fatal("reached")\nt.FailNow()\nif (a != 1) { t.Error("x") }\nlog.Fatal(x)',
      ),
      tests: ['TestA'],
      assertions: [
        'got == 1 =3',
        'f(2) == 3 =3',
        'ok true =1',
        'err == nil =3',
        'got != nil =1',
        'reflect.DeepEqual(a,b) true =3',
        'strings.Contains(a,"b") true =2',
        'len(a) >= 3 =2',
        'b == 1 =3',
        'a!=1&&false true =0',
        '!broken true =1',
        '"reached" reached =2',
        't.FailNow reached =2',
        'a == 1 =3',
      ],
    },
    {
      why: 'testify, suites and Gomega',
      source: go(
        'assert.Equal(t, 1, f())\nrequire.NoError(t, err)\ns.Equalf(1, f(), "x")\nassert.True(t, a == 1)\nassert.False(t, a)\nassert.Equal(t, true, ok)\nassert.Equal(t, mock.Anything, b)\nExpect(x).To(Equal(1))\nExpect(err).NotTo(HaveOccurred())\nExpect(ok).To(BeTrue())\nassert.Fail(t)\nother.Equal(a, b)\nassert.True(t)',
      ),
      tests: ['TestA'],
      assertions: [
        'f() Equal 1 =3',
        'err NoError =3',
        'f() Equalf 1 =3',
        'a == 1 =3',
        '!a true =1',
        'ok true =1',
        'b Equal mock.Anything =1',
        'x To.Equal 1 =3',
        'err NotTo.HaveOccurred =1',
        'ok true =1',
        'True =1',
      ],
    },
    {
      why: 'skips, rows, dead code, constraints, exits',
      source:
        '//go:build ignore\n// +build ignore\n// about\npackage a\nfunc TestA(t *testing.T) {\n\tfor _, tt := range []int{1, 2} { f(tt) }\n\tif testing.Short() { t.Skip("x") }\n\tif false { t.Error("x") }\n\treturn\n\tt.Error("y")\n}\nfunc TestB(t *testing.T) { t.SkipNow(); os.Exit(0); os.Exit(1) }\nfunc TestC(t *testing.T) {}\n',
      tests: ['TestA | skipped | if testing.Short() | 2 rows', 'TestB | skipped', 'TestC | empty'],
      assertions: ['false true =0 unreachable', '"y" reached =2 unreachable'],
      marks: [
        '1 tests-deselected //go:build ignore',
        '2 tests-deselected // +build ignore',
        '12 failure-ignored os.Exit(0)',
      ],
    },
  ],
  java: [
    {
      why: 'tests by annotation or by the name of JUnit 3; rows; states; helpers',
      source:
        'class PoolTest { @Test void a() { f(); } @ParameterizedTest @ValueSource(ints = {1, 2, 3}) void b(int x) { f(); } @Disabled @Test void c() { f(); } @Test(enabled = false) void d() { f(); } public void testE() { f(); } void help() { f(); } @Test void g() { } @Test void h() { for (int x : new int[] {1, 2}) f(x); } }\n@Ignore class Q { @Test void r() { f(); } }\ninterface I { @Test void s(); }',
      tests: [
        'PoolTest > a',
        'PoolTest > b | 3 rows',
        'PoolTest > c | skipped',
        'PoolTest > d | skipped',
        'PoolTest > testE',
        'PoolTest > g | empty',
        'PoolTest > h',
        'Q > r | skipped',
        'I > s | skipped',
      ],
      helpers: ['help: f()'],
    },
    {
      why: 'JUnit, AssertJ, Truth, Hamcrest and Mockito',
      source: java(
        'assertEquals(1, f()); Assertions.assertTrue(a == 1); assertFalse(a.equals(b)); assertNull(x); assertNotNull(x, "why"); assertThat(x).isEqualTo(1); assertThat(x).isNotNull(); assertThat(a == b).isTrue(); assertThat(x, is(1)); verify(m, times(1)).open(); assertThrows(X.class, () -> f()); assertThrows(Exception.class, () -> f()); assertEquals(true, x); other.assertEquals(1, 2); assertTrue(a instanceof B);',
      ),
      tests: ['A > a'],
      assertions: [
        'f() assertEquals 1 =3',
        'a == 1 =3',
        '!a.equals(b) true =3',
        'x assertNull =3',
        'x assertNotNull "why" =1',
        'x isEqualTo 1 =3',
        'x isNotNull =1',
        'a == b =3',
        'm,times(1) open =2',
        'assertThrows X.class =2',
        'assertThrows Exception.class =1',
        'x true =1',
        'a instanceof B =2',
      ],
    },
    {
      why: 'failures that are dropped or never come; exits; assumptions',
      source: java(
        'try { assertTrue(a); } catch (AssertionError e) { } try { assertTrue(b); } catch (Throwable e) { throw e; } try { assertTrue(c); } catch (Exception e) { } if (false) { assertTrue(d); } System.exit(0); System.exit(1); Runtime.getRuntime().halt(0); assumeTrue(x); assumeTrue(false); return; assertTrue(e);',
      ),
      tests: ['A > a | skipped'],
      assertions: [
        'a true =1 swallowed',
        'b true =1',
        'c true =1',
        'd true =1 unreachable',
        'e true =1 unreachable',
      ],
      marks: ['1 failure-ignored System.exit(0)', '1 failure-ignored Runtime.getRuntime().halt(0)'],
    },
  ],
  rust: [
    {
      why: 'tests by attribute, states, rows, modules',
      source:
        '#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test]\n    fn a() { f(); }\n    /// why\n    #[tokio::test]\n    // why\n    #[ignore = "x"]\n    async fn b() { f(); }\n    #[test_case(1)]\n    #[test_case(2)]\n    fn c(x: i32) { f(); }\n    fn help() { f(); }\n    #[test]\n    fn d() {}\n}\n#[cfg(any())]\nmod gone {\n    #[test]\n    fn e() { f(); }\n}\nmod far;\n#[test]\nfn g() { for x in [1, 2, 3] { f(x); } }\n',
      tests: [
        'tests > a',
        'tests > b | skipped',
        'tests > c | 2 rows',
        'tests > d | empty',
        'gone > e | skipped',
        'g | 3 rows',
      ],
      helpers: ['help: f()'],
    },
    {
      why: 'macros that assert, and what they demand',
      source: rust(
        'assert_eq!(f(1), 2, "why"); assert_ne!(a, 1); assert!(a == 1); assert!(x.is_ok()); assert!(matches!(x, Y)); debug_assert!(x); assert_matches!(x, Y); insta::assert_snapshot!(x); assert!(true); println!("x"); assert!();',
      ),
      tests: ['a'],
      assertions: [
        'f(1) == 2 =3',
        'a != 1 =1',
        'a == 1 =3',
        'x.is_ok() true =1',
        'matches!(x,Y) true =2',
        'x true =1',
        'x matches Y =2',
        'x assert_snapshot =3',
        'true true =0',
        'true =1',
      ],
    },
    {
      why: 'failures that are dropped or never come; exits; files that are not built',
      source: `#![cfg(any())]\n#![allow(x)]\n${rust('let _ = std::panic::catch_unwind(|| { assert!(a); }); std::panic::catch_unwind(|| { assert!(b); }); let r = std::panic::catch_unwind(|| { assert!(c); }); if false { assert!(d); } std::process::exit(0); std::process::exit(1); return; assert!(e);')}`,
      tests: ['a'],
      assertions: [
        'a true =1 swallowed',
        'b true =1 swallowed',
        'c true =1',
        'd true =1 unreachable',
        'e true =1 unreachable',
      ],
      marks: ['1 tests-deselected #![cfg(any())]', '4 failure-ignored std::process::exit(0)'],
    },
  ],
  ruby: [
    {
      why: 'RSpec blocks, their states by name and metadata; Minitest classes and methods',
      source:
        "RSpec.describe Pool do\n  context 'c' do\n    it('a') { f }\n    xit('b') { f }\n    fit 'd' do\n      f\n    end\n    it 'e', :skip do\n      f\n    end\n    it 'g', skip: 'why', x: 1 do\n      f\n    end\n    it 'h', :focus do\n      f\n    end\n    it 'i', skip: false do\n      f\n    end\n    it 'later'\n    it { is_expected.to be_ok }\n    it 'j' do\n    end\n  end\nend\npool.it('x') { f }\nit\nclass T < Minitest::Test\n  def test_a = f\n  def help = f(1)\n  def test_b\n  end\n  test 'c' do\n    f\n  end\nend\n",
      tests: [
        'Pool > c > a',
        'Pool > c > b | skipped',
        'Pool > c > d | focused',
        'Pool > c > e | skipped',
        'Pool > c > g | skipped',
        'Pool > c > h | focused',
        'Pool > c > i',
        'Pool > c > later | skipped',
        'Pool > c > ',
        'Pool > c > j | empty',
        'T > test_a',
        'T > test_b',
        'T > c',
      ],
      assertions: ['is_expected to.be_ok =2'],
      helpers: ['help: f()'],
    },
    {
      why: 'RSpec and Minitest assertions',
      source: ruby(
        'expect(f(1)).to eq(2)\nexpect(a).to(eq 2)\nexpect(a).not_to be_nil\nexpect { f }.to raise_error\nexpect { f }.to raise_error(E)\nexpect(a).to be > 3\nexpect(a).to be_truthy\nexpect(a).to eq(anything)\nexpect(a).to eq(hash_including(b: 1))\na.should eq(3)\na.must_equal 3\nassert_equal 1, f\nassert a\nrefute a == 1\nassert_raises(E) { f }\nassert_nil a\nassert a == 1\nexpect(a)',
      ),
      tests: ['a'],
      assertions: [
        'f(1) to.eq 2 =3',
        'a to.eq 2 =3',
        'a not_to.be_nil =1',
        'expect{f} to.raise_error =1',
        'expect{f} to.raise_error E =2',
        'a to.be =3',
        'a to.be_truthy =1',
        'a to.eq anything =1',
        'a to.eq hash_including(b:1) =2',
        'a should.eq 3 =3',
        'a must_equal 3 =3',
        'f assert_equal 1 =3',
        'a true =1',
        'a != 1 =1',
        'assert_raises E =2',
        'a assert_nil =3',
        'a == 1 =3',
      ],
    },
    {
      why: 'skips, rows, failures that are dropped or never come, exits, filters',
      source: `${ruby("skip 'why' if windows?\n[1, 2].each { |x| f(x) }\nbegin\nassert a\nrescue Exception\nend\nbegin\nassert b\nrescue Exception => e\nraise\nend\nbegin\nassert c\nrescue => e\nend\nif false\nassert d\nend\nreturn\nassert e")}it 'b' do\nskip\nassert f\nend\nexit 0\nexit\nexit 1\nexit!\nconfig.filter_run_excluding slow: true\n`,
      tests: ['a | skipped | if windows? | 2 rows', 'b'],
      assertions: [
        'a true =1 swallowed',
        'b true =1',
        'c true =1',
        'd true =1 unreachable',
        'e true =1 unreachable',
        'f true =1 unreachable',
      ],
      marks: [
        '27 failure-ignored exit0',
        '30 failure-ignored exit!',
        '31 tests-deselected config.filter_run_excludingslow:true',
      ],
    },
  ],
};

describe.each(Object.entries(LANGUAGES))('%s', (language, rows) => {
  it.each(rows)('$why', async ({ source, tests, assertions = [], helpers = [], marks = [] }) => {
    const found = summary(await inventoryOf(language as Language, source));
    expect(found).toEqual({
      tests: tests ?? (assertions.length > 0 ? ['a'] : []),
      assertions,
      helpers,
      marks,
    });
  });
});

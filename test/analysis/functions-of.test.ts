import { describe, expect, it } from '@jest/globals';
import { FUNCTION_TABLES } from '../../src/analysis/function-tables.ts';
import { functionsOf } from '../../src/analysis/functions-of.ts';
import type { Language } from '../../src/analysis/language.ts';
import { syntax } from '../support/syntax.ts';

interface Row {
  readonly why: string;
  readonly source: string;
  /** `name first-last` of each unit that holds text, in order. */
  readonly units: readonly string[];
}

async function unitsOf(source: string, language: Language): Promise<readonly string[]> {
  const parsed = await syntax.parse(source, language);
  if (parsed.state === 'fallback') throw new Error(parsed.because);
  return functionsOf(parsed.root, FUNCTION_TABLES[language])
    .filter((unit) => unit.text !== '')
    .map((unit) => `${unit.name} ${unit.startLine}-${unit.endLine}`);
}

/** Code without a name where one belongs: the unit is not there, its text is its surroundings'. */
const BROKEN: readonly (readonly [Language, string, readonly string[]])[] = [
  ['typescript', 'function () {}\nclass { m() {} }\n', ['(top level) 1-3', 'm 2-2']],
  ['rust', 'impl { fn f() {} }\nfn () {}\n', ['(top level) 1-3', 'f 1-1']],
  ['rust', 'impl A for <T as X>::Y { fn f() {} }\n', ['(top level) 1-2', 'f 1-1']],
  ['go', 'package a\nfunc () {}\n', ['(top level) 1-3']],
  ['python', 'def ():\n    pass\n', ['(top level) 1-3']],
  ['java', 'class { void () {} }\n', ['(top level) 1-2']],
  ['c', 'int () { }\nenum { A };\n', ['(top level) 1-3', 'int 1-1']],
  ['ruby', 'class\n  def\n  end\nend\n', ['(top level) 1-5', 'end 2-4']],
];

const LANGUAGES: Readonly<Record<string, readonly Row[]>> = {
  typescript: [
    {
      why: 'what stands in no function is the top level; an export belongs to what it exports',
      source: "import a from 'a';\nexport async function f() {}\nexport default function g() {}\n",
      units: ['(top level) 1-4', 'f 2-2', 'g 3-3'],
    },
    {
      why: 'a class and its methods; fields are the class, arrow fields are functions',
      source:
        "class Pool {\n  size = 1;\n  open = () => 1;\n  #close() {}\n  'end'() {}\n  static { go(); }\n}",
      units: ['Pool 1-7', 'Pool.open 3-3', 'Pool.#close 4-4', 'Pool.end 5-5'],
    },
    {
      why: 'overloads and accessor pairs share a name; a computed name is nobody, so it is the class',
      source:
        'class A {\n  m(a: string): void;\n  m(a: number): void;\n  m(a: unknown) {}\n  get v() { return 1; }\n  set v(x) {}\n  [key]() {}\n}',
      units: ['A 1-8', 'A.m 2-2', 'A.m 3-3', 'A.m 4-4', 'A.v 5-5', 'A.v 6-6'],
    },
    {
      why: 'decorators and touching comments in front are part of it; a licence at the top is not',
      source:
        '/* licence */\n\n// about A\n@Injectable()\nexport class A {\n  /** doc */\n  // more\n  @log(() => 1)\n  m() {}\n\n  n() {} // trailing\n  /* far */\n\n  o() {}\n}',
      units: ['(top level) 1-15', 'A 3-15', 'A.m 6-9', 'A.n 11-11', 'A.o 14-14'],
    },
    {
      why: 'a comment does not come between a decorator and its method',
      source: 'class A {\n  @log\n  // why\n\n  m() {}\n}',
      units: ['A 1-6', 'A.m 2-5'],
    },
    {
      why: 'names from bindings: const, let, assignment, property, default export, class expression',
      source:
        'const f = () => 1;\nlet g = function inner() {};\nexports.h = async () => 1;\nFoo.prototype.bar = function () {};\nexport default { a() {}, b: () => 1, c: { d() {} } };\nconst K = class { m() {} };',
      units: [
        '(top level) 1-6',
        'f 1-1',
        'g 2-2',
        'h 3-3',
        'Foo.bar 4-4',
        'default.a 5-5',
        'default.b 5-5',
        'default.c.d 5-5',
        'K 6-6',
        'K.m 6-6',
      ],
    },
    {
      why: 'two names in one declaration are two units',
      source: 'const a = () => 1, b = () => 2;',
      units: ['(top level) 1-1', 'a 1-1', 'b 1-1'],
    },
    {
      why: 'module.exports is the default export; patterns and computed targets name nothing',
      source:
        'module.exports = () => 1;\nconst { x } = () => 1;\nconst [y] = [() => 1];\nmap[key] = () => 1;\nexport default () => 2;',
      units: ['(top level) 1-5', 'default 1-1', 'default 5-5'],
    },
    {
      why: 'outside functions a call passes its name on: memo, createSlice, an IIFE, brackets, casts, await',
      source:
        'const View = memo(forwardRef(() => 1));\nconst slice = createSlice({ reducers: { add() {} } });\nconst lib = (function () { return 1; })();\nconst q = (() => 1) as Fn;\nconst n = 1;',
      units: ['(top level) 1-5', 'View 1-1', 'slice.reducers.add 2-2', 'lib 3-3', 'q 4-4'],
    },
    {
      why: 'inside functions callbacks are the function, named helpers are units of their own',
      source:
        'function f() {\n  const rows = list.map((x) => x);\n  list.forEach(function () {});\n  const helper = () => 1;\n  function deep() {}\n  return { run() {} };\n}',
      units: ['f 1-7', 'f.helper 4-4', 'f.deep 5-5', 'f.run 6-6'],
    },
    {
      why: 'test blocks have no name of their own',
      source: "describe('a', () => {\n  const make = () => 1;\n  it('b', () => {});\n});",
      units: ['(top level) 1-4', 'make 2-2'],
    },
    {
      why: 'interfaces, enums, namespaces and ambient modules are class-like; type aliases are top level',
      source:
        "interface I { m(): void }\nenum E { A }\nnamespace N.M { export function q() {} }\ndeclare module 'x' { function z(): void }\ntype T = { m(): void };\nabstract class A { abstract m(): void }\nfunction o(a: string): void;\nfunction o(a: unknown) {}",
      units: [
        '(top level) 1-8',
        'I 1-1',
        'E 2-2',
        'N.M 3-3',
        'N.M.q 3-3',
        'x 4-4',
        'x.z 4-4',
        'A 6-6',
        'A.m 6-6',
        'o 7-7',
        'o 8-8',
      ],
    },
    {
      why: 'a class in a function, a function in its method',
      source: 'function f() {\n  class A {\n    m() {\n      const h = () => 1;\n    }\n  }\n}',
      units: ['f 1-7', 'f.A 2-6', 'f.A.m 3-5', 'f.A.m.h 4-4'],
    },
  ],
  tsx: [
    {
      why: 'components are functions, handlers inside JSX are their component',
      source: 'export const View = () => (\n  <a onClick={() => go()}>text</a>\n);',
      units: ['View 1-3'],
    },
  ],
  javascript: [
    {
      why: 'the same table, with fields of JavaScript and generators',
      source: 'class A {\n  h = () => 1;\n  static s = function* () {};\n}\nfunction* g() {}',
      units: ['A 1-4', 'A.h 2-2', 'A.s 3-3', 'g 5-5'],
    },
  ],
  python: [
    {
      why: 'decorated, async, nested; a class with fields; conditional definitions keep their name',
      source:
        'import x\n# doc\n@dec\nasync def f(a=lambda: 1):\n    def inner(): pass\n    return inner\nclass A(B):\n    y: int = 1\n    z = lambda self: 1\n    @property\n    def m(self): ...\nif x:\n    def g(): pass\nelse:\n    def g(): return 1\n',
      units: [
        '(top level) 1-16',
        'f 2-6',
        'f.inner 5-5',
        'A 7-11',
        'A.z 9-9',
        'A.m 10-11',
        'g 13-13',
        'g 15-15',
      ],
    },
    {
      why: 'lambdas take the name of what they are assigned to: a name or an attribute, not an index',
      source: 'f = lambda: 1\na.b = (lambda: 2)\nc[0] = lambda: 3\nd = wrap(lambda: 4)\n',
      units: ['(top level) 1-5', 'f 1-1', 'a.b 2-2', 'd 4-4'],
    },
  ],
  go: [
    {
      why: 'methods by their receiver, pointer and type parameters taken off',
      source:
        'package a\n\nfunc (p *Pool[T]) Connect() {\n\tgo func() {}()\n\th := func() {}\n\th()\n}\nfunc (Pool) Close() {}\nfunc Gen[T any](x T) {}\nfunc () odd() {}\n',
      units: [
        '(top level) 1-11',
        'Pool.Connect 3-7',
        'Pool.Connect.h 5-5',
        'Pool.Close 8-8',
        'Gen 9-9',
        'odd 10-10',
      ],
    },
    {
      why: 'types are class-like, alone or in a group; function values by their variable or field',
      source:
        'package a\n\ntype (\n\tA struct{ x int }\n\tB interface{ M() }\n)\ntype C struct{}\nvar f = func() {}\nvar cmd = &cobra.Command{Use: "x", Run: func() {}, "k": func() {}}\nvar t = wrap(func() {})\nfunc g() {\n\tx, y = func() {}, 1\n\th = func() {}\n}\n',
      units: [
        '(top level) 1-15',
        'A 4-4',
        'B 5-5',
        'C 7-7',
        'f 8-8',
        'cmd.Run 9-9',
        't 10-10',
        'g 11-14',
        'g.h 13-13',
      ],
    },
  ],
  java: [
    {
      why: 'classes, overloads, constructors, lambdas and anonymous classes in fields, nested types',
      source:
        'package x;\n@X public class A extends B {\n  int n = 1;\n  Runnable r = () -> {};\n  Runnable q = new Runnable() { public void run() {} };\n  static { go(); }\n  A() {}\n  @Override public void m(int a) {}\n  void m() { Runnable z = () -> {}; list.forEach(i -> {}); this.cb = () -> {}; }\n  enum E { P { void k() {} }, Q; void l() {} }\n  record R(int a) { R { } }\n}\ninterface I { void m(); default void n() {} }\n@interface Ann {}\n',
      units: [
        '(top level) 1-15',
        'A 2-12',
        'A.r 4-4',
        'A.q.run 5-5',
        'A.A 7-7',
        'A.m 8-8',
        'A.m 9-9',
        'A.m.z 9-9',
        'A.m.cb 9-9',
        'A.E 10-10',
        'A.E.P 10-10',
        'A.E.P.k 10-10',
        'A.E.l 10-10',
        'A.R 11-11',
        'A.R.R 11-11',
        'I 13-13',
        'I.m 13-13',
        'I.n 13-13',
        'Ann 14-14',
      ],
    },
  ],
  rust: [
    {
      why: 'attributes and doc comments in front; impl blocks add to their type; closures by their binding',
      source:
        "/// doc\n#[inline]\nfn f() {\n    let g = |x| x + 1;\n    let (a, b) = (1, |x| x);\n}\nimpl<T> Display for Pool<T> { fn fmt(&self) {} }\nimpl crate::a::Pool { const X: i32 = 1; }\nimpl<'a> Foo for &'a Bar { fn z() {} }\nimpl Foo for [u8] {}\n",
      units: [
        'f 1-6',
        'f.g 4-4',
        'Pool 7-7',
        'Pool.fmt 7-7',
        'Pool 8-8',
        'Bar 9-9',
        'Bar.z 9-9',
        '[u8] 10-10',
      ],
    },
    {
      why: 'modules with a body, traits, types, macros, statics; `mod x;` is a line of the top level',
      source:
        'mod far;\nmod m { pub fn q() {} }\ntrait T { fn a(&self); fn b(&self) {} }\nstruct S { a: i32 }\nenum E { A }\nunion U { a: i32 }\nmacro_rules! mm { () => {} }\nstatic X: Lazy<i32> = Lazy::new(|| 1);\nconst N: i32 = 1;\n',
      units: [
        '(top level) 1-10',
        'm 2-2',
        'm.q 2-2',
        'T 3-3',
        'T.b 3-3',
        'S 4-4',
        'E 5-5',
        'U 6-6',
        'mm 7-7',
        'X 8-8',
      ],
    },
  ],
  c: [
    {
      why: 'declarators around the name; macros with arguments; types with a body; both arms of #ifdef',
      source:
        '#include <x.h>\n#define MAX(a,b) ((a)>(b)?(a):(b))\n#define K 1\nstatic inline int *foo(int a) { return 0; }\nint (*fp(int a))(int) { return 0; }\nstruct pool { int x; };\nstruct pool *p;\ntypedef struct { int y; } P;\nenum e { A };\nunion u { int a; };\n#ifdef X\nvoid g(void) {}\n#else\nvoid g(int a) {}\n#endif\n',
      units: [
        '(top level) 1-16',
        'MAX 2-3',
        'foo 4-4',
        'fp 5-5',
        'pool 6-6',
        'P 8-8',
        'e 9-9',
        'u 10-10',
        'g 12-12',
        'g 14-14',
      ],
    },
    {
      why: 'definitions by macro: a head that looks like a call, a specifier that looks like a name',
      source:
        'TEST(pool,  closes) { a(); }\nEXPORT_SYMBOL(x);\n{ b(); }\nstatic int __init mod(void) { return 0; }\nint __attribute__((noreturn)) h(void) { }\n',
      units: ['(top level) 1-6', 'TEST(pool, closes) 1-1', 'mod 4-4', 'h 5-5'],
    },
  ],
  ruby: [
    {
      why: 'instance, class and singleton methods, setters, operators, visibility in front, define_method',
      source:
        'class A < B\n  attr_reader :x\n  def m(a) = 1\n  def self.k; end\n  class << self\n    def z; end\n  end\n  private def w; end\n  define_method(:q) { |x| x }\n  define_method(name) { |x| x }\n  def x=(v); end\n  def ==(o); end\nend\ndef A.b; end\n',
      units: [
        'A 1-13',
        'A.m 3-3',
        'A.k 4-4',
        'A.z 6-6',
        'A.w 8-8',
        'A.q 9-9',
        'A.x= 11-11',
        'A.== 12-12',
        'A.b 14-14',
      ],
    },
    {
      why: 'nested modules, lambdas, procs and Struct blocks by their binding; RSpec blocks have no name',
      source:
        'module M::N\n  X = ->(a) { a }\n  Y = lambda { |x| x }\nend\nP = Struct.new(:a) do\n  def pm; end\nend\nRSpec.describe Foo do\n  def helper; end\n  it { y }\nend\n',
      units: [
        '(top level) 1-12',
        'M.N 1-4',
        'M.N.X 2-2',
        'M.N.Y 3-3',
        'P 5-7',
        'P.pm 6-6',
        'helper 9-9',
      ],
    },
  ],
};

describe.each(Object.entries(LANGUAGES))('%s', (language, rows) => {
  it.each(rows)('$why', async ({ source, units }) => {
    expect(await unitsOf(source, language as Language)).toEqual(units);
  });
});

it.each(BROKEN)('%s without names: %j', async (language, source, units) => {
  expect(await unitsOf(source, language)).toEqual(units);
});

describe('code', () => {
  const codeOf = async (source: string, language: Language) => {
    const parsed = await syntax.parse(source, language);
    if (parsed.state === 'fallback') throw new Error(parsed.because);
    return functionsOf(parsed.root, FUNCTION_TABLES[language])[0]?.code;
  };

  it.each<readonly [string, Language, string, string]>([
    ['spaces and line breaks', 'typescript', 'a( 1,\n  2 )', 'a(1, 2)'],
    ['comments', 'go', 'package a // b\n', 'package a\n'],
    ['the width of an indent', 'python', 'if a:\n    b\n', 'if a:\n  b\n'],
  ])('is the same whatever the %s (%s)', async (_, language, was, is) => {
    expect(await codeOf(is, language)).toBe(await codeOf(was, language));
  });

  it.each<readonly [string, Language, string, string]>([
    ['spaces in a string', 'typescript', '"a b"', '"a  b"'],
    ['spaces in a template', 'typescript', '`a b`', '`a  b`'],
    ['spaces between escapes', 'python', '"\\n \\n"', '"\\n  \\n"'],
    [
      'quotes that the grammar gives no token',
      'rust',
      'f!{}const A: B = r#"x"#;',
      'f!{}const A: B = r"x";',
    ],
    ['text behind a NUL', 'typescript', 'f()\0\ng()', 'f()\0\nh()'],
    ['the block that a line is in', 'python', 'if a:\n    b\n    c\n', 'if a:\n    b\nc\n'],
    ['a line break that ends a statement', 'javascript', 'return\na', 'return a'],
    ['tokens that spell the same', 'typescript', 'a - -b', 'a--b'],
    ['text in JSX', 'tsx', '<a>b c</a>', '<a>b  c</a>'],
  ])('differs with %s (%s)', async (_, language, was, is) => {
    expect(await codeOf(is, language)).not.toBe(await codeOf(was, language));
  });
});

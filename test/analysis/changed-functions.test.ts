import { describe, expect, it } from '@jest/globals';
import { changedFunctions } from '../../src/analysis/changed-functions.ts';
import type { Source } from '../../src/analysis/source-change.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';
import { sourceChange } from '../support/source-change.ts';
import { syntax } from '../support/syntax.ts';

const POOL = `import { x } from 'x';

export class Pool {
  size = 1;

  /** Opens. */
  open(a: string) {
    if (a) {
      return 1;
    }
    return this.size;
  }

  close() {
    return 2;
  }
}

export const make = () => new Pool();
`;
const edit = (from: string, to: string): string => {
  if (!POOL.includes(from)) throw new Error(`fixture lacks ${from}`);
  return POOL.replace(from, to);
};

interface Row {
  readonly why: string;
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly changed?: readonly string[];
  readonly cosmetic?: readonly string[];
  readonly total?: number;
}

const TYPESCRIPT: readonly Row[] = [
  { why: 'nothing', base: POOL, head: POOL, total: 5 },
  { why: 'one body', base: POOL, head: edit('return 2', 'return 3'), changed: ['Pool.close'] },
  {
    why: 'a field is its class',
    base: POOL,
    head: edit('size = 1', 'size = 2'),
    changed: ['Pool'],
  },
  {
    why: 'an import is the top level',
    base: POOL,
    head: edit("'x'", "'y'"),
    changed: ['(top level)'],
  },
  {
    why: 'a rename is a removal and an addition',
    base: POOL,
    head: edit('close()', 'end()'),
    changed: ['Pool.close', 'Pool.end'],
    total: 6,
  },
  {
    why: 'a new member leaves its class as it was',
    base: POOL,
    head: edit('  close()', '  wait() {}\n\n  close()'),
    changed: ['Pool.wait'],
    total: 6,
  },
  {
    why: 'and so does one that is taken away, the blank line with it',
    base: POOL,
    head: edit('  close() {\n    return 2;\n  }\n', ''),
    changed: ['Pool.close'],
  },
  {
    why: 'a new function leaves the top level as it was',
    base: POOL,
    head: `${POOL}\nexport function extra() {}\n`,
    changed: ['extra'],
    total: 6,
  },
  {
    why: 'an export is a change of what it exports',
    base: POOL,
    head: edit('export const make', 'const make'),
    changed: ['make'],
  },
  {
    why: 'documentation of a function is cosmetic, in that function',
    base: POOL,
    head: edit('Opens.', 'Opens it.'),
    cosmetic: ['Pool.open'],
  },
  {
    why: 'layout is cosmetic where the language says so',
    base: POOL,
    head: edit('      return 1;', '  return 1;'),
    cosmetic: ['Pool.open'],
  },
  {
    why: 'a new comment far from any unit is the top level, cosmetic even when nothing else is there',
    base: 'function f() {}\n',
    head: '/* licence */\n\nfunction f() {}\n',
    cosmetic: ['(top level)'],
    total: 2,
  },
  {
    why: 'blank lines and white space at line ends are in no unit, still not nothing',
    base: POOL,
    head: `${POOL.replace('return 2;', 'return 2;  ')}\n\n`,
    cosmetic: ['(top level)'],
  },
  {
    why: 'line ends likewise',
    base: POOL,
    head: POOL.replaceAll('\n', '\r\n'),
    cosmetic: ['(top level)'],
  },
  {
    why: 'so is the order of units',
    base: 'function a() { b(); }\nfunction b() {}\n',
    head: 'function b() {}\nfunction a() { b(); }\n',
    cosmetic: ['(top level)'],
    total: 2,
  },
  {
    why: 'a change wins over the order',
    base: 'function a() {}\nfunction b() {}\n',
    head: 'function b() { c(); }\nfunction a() {}\n',
    changed: ['b'],
    total: 2,
  },
  {
    why: 'overloads are one unit, in their order',
    base: 'function f(a: 1): 1;\nfunction f(a: 2): 2;\nfunction f(a) {}\n',
    head: 'function f(a: 2): 2;\nfunction f(a: 1): 1;\nfunction f(a) {}\n',
    changed: ['f'],
    total: 1,
  },
  {
    why: 'one overload less',
    base: 'function f(a: 1): 1;\nfunction f(a) {}\n',
    head: 'function f(a) {}\n',
    changed: ['f'],
    total: 1,
  },
  {
    why: 'a function inside a function is its own unit; the outer one did not change',
    base: 'function f() {\n  const g = () => 1;\n  return g;\n}\n',
    head: 'function f() {\n  const g = () => 2;\n  return g;\n}\n',
    changed: ['f.g'],
    total: 2,
  },
  {
    why: 'a new file is all new',
    base: undefined,
    head: 'function f() {}\nlet a;\n',
    changed: ['(top level)', 'f'],
    total: 2,
  },
  {
    why: 'a deleted file is all gone',
    base: 'function f() {}\n',
    head: undefined,
    changed: ['f'],
    total: 1,
  },
  {
    why: 'an empty new file is still there',
    base: undefined,
    head: '',
    cosmetic: ['(top level)'],
    total: 0,
  },
  {
    why: 'names out of the prototype chain are names',
    base: 'function toString() {}\nfunction __proto__() {}\n',
    head: 'function toString() { a(); }\nfunction __proto__() {}\nfunction constructor() {}\n',
    changed: ['constructor', 'toString'],
    total: 3,
  },
  {
    why: 'an old syntax error in what changed hides no more than it did',
    base: 'function a() { @@ }\nfunction b() {}\n',
    head: 'function a() { @@; c(); }\nfunction b() {}\n',
    changed: ['a'],
    total: 2,
  },
  {
    why: 'a syntax error elsewhere does not matter: it is equal on both sides',
    base: 'function a() { @@ }\nfunction b() {}\n',
    head: 'function a() { @@ }\nfunction b() { c(); }\n',
    changed: ['b'],
    total: 2,
  },
];

const ELSEWHERE: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  [
    'layout is meaning in Python: a line leaves its block',
    'a.py',
    'def f():\n    if a:\n        b()\n        c()\n',
    'def f():\n    if a:\n        b()\n    c()\n',
    ['f'],
  ],
  [
    'the width of an indent is not',
    'a.py',
    'def f():\n    return 1\n',
    'def f():\n  return 1\n',
    [],
  ],
  ['a decorator', 'a.py', '@a\ndef f():\n    pass\n', '@b\ndef f():\n    pass\n', ['f']],
  [
    'a docstring is code: programs read it',
    'a.py',
    'def f():\n    "a"\n',
    'def f():\n    "b"\n',
    ['f'],
  ],
  [
    'a method by its receiver',
    'a.go',
    'package a\nfunc (p *P) F() {}\nfunc F() {}\n',
    'package a\nfunc (p *P) F() { g() }\nfunc F() {}\n',
    ['P.F'],
  ],
  [
    'gofmt',
    'a.go',
    'package a\nfunc f() {\nreturn 1 }\n',
    'package a\n\nfunc f() {\n\treturn 1\n}\n',
    [],
  ],
  [
    'one of two overloads',
    'A.java',
    'class A { void f(int a) {} void f() {} }',
    'class A { void f(int a) {} void f() { g(); } }',
    ['A.f'],
  ],
  [
    'an annotation',
    'A.java',
    'class A { void f() {} }',
    'class A { @Deprecated void f() {} }',
    ['A.f'],
  ],
  ['a method of an impl', 'a.rs', 'impl A { fn f() {} }\n', 'impl A { fn f() { g() } }\n', ['A.f']],
  ['an attribute', 'a.rs', '#[a]\nfn f() {}\n', '#[b]\nfn f() {}\n', ['f']],
  [
    'a macro',
    'a.c',
    '#define A(x) x\nint f(void) { return A(1); }\n',
    '#define A(x) (x)\nint f(void) { return A(1); }\n',
    ['A'],
  ],
  [
    'a body behind a macro head',
    'a.c',
    'TEST(a, b) { c(); }\n',
    'TEST(a, b) { d(); }\n',
    ['TEST(a, b)'],
  ],
  [
    'a method of a singleton class',
    'a.rb',
    'class A\n  class << self\n    def f; 1; end\n  end\nend\n',
    'class A\n  class << self\n    def f; 2; end\n  end\nend\n',
    ['A.f'],
  ],
  [
    'visibility',
    'a.rb',
    'class A\n  def f; end\nend\n',
    'class A\n  private def f; end\nend\n',
    ['A.f'],
  ],
];

describe('changed units', () => {
  it.each(TYPESCRIPT)('$why', async ({ base, head, changed = [], cosmetic = [], total = 5 }) => {
    const result = await changedFunctions(syntax, sourceChange('src/pool.ts', base, head));
    expect(result).toEqual({ path: 'src/pool.ts', state: 'parsed', changed, cosmetic, total });
  });

  it.each(ELSEWHERE)('%s', async (_, path, base, head, changed) => {
    const result = await changedFunctions(syntax, sourceChange(path, base, head));
    expect(result).toMatchObject({ state: 'parsed', changed });
  });
});

describe('fallback: one whole-file unit', () => {
  const binary: Source = { state: 'binary' };
  const large: Source = { state: 'too-large' };
  const text = (value: string): Source => ({ state: 'text', text: value });
  it.each<readonly [string, string, Source, Source, string]>([
    [
      'a language without a grammar',
      'src/a.kt',
      text('a'),
      text('b'),
      'is of no language that has a grammar here (.kt)',
    ],
    [
      'a file without an extension',
      'Makefile',
      text('a'),
      text('b'),
      'is of no language that has a grammar here (no extension)',
    ],
    [
      'a hidden file',
      '.rb',
      text('a'),
      text('b'),
      'is of no language that has a grammar here (no extension)',
    ],
    ['binary head', 'a.ts', text('a'), binary, 'is binary'],
    ['binary base', 'a.ts', binary, text('a'), 'in its base is binary'],
    ['a head that was not read', 'a.ts', undefined, large, 'is too large to read'],
    [
      'a long line',
      'a.ts',
      undefined,
      text('x'.repeat(5_001)),
      'has a line longer than 5000 characters',
    ],
    [
      'an error in what changed',
      'a.ts',
      text('function f() {}'),
      text('function f() {\n  @@\n}'),
      'has a syntax error that is not on both sides, line 2 in f',
    ],
    [
      'an error that a change repairs',
      'a.ts',
      text('function f() {\n  @@\n}'),
      text('function f() {}'),
      'has a syntax error that is not on both sides, line 2 in f',
    ],
  ])('%s', async (_, path, base, head, because) => {
    const result = await changedFunctions(syntax, { path: path as RepoPath, base, head });
    expect(result).toEqual({ path, state: 'fallback', because });
  });
});

import { describe, expect, test } from '@jest/globals';
import { changedNames } from '../../../src/analysis/symbols/changed-names.ts';

const LONG = '\n  // words\n'.repeat(70);

describe('what a change may do to names, by its words', () => {
  test.each<
    [
      why: string,
      before: string,
      after: string,
      dropped: readonly string[],
      added: readonly string[],
    ]
  >([
    ['nothing', 'a();\n', 'a();\n', [], []],
    ['a new file drops nothing', '', 'const a = b;\n', [], ['const', 'a', 'b']],
    ['a removed file drops what it declares', 'const a = b;\n', '', ['a'], []],
    ['a line that moves is no change', 'const a = b;\nc();\n', 'c();\nconst a = b;\n', [], []],
    ['a call that goes is no declaration', 'f(x);\n  g(x, () => {\n', '', [], []],
    ['a statement is none', 'if (x) {\nreturn a;\nfor (const b of c) {\n', '', ['b'], []],
    [
      'another body of a function',
      'function f(a) {\n  g(a);\n}\n',
      'function f(a) {\n  h(a);\n}\n',
      [],
      ['h', 'a'],
    ],
    ['another value of a variable', 'const f = a;\n', 'const f = b;\n', [], ['const', 'f', 'b']],
    [
      'another head of a function',
      'function f(a) {\n',
      'function f(a, b) {\n',
      ['f'],
      ['function', 'f', 'a', 'b'],
    ],
    [
      'of an arrow function',
      'const f = (a) => {\n',
      'const f = (a, b) => {\n',
      ['f'],
      ['const', 'f', 'a', 'b'],
    ],
    [
      'a parameter on its own line',
      'function f(\n  a,\n) {}\n',
      'function f(\n  a,\n  b,\n) {}\n',
      ['f'],
      ['b', 'function', 'f'],
    ],
    [
      'an argument on its own line',
      'const x = f(\n  a,\n);\n',
      'const x = f(\n  a,\n  b,\n);\n',
      ['x'],
      ['b', 'const', 'x', 'f'],
    ],
    [
      'one that is too far from the bracket',
      `function f(${LONG}) {}\n`,
      `function f(${LONG}  a,\n) {}\n`,
      [],
      ['a'],
    ],
    [
      'a member',
      'class A {\n  static async f(a) {\n  g: 1;\n  h;\n',
      'class A {\n',
      ['.f', '.g', '.h'],
      [],
    ],
    ['members on one line', 'const a = { b: 1, c() {}, if: 2 };\n', '', ['a', '.b', '.c'], []],
    ['an overload', 'f(a: 1): void;\n', '', ['f'], []],
    ['an attribute', 'self.a = 1\nthis.b == 1\n', '', ['.a'], []],
    [
      'a constructor is its class',
      'class A {\n  constructor (a) {}\n}\n',
      'class A {\n  constructor (a, b) {}\n}\n',
      ['.constructor', 'A'],
      ['constructor', 'a', 'b'],
    ],
    [
      'in Python too',
      'class A:\n    def __init__(self):\n',
      'class A:\n    def __init__(self, a):\n',
      ['__init__', 'A'],
      ['def', '__init__', 'self', 'a'],
    ],
    [
      'a name less in a list',
      "export { a, b } from './c';\n",
      "export { a } from './c';\n",
      ['b'],
      ['export', 'a', 'from', 'c'],
    ],
    [
      'a list with one name a line',
      'module.exports = {\n  a,\n  b: c.d,\n}\n',
      'module.exports = {\n  a,\n}\n',
      ['b', '.b', 'c', 'd'],
      ['module', 'exports'],
    ],
    [
      'a default',
      'function f(a) {}\nexport default f;\n',
      'function f(a, b) {}\nexport default f;\n',
      ['f', 'default'],
      ['function', 'f', 'a', 'b'],
    ],
    [
      'another name for what is used',
      "import { a as b, c as d } from './e';\n",
      "import { a as b, c as d } from './e';\nb();\n",
      [],
      ['b', 'a'],
    ],
    [
      'also of CommonJS',
      "const { a: b, c: d } = require('./e')\n",
      "const { a: b, c: d } = require('./e')\nb()\n",
      [],
      ['b', 'a'],
    ],
    [
      'a whole module',
      "import a from './e';\nconst b = require('./f')\n",
      "import a from './e';\nconst b = require('./f')\nb()\n",
      [],
      ['b', 'default'],
    ],
    ['a variable of a function', '  const a = 1;\n', '', [], []],
    ['words of any alphabet', '', 'größe = 1\n', [], ['größe', '1']],
    ['a bracket alone on its line', '(\n  a,\n)\n', '(\n  a,\n  b,\n)\n', [], ['b']],
    ['lines without a word do not count', 'a = 1\n}\n', 'a = 1\n}\n}\n\n', [], []],
  ])('%s', (_why, before, after, dropped, added) => {
    const found = changedNames(before, after);
    expect([
      [...found.dropped, ...[...found.members].map((name) => `.${name}`)].sort(),
      [...found.added].sort(),
    ]).toEqual([[...dropped].sort(), [...added].sort()]);
  });
});

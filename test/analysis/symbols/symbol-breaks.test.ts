import { describe, expect, test } from '@jest/globals';
import { fileSymbols, hasSymbols } from '../../../src/analysis/symbols/file-symbols.ts';
import {
  type OutputSymbols,
  passedThrough,
  symbolBreaks,
} from '../../../src/analysis/symbols/symbol-breaks.ts';
import { NO_SYMBOLS, type SymbolTable } from '../../../src/analysis/symbols/symbol-table.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import type { RepoPath } from '../../../src/model/repo-path.ts';
import { syntax } from '../../support/syntax.ts';

type Files = Readonly<Record<string, string>>;
/** Files that an output changes; undefined = it removes the file. */
type Edits = Readonly<Record<string, string | undefined>>;

async function tableOf(path: string, text: string | undefined): Promise<SymbolTable> {
  if (text === undefined) return NO_SYMBOLS;
  const table = await fileSymbols(path, text, syntax);
  if (table === undefined) throw new Error(`${path} cannot be read: ${text}`);
  return table;
}

async function outputOf(output: string, base: Files, edits: Edits): Promise<OutputSymbols> {
  const files = Object.entries(edits).map(async ([path, text]) => ({
    path: path as RepoPath,
    before: await tableOf(path, base[path]),
    after: await tableOf(path, text),
  }));
  return { output, files: await Promise.all(files) };
}

/** `kind name: defined used` of what `a` and `b` break of each other. */
async function broken(base: Files, a: Edits, b: Edits): Promise<readonly string[]> {
  const outputs = [await outputOf('a', base, a), await outputOf('b', base, b)];
  const tables = new Map<string, SymbolTable>();
  for (const [path, text] of Object.entries(base)) tables.set(path, await tableOf(path, text));
  for (const path of passedThrough(outputs)) expect(typeof path).toBe('string');
  return symbolBreaks(outputs, (path) => tables.get(path)).map(
    ({ changer, user, kind, name, defined, used }) =>
      `${changer}>${user} ${kind} ${name}: ${defined} ${used}`,
  );
}

interface Row {
  readonly why: string;
  readonly base: Files;
  readonly a: Edits;
  readonly b: Edits;
}
const CART = 'export function total(items, tax) { return items + tax; }\nexport const zero = 0;\n';
const RENAMED = CART.replace('total', 'sum');
const PY = 'def total(items, tax):\n    return items\n\nZERO = 0\n';

const MORE = `export enum Kind { A }
export abstract class Base { abstract step(): void }
export function* gen() {}
export const { p, q } = { p: 1, q: 2 };
export let [r] = [1];
`;
const fails: readonly (Row & { readonly breaks: readonly string[] })[] = [
  {
    why: 'B07: a function is renamed, a new file calls the old name',
    base: { 'src/cart.ts': CART },
    a: { 'src/cart.ts': RENAMED },
    b: { 'src/bill.ts': "import { total } from './cart.ts';\ntotal(1, 2);\n" },
    breaks: ['a>b removed total: src/cart.ts src/bill.ts'],
  },
  {
    why: 'a file that imported it already calls it once more',
    base: {
      'src/cart.ts': CART,
      'src/bill.ts': "import { total as t } from './cart';\nt(1, 2);\n",
    },
    a: { 'src/cart.ts': RENAMED, 'src/bill.ts': "import { sum as s } from './cart';\ns(1, 2);\n" },
    b: { 'src/bill.ts': "import { total as t } from './cart';\nt(1, 2);\nt(3, 4);\n" },
    breaks: ['a>b removed total: src/cart.ts src/bill.ts'],
  },
  {
    why: 'the whole file is removed, or moved',
    base: { 'src/cart.js': CART },
    a: { 'src/cart.js': undefined, 'src/basket.js': CART },
    b: { 'src/x/bill.js': "import * as cart from '../cart.js';\ncart.total(1, 2);\n" },
    breaks: ['a>b removed total: src/cart.js src/x/bill.js'],
  },
  {
    why: 'through two files that pass it on',
    base: {
      'src/cart.ts': CART,
      'src/index.ts': "export { total } from './cart';\n",
      'src/all.ts': "export * from './index';\n",
    },
    a: { 'src/cart.ts': RENAMED },
    b: { 'bill.ts': "import { total } from './src/all';\ntotal(1, 2);\n" },
    breaks: ['a>b removed total: src/cart.ts bill.ts'],
  },
  {
    why: 'it is passed on anew',
    base: { 'src/cart.ts': CART },
    a: { 'src/cart.ts': RENAMED },
    b: { 'src/index.ts': "export { total as t } from './cart';\n" },
    breaks: ['a>b removed total: src/cart.ts src/index.ts'],
  },
  {
    why: 'a default export is gone',
    base: { 'a.ts': 'export default function f() {}\n' },
    a: { 'a.ts': 'export function f() {}\n' },
    b: { 'b.ts': "import g from './a';\ng();\n" },
    breaks: ['a>b removed default: a.ts b.ts'],
  },
  {
    why: 'a private function of the same file is renamed',
    base: { 'a.ts': 'function help() {}\nhelp();\nexport const x = 1;\n' },
    a: { 'a.ts': 'function aid() {}\naid();\nexport const x = 1;\n' },
    b: { 'a.ts': 'function help() {}\nhelp();\nexport const x = help();\n' },
    breaks: ['a>b removed help: a.ts a.ts'],
  },
  {
    why: 'a new required parameter, and a new call without it',
    base: { 'a.ts': 'export function f(a: number) {}\n' },
    a: { 'a.ts': 'export function f(a: number, b: number) {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf(1);\n" },
    breaks: ['a>b arity f: a.ts b.ts'],
  },
  {
    why: 'a parameter fewer, of an arrow function, called as a member of the module',
    base: { 'a.ts': 'export const f = (a, b) => a;\n' },
    a: { 'a.ts': 'export const f = a => a;\n' },
    b: { 'b.ts': "import * as n from './a';\nn.f(1, 2);\n" },
    breaks: ['a>b arity f: a.ts b.ts'],
  },
  {
    why: 'arity inside the same file',
    base: { 'a.ts': 'function f(a) {}\nf(1);\n' },
    a: { 'a.ts': 'function f(a, b) {}\nf(1, 2);\n' },
    b: { 'a.ts': 'function f(a) {}\nf(1);\nf(3);\n' },
    breaks: ['a>b arity f: a.ts a.ts'],
  },
  {
    why: 'a method is removed, and used of something in a file that imports its class',
    base: { 'pool.ts': 'export class Pool { connect() {} drain() {} }\n' },
    a: { 'pool.ts': 'export class Pool { connect() {} }\n' },
    b: { 'use.ts': "import { Pool } from './pool';\nnew Pool().drain();\n" },
    breaks: ['a>b member drain: pool.ts use.ts'],
  },
  {
    why: 'values of other kinds: an enum, an abstract class, a generator; used in JSX, shorthand and sums',
    base: { 'a.ts': MORE },
    a: { 'a.ts': 'export {};\n' },
    b: {
      'b.tsx':
        "import { Kind, Base, gen } from './a';\nconst x = <Base k={Kind + 1} />;\nconst o = { gen };\nfor (const [i] of x) { try {} catch (e) {} }\n",
    },
    breaks: [
      'a>b removed Base: a.ts b.tsx',
      'a>b removed Kind: a.ts b.tsx',
      'a>b removed gen: a.ts b.tsx',
    ],
  },
  {
    why: 'an export list, with the arity of what stands below it',
    base: { 'a.ts': "import { h } from './h';\nexport { f as g, h };\nfunction f(a) {}\n" },
    a: { 'a.ts': 'export { f as g };\nfunction f(a, b) {}\n' },
    b: { 'b.ts': "import { g, h } from './a';\ng(1);\nh;\n" },
    breaks: ['a>b arity g: a.ts b.ts', 'a>b removed h: a.ts b.ts'],
  },
  {
    why: 'Python: a module taken out of its package',
    base: { 'p/m.py': 'def total():\n    pass\n' },
    a: { 'p/m.py': '' },
    b: { 'p/n.py': 'from . import m\nm.total()\n', 'q.py': 'from .p import m as k\nk.total()\n' },
    breaks: ['a>b removed total: p/m.py p/n.py', 'a>b removed total: p/m.py q.py'],
  },
  {
    why: 'both break each other',
    base: { 'a.ts': CART, 'b.ts': 'export const old = 1;\n' },
    a: { 'a.ts': RENAMED, 'c.ts': "import { old } from './b';\nold;\n" },
    b: {
      'b.ts': 'export const fresh = 1;\n',
      'd.ts': "import { total } from './a';\ntotal(1, 2);\n",
    },
    breaks: ['a>b removed total: a.ts d.ts', 'b>a removed old: b.ts c.ts'],
  },
  {
    why: 'Python: a function is renamed, relative import',
    base: { 'shop/cart.py': PY },
    a: { 'shop/cart.py': PY.replace('total', 'summed') },
    b: { 'shop/bill.py': 'from .cart import total as t\nt(1, 2)\n' },
    breaks: ['a>b removed total: shop/cart.py shop/bill.py'],
  },
  {
    why: 'Python: through a package, and as a member of a module',
    base: { 'shop/cart.py': PY, 'shop/__init__.py': 'from .cart import total\n' },
    a: { 'shop/cart.py': PY.replace('total', 'summed') },
    b: {
      'app/x.py': 'from shop import total\ntotal(1, 2)\n',
      'app/y.py': 'from shop import cart\ncart.total(1, 2)\n',
      'app/z.py': 'import shop.cart as c\nc.total(1, 2)\n',
    },
    breaks: [
      'a>b removed total: shop/cart.py app/x.py',
      'a>b removed total: shop/cart.py app/y.py',
      'a>b removed total: shop/cart.py app/z.py',
    ],
  },
  {
    why: 'Python: a new required argument, and a method that is gone',
    base: {
      'm.py': 'def f(a, b=1, *, k=2):\n    pass\n\nclass P:\n    def drain(self):\n        pass\n',
    },
    a: { 'm.py': 'def f(a, b, c):\n    pass\n\nclass P:\n    pass\n' },
    b: { 'n.py': 'from m import f, P\nf(1, k=3)\nP().drain()\n' },
    breaks: ['a>b arity f: m.py n.py', 'a>b member drain: m.py n.py'],
  },
];

const passes: readonly Row[] = [
  {
    why: 'a name that was passed on before: who renames it meets that without the other one',
    base: { 'a.ts': CART, 'i.ts': "export { total } from './a';\n" },
    a: { 'a.ts': RENAMED },
    b: { 'i.ts': "export { total } from './a';\nexport const x = 1;\n" },
  },
  {
    why: 'Python: a generator as the only argument counts as nothing that is known',
    base: { 'm.py': 'def f(a):\n    pass\nx.y = 1\n' },
    a: { 'm.py': 'def f(a, b):\n    pass\nx.y = 1\n' },
    b: { 'n.py': 'from m import f\nf(i for i in x)\n' },
  },
  {
    why: 'names that were passed on as a whole module, and types in a list',
    base: {
      'a.ts':
        "export * as q from './q';\nclass T {}\nexport type { T };\nexport { type T as U };\n",
    },
    a: { 'a.ts': "export * as q from './r';\n" },
    b: {
      'b.ts':
        "import { q } from './a';\nimport fs = require('fs');\nq.x;\n(q)[0].y.z();\n(() => 1)();\n",
    },
  },
  {
    why: 'a module above the repository, and one that is a package',
    base: { 'a.ts': CART },
    a: { 'a.ts': RENAMED },
    b: {
      'b.ts':
        "import { total } from '../../a';\nimport { zero } from './x/../../..';\ntotal(1, zero);\n",
    },
  },
  {
    why: 'a parameter called this is no argument',
    base: { 'a.ts': 'export function f(this: Window, a: number) {}\n' },
    a: { 'a.ts': 'export function f(a: number) {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf(1);\n" },
  },
  {
    why: 'files that pass on in a circle end somewhere',
    base: { 'a.ts': CART, 'x.ts': "export * from './y';\n", 'y.ts': "export * from './x';\n" },
    a: { 'a.ts': RENAMED },
    b: { 'b.ts': "import { total } from './x';\ntotal(1, 2);\n" },
  },
  {
    why: 'Python: names in loops, patterns and lists are declared',
    base: { 'm.py': 'def total():\n    pass\nfrom n import *\n' },
    a: { 'm.py': 'def summed():\n    pass\nfrom n import *\n' },
    b: {
      'm.py':
        'def total():\n    pass\nfrom n import *\nfor total, x in y:\n    (lambda *total: total)(x[0].z)\n',
    },
  },
  {
    why: 'an edit beside an old call adds no use',
    base: { 'a.ts': CART, 'b.ts': "import { total } from './a';\ntotal(1, 2);\n" },
    a: { 'a.ts': RENAMED, 'b.ts': "import { sum } from './a';\nsum(1, 2);\n" },
    b: { 'b.ts': "import { total } from './a';\ntotal(1, 2);\nconst x = 1;\n" },
  },
  {
    why: 'the same name of another file',
    base: { 'a.ts': CART, 'other.ts': CART },
    a: { 'a.ts': RENAMED },
    b: { 'b.ts': "import { total } from './other';\ntotal(1, 2);\n" },
  },
  {
    why: 'the same name of a package',
    base: { 'a.ts': CART },
    a: { 'a.ts': RENAMED },
    b: { 'b.ts': "import { total } from 'a';\ntotal(1, 2);\n" },
  },
  {
    why: 'the other one defines the name itself',
    base: { 'a.ts': CART },
    a: { 'a.ts': RENAMED },
    b: { 'b.ts': 'function total() {}\ntotal();\n' },
  },
  {
    why: 'both rename it in the same way',
    base: { 'a.ts': CART },
    a: { 'a.ts': RENAMED },
    b: { 'a.ts': RENAMED, 'b.ts': "import { total } from './a';\ntotal(1, 2);\n" },
  },
  {
    why: 'the function moved and its old file passes it on',
    base: { 'a.ts': CART },
    a: { 'a.ts': "export { total } from './c';\nexport const zero = 0;\n", 'c.ts': CART },
    b: { 'b.ts': "import { total } from './a';\ntotal(1, 2);\n" },
  },
  {
    why: 'the old file passes everything on',
    base: { 'a.ts': CART },
    a: { 'a.ts': "export * from './c';\n", 'c.ts': CART },
    b: { 'b.ts': "import { total } from './a';\ntotal(1, 2);\n" },
  },
  {
    why: 'a type is gone: types vanish before anything runs',
    base: { 'a.ts': 'export type T = 1;\nexport interface I {}\nexport class C {}\n' },
    a: { 'a.ts': '' },
    b: {
      'b.ts': "import type { C } from './a';\nimport { type T, type I } from './a';\nlet x: T;\n",
    },
  },
  {
    why: 'a new optional, default or rest parameter',
    base: { 'a.ts': 'export function f(a) {}\nexport function g(a) {}\nexport function h(a) {}\n' },
    a: {
      'a.ts':
        'export function f(a, b?: 1) {}\nexport function g(a, b = 1) {}\nexport function h(a, ...b) {}\n',
    },
    b: { 'b.ts': "import { f, g, h } from './a';\nf(1); g(1); h(1); h(1, 2, 3);\n" },
  },
  {
    why: 'a call that did not fit before either, and one that spreads',
    base: { 'a.js': 'export function f(a, b) {}\n' },
    a: { 'a.js': 'export function f(a, b, c) {}\n' },
    b: { 'b.js': "import { f } from './a.js';\nf(1); f(...x); f`x`; f(1, 2, 3 /* c */);\n" },
  },
  {
    why: 'overloads: nobody can say which one counts',
    base: { 'a.ts': 'export function f(a: 1): void;\nexport function f(a: 1, b?: 2): void {}\n' },
    a: { 'a.ts': 'export function f(a: 1, b: 2): void {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf(1);\n" },
  },
  {
    why: 'a parameter that shadows the name',
    base: { 'a.ts': 'function help() {}\nhelp();\n' },
    a: { 'a.ts': 'function aid() {}\naid();\n' },
    b: { 'a.ts': 'function help() {}\nhelp();\nconst g = (help) => help();\n' },
  },
  {
    why: 'a member of a file that the other one does not import',
    base: { 'pool.ts': 'export class Pool { drain() {} }\n' },
    a: { 'pool.ts': 'export class Pool {}\n' },
    b: { 'use.ts': "import { Sink } from './sink';\nnew Sink().drain();\n" },
  },
  {
    why: 'a member that moved to its base class',
    base: {
      'pool.ts': 'export class Pool extends Base { drain() {} }\n',
      'base.ts': 'export class Base {}\n',
    },
    a: {
      'pool.ts': 'export class Pool extends Base {}\n',
      'base.ts': 'export class Base { drain() {} }\n',
    },
    b: { 'use.ts': "import { Pool } from './pool';\nnew Pool().drain();\n" },
  },
  {
    why: 'a member that every object may have',
    base: { 'pool.ts': 'export class Pool { push() {} }\n' },
    a: { 'pool.ts': 'export class Pool {}\n' },
    b: { 'use.ts': "import { Pool } from './pool';\n[Pool].push(1);\n" },
  },
  {
    why: 'a field that the other one adds itself',
    base: { 'a.ts': 'export class P { drain = 1 }\n' },
    a: { 'a.ts': 'export class P {}\n' },
    b: {
      'b.ts':
        "import { P } from './a';\nclass Q extends P { drain = 2; m() { return this.drain; } }\n",
    },
  },
  {
    why: 'Python: a decorated function, keywords, and a splat',
    base: { 'm.py': '@wrap\ndef f(a):\n    pass\n\ndef g(a):\n    pass\n' },
    a: { 'm.py': '@wrap\ndef f(a, b):\n    pass\n\ndef g(a, *r, **k):\n    pass\n' },
    b: { 'n.py': 'from m import f, g\nf(1)\ng(*x)\ng(1, 2, q=3)\n' },
  },
  {
    why: 'Python: the same name of another module',
    base: { 'shop/cart.py': PY, 'other/cart.py': PY },
    a: { 'shop/cart.py': PY.replace('total', 'summed') },
    b: {
      'other/bill.py':
        'from .cart import total\nfrom other.cart import total as t\ntotal(1, 2)\nt(1, 2)\n',
    },
  },
];

describe('names that two outputs disagree about', () => {
  test.each(fails.map((row) => [row.why, row] as const))(
    '%s',
    async (_, { base, a, b, breaks }) => {
      expect(await broken(base, a, b)).toEqual(breaks);
    },
  );
  test.each(passes.map((row) => [row.why, row] as const))('none: %s', async (_, { base, a, b }) => {
    expect(await broken(base, a, b)).toEqual([]);
  });
});

test('a file that cannot be read whole, or is of another language, has no table', async () => {
  expect(await fileSymbols('a.ts', 'export function (', syntax)).toBeUndefined();
  expect(await fileSymbols('a.ts', '\n'.repeat(LIMITS.sourceBytes + 1), syntax)).toBeUndefined();
  expect(await fileSymbols('a.go', 'package a', syntax)).toBeUndefined();
  expect(await fileSymbols('README', 'x', syntax)).toBeUndefined();
  expect(['a.tsx', 'a.mjs', 'a.py', 'a.go', 'a'].map(hasSymbols)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

import { describe, expect, test } from '@jest/globals';
import { changedNames } from '../../../src/analysis/symbols/changed-names.ts';
import { fileSymbols, hasSymbols } from '../../../src/analysis/symbols/file-symbols.ts';
import { nameLinks } from '../../../src/analysis/symbols/name-links.ts';
import { symbolBreaks } from '../../../src/analysis/symbols/symbol-breaks.ts';
import { changesOf } from '../../../src/analysis/symbols/symbol-changes.ts';
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

async function filesOf(output: string, base: Files, edits: Edits) {
  const files = Object.entries(edits).map(async ([path, text]) => ({
    output,
    path: path as RepoPath,
    names: changedNames(base[path] ?? '', text ?? ''),
    before: await tableOf(path, base[path]),
    after: await tableOf(path, text),
  }));
  return Promise.all(files);
}

/** `kind name: defined used` of what `a` and `b` break of each other; '?' when only a search through the tree can tell. */
async function broken(base: Files, a: Edits, b: Edits): Promise<readonly string[]> {
  const files = [...(await filesOf('a', base, a)), ...(await filesOf('b', base, b))];
  const tables = new Map<string, SymbolTable>();
  for (const [path, text] of Object.entries(base)) tables.set(path, await tableOf(path, text));
  const said = (droppers: typeof files, adders: typeof files) =>
    symbolBreaks(droppers.flatMap(changesOf), adders, (path) => tables.get(path)).map(
      ({ changer, user, kind, name, defined, used, seen }) =>
        `${changer}>${user} ${kind} ${name}: ${defined} ${used}${seen === 'anywhere' ? ' ?' : ''}`,
    );
  const { droppers, adders } = nameLinks(files, { meet: () => true, says: () => false });
  const found = said([...droppers], [...adders]);
  // The words of the texts leave out no file that the syntax trees need.
  expect(found).toEqual(said(files, files));
  return found;
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
    // The import that its call stands on is gone, too.
    breaks: [
      'a>b removed t: src/bill.ts src/bill.ts',
      'a>b removed total: src/cart.ts src/bill.ts',
    ],
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
    why: 'an import of the same name out of another file',
    base: {
      'a.ts': 'export function f() {}\nexport function g() {}\n',
      'x.ts': 'export function f() {}\n',
      'b.ts': "import { f } from './x';\nf();\n",
    },
    a: { 'a.ts': 'export function g() {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf();\n" },
    breaks: ['a>b removed f: a.ts b.ts'],
  },
  {
    why: 'an import of another name out of the same file',
    base: {
      'a.ts': 'export function f() {}\nexport function g() {}\n',
      'x.ts': 'export function f() {}\n',
      'b.ts': "import { g as f } from './a';\nf();\n",
    },
    a: { 'a.ts': 'export function g() {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf();\n" },
    breaks: ['a>b removed f: a.ts b.ts'],
  },
  {
    why: 'the same name passed on out of another file',
    base: {
      'a.ts': 'export function f() {}\nexport function g() {}\n',
      'x.ts': 'export function f() {}\n',
      'b.ts': "export { f } from './x';\n",
    },
    a: { 'a.ts': 'export function g() {}\n' },
    b: { 'b.ts': "export { f } from './a';\n" },
    breaks: ['a>b removed f: a.ts b.ts'],
  },
  {
    why: 'another name passed on out of the same file',
    base: {
      'a.ts': 'export function f() {}\nexport function g() {}\n',
      'x.ts': 'export function f() {}\n',
      'b.ts': "export { g as f } from './a';\n",
    },
    a: { 'a.ts': 'export function g() {}\n' },
    b: { 'b.ts': "export { f } from './a';\n" },
    breaks: ['a>b removed f: a.ts b.ts'],
  },
  {
    why: 'the same wrong call once more',
    base: {
      'a.ts': 'export function f(a: number, b?: number) {}\n',
      'b.ts': "import { f } from './a';\nf(1);\n",
    },
    a: { 'a.ts': 'export function f(a: number, b: number) {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf(1);\nf(1);\n" },
    breaks: ['a>b arity f: a.ts b.ts'],
  },
  {
    why: 'a method is removed, and used of something',
    base: { 'pool.ts': 'export class Pool { connect() {} drain() {} }\n' },
    a: { 'pool.ts': 'export class Pool { connect() {} }\n' },
    b: { 'use.ts': "import { Pool } from './pool';\nnew Pool().drain();\n" },
    breaks: ['a>b member drain: pool.ts use.ts ?'],
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
    breaks: ['a>b arity f: m.py n.py', 'a>b member drain: m.py n.py ?'],
  },
  {
    why: 'CommonJS: an export taken off the list, by name and of the whole module',
    base: {
      'a.js': 'function f(a) {}\nmodule.exports = { f, g: 1, h() {} }\n',
    },
    a: { 'a.js': 'function f(a) {}\nmodule.exports = { }\n' },
    b: {
      'b.js': "const { f, h: k } = require('./a')\nf(1)\nk()\n",
      'c.js': "const a = require('./a')\na.g\n",
      'd.js': "require('./a').g\n",
      'e.js': "const l = (await import('./a.js')).g\n",
    },
    breaks: [
      'a>b removed f: a.js b.js',
      'a>b removed g: a.js c.js',
      'a>b removed g: a.js d.js',
      'a>b removed g: a.js e.js',
      'a>b removed h: a.js b.js',
    ],
  },
  {
    why: 'a function that stays and is not exported any more',
    base: { 'a.ts': 'export const f = (a) => {\n  g(a);\n};\nexport class C {\n  x = 1;\n}\n' },
    a: { 'a.ts': 'const f = (a) => {\n  g(a);\n};\nclass C {\n  x = 1;\n}\n' },
    b: { 'b.ts': "import { f, C } from './a';\nf(1);\nnew C();\n" },
    breaks: ['a>b removed C: a.ts b.ts', 'a>b removed f: a.ts b.ts'],
  },
  {
    why: 'a default that becomes an export by its name',
    base: { 'a.ts': 'export default function f(a) {\n  g(a);\n}\n' },
    a: { 'a.ts': 'export function f(a) {\n  g(a);\n}\n' },
    b: { 'b.ts': "import f from './a';\nf(1);\n" },
    breaks: ['a>b removed default: a.ts b.ts'],
  },
  {
    why: 'CommonJS: the only export becomes the module itself',
    base: { 'a.js': 'exports.f = f\nfunction f() {}\n' },
    a: { 'a.js': 'module.exports = f\nfunction f() {}\n' },
    b: { 'b.js': "const { f } = require('./a')\nf()\n" },
    breaks: ['a>b removed f: a.js b.js'],
  },
  {
    why: 'CommonJS: exports one by one, and their arity',
    base: {
      'a.js': 'exports.f = function (a) {}\nmodule.exports.g = (a) => a\nexports.k = exports.f\n',
    },
    a: { 'a.js': 'exports.f = function (a, b) {}\nexports.k = exports.f\n' },
    b: { 'b.js': "const a = require('./a')\na.f(1)\na.g(1)\n" },
    breaks: ['a>b arity f: a.js b.js', 'a>b removed g: a.js b.js'],
  },
  {
    why: 'CommonJS: the module is a function, or a class that is made',
    base: {
      'a.js': 'function build(a) {}\nmodule.exports = build\n',
      'c.js': 'module.exports = class { constructor(a) {} }\n',
      'b.js': "const make = require('./a')\nconst x = require('./x')\n",
    },
    a: {
      'a.js': 'function build(a, b) {}\nmodule.exports = build\n',
      'c.js': 'module.exports = class { constructor(a, b) {} }\n',
    },
    b: {
      'b.js': "const make = require('./a')\nconst x = require('./x')\nmake(1)\n",
      'd.js': "const C = require('./c')\nnew C(1)\n",
    },
    breaks: ['a>b arity default: a.js b.js', 'a>b arity default: c.js d.js'],
  },
  {
    why: 'a class whose constructor asks for more',
    base: { 'a.ts': 'export class P {\n  constructor(\n    a: 1,\n  ) {}\n}\n' },
    a: { 'a.ts': 'export class P {\n  constructor(\n    a: 1,\n    b: 2,\n  ) {}\n}\n' },
    b: { 'b.ts': "import { P } from './a';\nnew P(1);\n" },
    breaks: ['a>b arity P: a.ts b.ts'],
  },
  {
    why: 'a new parameter on a line of its own, and an argument less on a line of its own',
    base: {
      'a.ts': 'export function f(\n  a,\n  b = [],\n) {}\n',
      'b.ts': "import { f } from './a';\nf(\n  1,\n  2,\n);\n",
    },
    a: { 'a.ts': 'export function f(\n  a,\n  b,\n) {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf(\n  1,\n);\n" },
    breaks: ['a>b arity f: a.ts b.ts'],
  },
  {
    why: 'a name that was passed on is not any more',
    base: { 'a.ts': CART, 'i.ts': "export {\n  total,\n  zero,\n} from './a';\n" },
    a: { 'i.ts': "export {\n  zero,\n} from './a';\n" },
    b: { 'b.ts': "import { total } from './i';\ntotal(1, 2);\n" },
    breaks: ['a>b removed total: i.ts b.ts'],
  },
  {
    why: 'Python: a package no longer offers what it imported',
    base: { 'p/__init__.py': 'from .m import (\n    f,\n    g,\n)\n', 'p/m.py': 'f = g = 1\n' },
    a: { 'p/__init__.py': 'from .m import (\n    g,\n)\n' },
    b: { 'b.py': 'from p import f\nf\n' },
    breaks: ['a>b removed f: p/__init__.py b.py'],
  },
  {
    why: 'an import that nobody used any more is taken out, and used again',
    base: { 'a.ts': "import { help } from './h';\nexport const x = 1;\n" },
    a: { 'a.ts': 'export const x = 1;\n' },
    b: { 'a.ts': "import { help } from './h';\nexport const x = help;\n" },
    breaks: ['a>b removed help: a.ts a.ts'],
  },
  {
    why: 'paths from the root of the source, as bundlers know them',
    base: { 'web/src/lib/cart.ts': CART, 'web/src/lib/list/index.ts': CART },
    a: { 'web/src/lib/cart.ts': RENAMED, 'web/src/lib/list/index.ts': RENAMED },
    b: {
      'web/src/b.ts': "import { total } from '@/lib/cart';\ntotal(1, 2);\n",
      'web/src/c.ts': "import { total } from '~/lib/list';\ntotal(1, 2);\n",
    },
    breaks: [
      'a>b removed total: web/src/lib/cart.ts web/src/b.ts',
      'a>b removed total: web/src/lib/list/index.ts web/src/c.ts',
    ],
  },
  {
    why: 'a name that a script shares with all others',
    base: { 'a.js': 'function total() {}\n' },
    a: { 'a.js': 'function sum() {}\n' },
    b: { 'b.js': 'total();\n' },
    breaks: ['a>b removed total: a.js b.js ?'],
  },
  {
    why: 'one that a file imports and says by itself needs no search',
    base: { 'a.js': 'export function total() {}\n' },
    a: { 'a.js': 'export function sum() {}\n' },
    b: { 'b.js': "import { total as t } from './a.js';\nt();\ntotal();\n" },
    breaks: ['a>b removed total: a.js b.js'],
  },
  {
    why: 'members of interfaces, enums, objects and patterns',
    base: {
      'a.ts':
        'interface I { first: 1; second(): void }\nenum E { Third }\nconst o = { fourth: 1 };\no.fifth = 1;\n',
    },
    a: { 'a.ts': 'interface I {}\nenum E {}\nconst o = {};\n' },
    b: {
      'b.ts':
        'declare const a: any;\na.first;\na.second();\na.Third;\nconst { fourth, fifth: x } = a;\n',
    },
    breaks: ['fifth', 'first', 'fourth', 'second', 'Third']
      .sort()
      .map((name) => `a>b member ${name}: a.ts b.ts ?`),
  },
  {
    why: 'Python: attributes of a class and of self, and what a constructor asks for',
    base: {
      'm.py':
        'class P:\n    first: int = 1\n    def __init__(self, a, *r: int):\n        self.second = a\n\nclass Q:\n    def __init__(self, a):\n        pass\n',
    },
    a: {
      'm.py':
        'class P:\n    def __init__(self, a, b, *r: int):\n        pass\n\nclass Q:\n    def __init__(self):\n        pass\n',
    },
    b: { 'n.py': 'from m import P, Q\np = P(1)\nQ(1)\np.first\np.second\n' },
    breaks: [
      'a>b arity P: m.py n.py',
      'a>b arity Q: m.py n.py',
      'a>b member first: m.py n.py ?',
      'a>b member second: m.py n.py ?',
    ],
  },
];

const passes: readonly Row[] = [
  {
    why: 'CommonJS: nobody can say what is offered',
    base: { 'a.js': 'module.exports = { f }\nfunction f() {}\n' },
    a: { 'a.js': 'module.exports = { ...f, [x]: 1 }\nfunction f() {}\n' },
    b: { 'b.js': "const { f } = require('./a')\nf()\n" },
  },
  ...[
    'Object.assign(exports, f)',
    'exports[x] = 1',
    'module.exports = make(f)',
    'module.exports = other',
  ].map(
    (offers): Row => ({
      why: `CommonJS: nor with ${offers}`,
      base: { 'a.js': 'exports.f = f\nfunction f() {}\n' },
      a: { 'a.js': `${offers}\nfunction f() {}\n` },
      b: { 'b.js': "const { f, ...rest } = require('./a')\nf()\nrequire(x); require('./a')()\n" },
    }),
  ),
  {
    why: 'CommonJS: the same in another way',
    base: { 'a.js': 'exports = module.exports = { f /* it */ }\nfunction f() {}\n' },
    a: { 'a.js': 'exports.f = f\nfunction f() {}\n' },
    b: { 'b.js': "const { f } = require('./a')\nf()\n" },
  },
  {
    why: 'classes of which nobody can say what they ask for: of another one, with overloads',
    base: {
      'a.ts':
        'export class P extends Q {}\nexport class R { constructor(a); constructor(a, b?) {} }\n',
    },
    a: {
      'a.ts':
        'export class P extends Q { constructor(a) {} }\nexport class R { constructor(a, b) {} }\n',
    },
    b: { 'b.ts': "import { P, R } from './a';\nnew P(); new R(1); new x.y.z(); new P;\n" },
  },
  {
    why: 'Python: classes that are made in ways of their own',
    base: {
      'm.py':
        '@wrap\nclass P:\n    def __init__(self):\n        pass\n\nclass Q:\n    def __new__(cls):\n        pass\n\nclass R:\n    @wrap\n    def __init__(self):\n        pass\n\nclass S:\n    pass\n\nclass T:\n    def __new__(cls):\n        pass\n    def __init__(self):\n        pass\n',
    },
    a: {
      'm.py':
        '@wrap\nclass P:\n    def __init__(self, a):\n        pass\n\nclass Q:\n    def __new__(cls, a):\n        pass\n\nclass R:\n    @wrap\n    def __init__(self, a):\n        pass\n\nclass S:\n    def __init__(self, a):\n        pass\n\nclass T:\n    def __new__(cls, a):\n        pass\n    def __init__(self, a):\n        pass\n',
    },
    b: { 'n.py': 'from m import P, Q, R, S, T\nP()\nQ()\nR()\nS()\nT()\n' },
  },
  {
    why: 'an import that the other one uses already, and only moves',
    base: { 'a.ts': "import { help } from './h';\nexport const x = help;\n" },
    a: { 'a.ts': "import { aid } from './h';\nexport const x = aid;\n" },
    b: { 'a.ts': "import { help } from './h';\n\nexport const x = help;\n" },
  },
  {
    why: "Python: a module that stops to import what it used is nobody's package",
    base: { 'm.py': 'from x import f\nf\n' },
    a: { 'm.py': 'a = 1\n' },
    b: { 'n.py': 'from m import f\nf\n' },
  },
  {
    why: 'a member that the other one defines in another file of its own',
    base: { 'a.ts': 'export class P { drain() {} }\n' },
    a: { 'a.ts': 'export class P {}\n' },
    b: { 'b.ts': 'declare const x: any;\nx.drain();\n', 'c.ts': 'export class Q { drain() {} }\n' },
  },
  {
    why: 'a new call that fits, beside an old one that does not',
    base: {
      'a.ts': 'export function f(a: number, b?: number) {}\n',
      'b.ts': "import { f } from './a';\nf(1);\n",
    },
    a: { 'a.ts': 'export function f(a: number, b: number) {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf(1, 2);\nf(1);\n" },
  },
  {
    why: 'an old use of a member, and its name said in another way',
    base: {
      'pool.ts': 'export class Pool { drain() {} }\n',
      'b.ts': 'declare const x: any;\nx.drain();\n',
    },
    a: { 'pool.ts': 'export class Pool {}\n' },
    b: { 'b.ts': 'declare const x: any;\nx.drain();\nexport const y = drain;\n' },
  },
  {
    why: 'a method that stays beside one that goes',
    base: { 'pool.ts': 'export class Pool { drain() {} connect() {} }\n' },
    a: { 'pool.ts': 'export class Pool { drain() {} }\n' },
    b: { 'use.ts': "import { Pool } from './pool';\nnew Pool().drain();\n" },
  },
  {
    why: 'a method with a name that every second object has',
    base: { 'pool.ts': 'export class Pool { get() {} connect() {} }\n' },
    a: { 'pool.ts': 'export class Pool { connect() {} }\n' },
    b: { 'use.ts': 'new Map().get(1);\n' },
  },
  {
    why: 'a script’s function with a name that every second object has',
    base: { 'a.js': 'function run() {}\n' },
    a: { 'a.js': 'function start() {}\n' },
    b: { 'b.js': 'run();\n' },
  },
  {
    why: 'a function that becomes a constant, and one that becomes an import of its name',
    base: { 'a.ts': 'function help() {}\nfunction aid() {}\nhelp();\naid();\n' },
    a: { 'a.ts': "import { aid } from './aid';\nconst help = () => 1;\nhelp();\naid();\n" },
    b: {
      'a.ts':
        'function help() {}\nfunction aid() {}\nhelp();\naid();\nexport const x = [help(), aid()];\n',
    },
  },
  {
    why: 'parameters that nobody can read any more, or could not read before',
    base: { 'a.ts': 'export function f(a: number) {}\nexport const g = make();\n' },
    a: { 'a.ts': 'export const f = make();\nexport function g(a: number) {}\n' },
    b: { 'b.ts': "import { f, g } from './a';\nf(1);\ng(1, 2);\n" },
  },
  {
    why: 'a call that fits the parameters as they were and as they are',
    base: { 'a.ts': 'export function f(a: number, b?: number) {}\n' },
    a: { 'a.ts': 'export function f(a: number) {}\n' },
    b: { 'b.ts': "import { f } from './a';\nf(1);\n" },
  },
  {
    why: 'a name of another language',
    base: { 'a.js': 'function total() {}\n' },
    a: { 'a.js': 'function sum() {}\n' },
    b: { 'b.py': 'total()\n' },
  },

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

test.each([
  ['nothing unread', 'export const a = 1;', 'export const b = 1;', true],
  [
    'the same unread',
    'export function (\nexport const a = 1;',
    'export function (\nexport const b = 1;',
    true,
  ],
  ['made unreadable', 'export const a = 1;', 'export const b = 1; )', false],
  ['a token missing', 'export const a = (1);', 'export const a = (1;', false],
])('texts can be compared: %s', async (_why, before, after, same) => {
  const [old, now] = [await tableOf('a.ts', before), await tableOf('a.ts', after)];
  expect(old.unread === now.unread).toBe(same);
});

test('a file that cannot be parsed at all, or is of another language, has no table', async () => {
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

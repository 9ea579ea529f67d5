import { describe, expect, test } from '@jest/globals';
import { judgeIntegration } from '../../src/flows/judge-integration.ts';
import type { RuleResult } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';
import { repo } from '../support/repo.ts';
import { workspaceOf } from '../support/workspace.ts';

/**
 * Threat B07: each output is right on its base, git merges the two, and what comes out is broken. Real git, through every
 * rule of Gate 3; each variant is red by symbols-agree alone and would be green without it.
 */
const RULE = 'integration/symbols-agree';
const POLICY = { '.handoff/policy.yaml': 'mode: block\n' };
type Files = Readonly<Record<string, string>>;

async function laterOf(base: Files, first: Files, second: Files): Promise<readonly RuleResult[]> {
  let story = repo({ ...POLICY, ...base }).branch('handoff/first');
  for (const [path, text] of Object.entries(first)) story = story.edit(path, text);
  story = story.commit().branch('handoff/second', 'main');
  for (const [path, text] of Object.entries(second)) story = story.edit(path, text);
  const made = story.commit().make();
  // Git has nothing against it.
  made.git('merge-tree', '--write-tree', 'handoff/first', 'handoff/second');
  const workspace = await workspaceOf(made.dir, made.sha('main'));
  try {
    const { verdicts } = await judgeIntegration(workspace, {
      engine: 'test',
      base: workspace.base,
      baseRef: 'refs/heads/main',
      authority: workspace.base,
    });
    const [earlier, later] = verdicts;
    expect(earlier?.outcome).toEqual({ state: 'passed' });
    return later?.rules ?? [];
  } finally {
    await workspace.close();
  }
}

const CART =
  'export function total(items: number[], tax: number) {\n  return items.length * tax;\n}\n';
const POOL = 'export class Pool {\n  drain() {}\n}\n';
const BILL = "import { total } from './cart.ts';\n\nexport const bill = () => total([1], 2);\n";

describe(`threat B07, answered by ${RULE}`, () => {
  test.each<readonly [string, Files, Files, Files]>([
    [
      'A renames a function, B adds a caller',
      { 'src/cart.ts': CART },
      { 'src/cart.ts': CART.replace('total', 'sum') },
      { 'src/bill.ts': BILL },
    ],
    [
      'A adds a caller, B renames the function: the later one is told the same',
      { 'src/cart.ts': CART },
      { 'src/bill.ts': BILL },
      { 'src/cart.ts': CART.replace('total', 'sum') },
    ],
    [
      'A adds a required parameter, B calls without it, through an index of the base',
      { 'src/cart.ts': CART, 'src/index.ts': "export * from './cart.ts';\n" },
      { 'src/cart.ts': CART.replace('tax: number', 'tax: number, currency: string') },
      { 'app/main.ts': "import { total } from '../src/index.ts';\ntotal([1], 2);\n" },
    ],
    [
      'A removes a helper of a Python file, B adds a use of it far below',
      { 'app.py': `def helper():\n    return 1\n${'\n# text\n'.repeat(20)}X = 1\n` },
      { 'app.py': `def other():\n    return 1\n${'\n# text\n'.repeat(20)}X = 1\n` },
      { 'app.py': `def helper():\n    return 1\n${'\n# text\n'.repeat(20)}X = helper()\n` },
    ],
    [
      'A renames a method in every file that calls it, B adds a call of something untyped',
      { 'src/pool.ts': POOL, 'src/user.ts': 'export const end = (a: any) => a.drain();\n' },
      {
        'src/pool.ts': POOL.replace('drain', 'empty'),
        'src/user.ts': 'export const end = (a: any) => a.empty();\n',
      },
      { 'app/stop.ts': 'export const stop = (pools: any) => pools[0].drain();\n' },
    ],
    [
      'A asks for one more thing to make an object, B makes one, in CommonJS',
      { 'pool.js': 'class Pool {\n  constructor (a) {}\n}\nmodule.exports = { Pool }\n' },
      { 'pool.js': 'class Pool {\n  constructor (a, b) {}\n}\nmodule.exports = { Pool }\n' },
      { 'app.js': "const { Pool } = require('./pool')\nmodule.exports = new Pool(1)\n" },
    ],
    [
      'A renames a function of a package of the workspace, B imports it by the name of the package',
      {
        'packages/cart/src/total.ts': CART,
        'packages/cart/src/index.ts': "export * from './total.js';\n",
      },
      { 'packages/cart/src/total.ts': CART.replace('total', 'sum') },
      { 'packages/web/src/bill.ts': "import { total } from '@shop/cart';\ntotal([1], 2);\n" },
    ],
  ])('is red: %s', async (_, base, first, second) => {
    const rules = await laterOf(base, first, second);
    expect(rules.filter(({ state }) => state === 'failed').map(({ rule }) => rule)).toEqual([RULE]);
    expect(fold(rules.filter(({ rule }) => rule !== RULE))).toEqual({ state: 'passed' });
  });

  test.each<readonly [string, Files, Files, Files]>([
    [
      'the old name stays beside the new one',
      { 'src/cart.ts': CART },
      { 'src/cart.ts': `${CART.replace('total', 'sum')}export const total = sum;\n` },
      { 'src/bill.ts': BILL },
    ],
    [
      'the new parameter is optional',
      { 'src/cart.ts': CART },
      { 'src/cart.ts': CART.replace('tax: number', "tax: number, currency = 'EUR'") },
      { 'src/bill.ts': BILL },
    ],
    [
      'a function of the same name in another file',
      { 'src/cart.ts': CART, 'lib/cart.ts': CART },
      { 'lib/cart.ts': CART.replace('total', 'sum') },
      { 'src/bill.ts': BILL },
    ],
    [
      'another language is not judged',
      { 'cart.go': 'package cart\n\nfunc total() {}\n' },
      { 'cart.go': 'package cart\n\nfunc sum() {}\n' },
      { 'bill.go': 'package cart\n\nfunc bill() { total() }\n' },
    ],
    [
      'a method is gone, and other files have one of that name',
      { 'src/pool.ts': POOL, 'src/sink.ts': POOL.replace('Pool', 'Sink') },
      { 'src/pool.ts': 'export class Pool {}\n' },
      { 'app/stop.ts': 'export const stop = (sinks: any) => sinks[0].drain();\n' },
    ],
    [
      'a method moved to another file of the same output',
      { 'src/pool.ts': POOL },
      {
        'src/pool.ts': "import { Base } from './base.ts';\nexport class Pool extends Base {}\n",
        'src/base.ts': POOL.replace('Pool', 'Base'),
      },
      { 'app/stop.ts': 'export const stop = (pools: any) => pools[0].drain();\n' },
    ],
    [
      'a method is gone from a file that the parser does not read',
      { 'src/pool.ts': `${POOL})\n` },
      { 'src/pool.ts': 'export class Pool {}\n' },
      { 'app/stop.ts': 'export const stop = (pools: any) => pools[0].drain();\n' },
    ],
  ])('stays green: %s', async (_, base, first, second) => {
    const rules = await laterOf(base, first, second);
    expect(fold(rules)).toEqual({ state: 'passed' });
  });
});

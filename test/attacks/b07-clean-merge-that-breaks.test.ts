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
  ])('stays green: %s', async (_, base, first, second) => {
    const rules = await laterOf(base, first, second);
    expect(fold(rules)).toEqual({ state: 'passed' });
  });
});

import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { type FoundAssertion, PARTIAL } from './assertion.ts';
import {
  argumentText,
  type ChainShape,
  lastOf,
  pathOf,
  type Step,
  tokensOf,
} from './call-chain.ts';
import { demandOfFailure } from './condition.ts';
import { goWords } from './go-words.ts';
import { isDeadBranch, type Mark, type TestBlock, type TestTable } from './test-table.ts';

const chain: ChainShape = {
  calls: new Set(['call_expression']),
  members: new Set(['selector_expression']),
  callee: 'function',
  object: 'operand',
  name: 'field',
  args: 'arguments',
};

/** `func TestPool(t *testing.T)`, fuzz targets and examples, methods of testify suites; subtests by `t.Run`. */
function blockAt(node: SyntaxNode, steps: readonly Step[]): TestBlock | undefined {
  if (node.type === 'function_declaration' || node.type === 'method_declaration') {
    const title = fieldText(node, 'name');
    const isTest = /^(?:Test|Fuzz|Example)(?:$|[^\p{Ll}])/u.test(title) && title !== 'TestMain';
    return isTest ? { kind: 'test', title, state: 'runs', body: childOf(node, 'body') } : undefined;
  }
  const [name, literal] = lastOf(steps).args;
  if (name === undefined || literal?.type !== 'func_literal' || !/^\w\.Run$/.test(pathOf(steps))) {
    return undefined;
  }
  const title = textOf(name).replace(/^["`]|["`]$/g, '');
  return { kind: 'test', title, state: 'runs', body: childOf(literal, 'body') };
}

const FAILS = /^(?:t|tb|b|c|f)\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)$/;

/** `if got != want { t.Errorf(…) }` demands the opposite of its condition; without a condition, that it is not reached. */
function assertionAt(node: SyntaxNode, steps: readonly Step[]): FoundAssertion | undefined {
  const path = pathOf(steps);
  if (!FAILS.test(path)) return undefined;
  const branch = branchAround(node);
  if (branch === undefined) {
    const subject = argumentText(steps) || path;
    return { subject, matcher: 'reached', expected: '', rank: PARTIAL };
  }
  const condition = branch.children.filter(({ field }) => field === 'condition').flatMap(tokensOf);
  const found = demandOfFailure(condition);
  return { ...found, subject: initialValue(branch, found.subject) };
}

/** The innermost `if` whose branch the call stands in, within the same function. */
function branchAround(node: SyntaxNode): SyntaxNode | undefined {
  const { parent, field, type } = node;
  if (parent === undefined || type === 'func_literal') return undefined;
  return parent.type === 'if_statement' && field === 'consequence' ? parent : branchAround(parent);
}

/** `if got := f(1); got != 2`: the subject is f(1). */
function initialValue(branch: SyntaxNode, name: string): string {
  const [left, right] = fieldText(branch, 'initializer').replace(/\s+/g, '').split(':=');
  return left === name && right !== undefined ? right : name;
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  if (node.type === 'comment' && /^\/\/(?:go:build|\s*\+build)\b/.test(textOf(node))) {
    return { kind: 'tests-deselected', text: textOf(node) };
  }
  const exits = pathOf(steps) === 'os.Exit' && argumentText(steps) === '0';
  return exits ? { kind: 'failure-ignored', text: 'os.Exit(0)' } : undefined;
}

export const goTests: TestTable = {
  chain,
  words: goWords,
  blockAt,
  assertionAt,
  statementLists: new Set(['statement_list', 'block']),
  ends: (statement) => statement.type === 'return_statement',
  fateOf: (node) => (isDeadBranch(node) ? 'unreachable' : undefined),
  skips: (steps) => /^(?:t|tb|b|s\.T|suite\.T)\.(?:Skip|Skipf|SkipNow)$/.test(pathOf(steps)),
  rowLists: new Set(['composite_literal']),
  loopOver: (node) => (node.type === 'range_clause' ? childOf(node, 'right') : undefined),
  markAt,
};

import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { type FoundAssertion, PARTIAL } from './assertion.ts';
import { type ChainShape, pathOf, plainText, type Step, tokensOf } from './call-chain.ts';
import { demandOfFailure } from './condition.ts';
import { goWords } from './go-words.ts';
import { type Mark, NEVER, type TestBlock, type TestTable } from './test-table.ts';

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
    const title = textOf(childOf(node, 'name') ?? node);
    const isTest = /^(?:Test|Fuzz|Example)(?:$|[^\p{Ll}])/u.test(title) && title !== 'TestMain';
    return isTest ? { kind: 'test', title, state: 'runs', body: childOf(node, 'body') } : undefined;
  }
  const [name, body] = steps.at(-1)?.args ?? [];
  if (!/^\w\.Run$/.test(pathOf(steps)) || name === undefined || body?.type !== 'func_literal')
    return undefined;
  return {
    kind: 'test',
    title: textOf(name).replace(/^["`]|["`]$/g, ''),
    state: 'runs',
    body: childOf(body, 'body'),
  };
}

const FAILS = /^(?:t|tb|b|c|f)\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)$/;

/** `if got != want { t.Errorf(…) }` demands the opposite of its condition; without a condition, that it is not reached. */
function assertionAt(node: SyntaxNode, steps: readonly Step[]): FoundAssertion | undefined {
  const path = pathOf(steps);
  if (!FAILS.test(path)) return undefined;
  const branch = branchAround(node);
  const condition = branch === undefined ? undefined : childOf(branch, 'condition');
  const first = steps.at(-1)?.args?.[0];
  if (condition === undefined)
    return {
      subject: first === undefined ? path : plainText(first),
      matcher: 'reached',
      expected: '',
      rank: PARTIAL,
    };
  const found = demandOfFailure(tokensOf(condition));
  const value = initialValue(branch, found.subject);
  return value === undefined ? found : { ...found, subject: value };
}

/** The innermost `if` whose branch the call stands in, within the same function. */
function branchAround(node: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | undefined = node; at?.parent !== undefined; at = at.parent) {
    if (at.type === 'func_literal') return undefined;
    if (at.parent.type === 'if_statement' && at.field === 'consequence') return at.parent;
  }
  return undefined;
}

/** `if got := f(1); got != 2`: the subject is f(1). */
function initialValue(branch: SyntaxNode | undefined, name: string): string | undefined {
  const initializer = branch === undefined ? undefined : childOf(branch, 'initializer');
  const [left, right] = initializer === undefined ? [] : plainText(initializer).split(':=');
  return left === name ? right : undefined;
}

function fateOf({ parent, field }: SyntaxNode): 'unreachable' | undefined {
  if (parent?.type !== 'if_statement' || field !== 'consequence') return undefined;
  return NEVER.has(plainText(childOf(parent, 'condition') ?? parent)) ? 'unreachable' : undefined;
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  if (node.type === 'comment' && /^\/\/(?:go:build|\s*\+build)\b/.test(textOf(node))) {
    return { kind: 'tests-deselected', text: textOf(node) };
  }
  const exits = pathOf(steps) === 'os.Exit' && steps.at(-1)?.args?.map(textOf).join() === '0';
  return exits ? { kind: 'failure-ignored', text: 'os.Exit(0)' } : undefined;
}

export const goTests: TestTable = {
  chain,
  words: goWords,
  blockAt,
  assertionAt,
  statementLists: new Set(['statement_list', 'block']),
  ends: (statement) => statement.type === 'return_statement',
  fateOf,
  skips: (steps) => /^(?:t|tb|b|s\.T|suite\.T)\.(?:Skip|Skipf|SkipNow)$/.test(pathOf(steps)),
  rowLists: new Set(['composite_literal']),
  loopOver: (node) => (node.type === 'range_clause' ? childOf(node, 'right') : undefined),
  markAt,
};

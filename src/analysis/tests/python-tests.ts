import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import type { FoundAssertion } from './assertion.ts';
import { type ChainShape, pathOf, plainText } from './call-chain.ts';
import { conditionDemand } from './condition.ts';
import { pythonMark } from './python-marks.ts';
import { pythonWords } from './python-words.ts';
import { NEVER, type TestBlock, type TestState, type TestTable } from './test-table.ts';

const chain: ChainShape = {
  calls: new Set(['call']),
  members: new Set(['attribute']),
  callee: 'function',
  object: 'object',
  name: 'attribute',
  args: 'arguments',
};

/** What pytest and unittest collect: `test…` functions, in `Test…` classes and TestCase classes. */
function blockAt(node: SyntaxNode): TestBlock | undefined {
  const title = textOf(childOf(node, 'name') ?? node);
  const decorators = decoratorsOf(node);
  const body = childOf(node, 'body');
  const state = stateOf(decorators);
  if (node.type === 'class_definition') {
    return isSuite(node) ? { kind: 'suite', title, state, body } : undefined;
  }
  if (node.type !== 'function_definition' || !title.startsWith('test')) return undefined;
  const owner = classAround(node);
  if (owner !== undefined && !isSuite(owner)) return undefined;
  const table = decorators.find((text) => textOf(text).includes('parametrize'));
  return { kind: 'test', title, state, body, table: table && secondArgument(table) };
}

/** `class TestPool`, and what may be a TestCase by its bases. */
function isSuite(node: SyntaxNode): boolean {
  return (
    /Test/.test(textOf(childOf(node, 'name') ?? node)) ||
    childOf(node, 'superclasses') !== undefined
  );
}

function classAround(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  return parent === undefined || parent.type === 'class_definition' ? parent : classAround(parent);
}

function decoratorsOf({ parent }: SyntaxNode): readonly SyntaxNode[] {
  return parent?.type === 'decorated_definition'
    ? parent.children.filter(({ type }) => type === 'decorator')
    : [];
}

function secondArgument(decorator: SyntaxNode): SyntaxNode | undefined {
  const call = decorator.children.find(({ type }) => type === 'call');
  const args = call === undefined ? undefined : childOf(call, 'arguments');
  return args?.children.find(({ type }) => type === 'list' || type === 'tuple');
}

/** A platform or a version that the test is not for is no weakening; every other reason is. */
const PLATFORM = /platform|version|os\.name|win32|darwin|linux|find_spec|which\(/;
const SKIPPING = /\b(?:skip|skipIf|skipUnless|skipif|xfail|expectedFailure)\b/;

function stateOf(decorators: readonly SyntaxNode[]): TestState {
  const texts = decorators.map(textOf);
  return texts.some((text) => SKIPPING.test(text) && !PLATFORM.test(text)) ? 'skipped' : 'runs';
}

function assertionAt(node: SyntaxNode): FoundAssertion | undefined {
  const condition = node.type === 'assert_statement' ? node.children[1] : undefined;
  return condition === undefined ? undefined : conditionDemand(condition);
}

/** Clauses that catch a failed assertion and let the test pass. */
const CATCHES = /^except\s*(?::|\(?[\w.,\s]*\b(?:Exception|BaseException|AssertionError)\b)/;
const GOES_ON = /\b(?:raise|fail|assert\w*|exit)\b/;

function fateOf({ parent, field }: SyntaxNode): 'swallowed' | 'unreachable' | undefined {
  if (parent?.type === 'if_statement' && field === 'consequence') {
    return NEVER.has(plainText(childOf(parent, 'condition') ?? parent)) ? 'unreachable' : undefined;
  }
  if (field !== 'body') return undefined;
  const clauses = parent?.children.filter(({ type }) => type === 'except_clause').map(textOf) ?? [];
  const caught = clauses.find((text) => CATCHES.test(text));
  if (caught !== undefined && !GOES_ON.test(caught.slice(caught.indexOf(':')))) return 'swallowed';
  const isSuppressed = parent?.type === 'with_statement' && SUPPRESSES.test(textOf(parent));
  return isSuppressed ? 'swallowed' : undefined;
}
const SUPPRESSES =
  /^(?:async\s+)?with\s[^:]*\bsuppress\(\s*(?:Exception|BaseException|AssertionError)/;

export const pythonTests: TestTable = {
  chain,
  words: pythonWords,
  blockAt,
  assertionAt,
  statementLists: new Set(['block', 'module']),
  ends: (statement) => statement.type === 'return_statement',
  fateOf,
  skips: (steps) =>
    /^(?:pytest\.(?:skip|xfail)|self\.skipTest|unittest\.SkipTest)$/.test(pathOf(steps)),
  rowLists: new Set(['list', 'tuple']),
  loopOver: (node) => (node.type === 'for_statement' ? childOf(node, 'right') : undefined),
  markAt: pythonMark,
};

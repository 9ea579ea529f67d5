import { childOf, fieldText, nodesOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import type { FoundAssertion } from './assertion.ts';
import { type ChainShape, pathOf } from './call-chain.ts';
import { conditionDemand } from './condition.ts';
import { pythonMark } from './python-marks.ts';
import { pythonWords } from './python-words.ts';
import {
  dropsFailures,
  isDeadBranch,
  type TestBlock,
  type TestState,
  type TestTable,
} from './test-table.ts';

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
  const title = fieldText(node, 'name');
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
  return { kind: 'test', title, state, body, table: table && rowsIn(table) };
}

/** `class TestPool`, and what may be a TestCase by its bases. */
function isSuite(node: SyntaxNode): boolean {
  return /Test/.test(fieldText(node, 'name')) || childOf(node, 'superclasses') !== undefined;
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

/** `@pytest.mark.parametrize('a', [1, 2])` */
function rowsIn(decorator: SyntaxNode): SyntaxNode | undefined {
  return [...nodesOf(decorator)].find(({ type }) => type === 'list' || type === 'tuple');
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
const CATCHES = /^except\s*(?::|\(?[\w.,\s]*\b(?:Exception|BaseException|AssertionError)\b[^:]*:)/;
const GOES_ON = /\b(?:raise|fail|assert\w*|exit)\b/;
const SUPPRESSES =
  /^(?:async\s+)?with\s[^:]*\bsuppress\(\s*(?:Exception|BaseException|AssertionError)/;

function fateOf(node: SyntaxNode): 'swallowed' | 'unreachable' | undefined {
  if (isDeadBranch(node)) return 'unreachable';
  if (node.field !== 'body' || node.parent === undefined) return undefined;
  const isDropped = dropsFailures(node, 'except_clause', CATCHES, GOES_ON);
  return isDropped || SUPPRESSES.test(textOf(node.parent)) ? 'swallowed' : undefined;
}

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

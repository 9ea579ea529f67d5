import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import {
  argumentText,
  type ChainShape,
  lastOf,
  pathOf,
  plainText,
  type Step,
} from './call-chain.ts';
import { rubyWords } from './ruby-words.ts';
import {
  dropsFailures,
  isDeadBranch,
  type Mark,
  type TestBlock,
  type TestState,
  type TestTable,
} from './test-table.ts';

const chain: ChainShape = {
  calls: new Set(['call']),
  members: new Set(),
  callee: '',
  object: 'receiver',
  name: 'method',
  args: 'arguments',
};

const BLOCKS = /^([xf]?)(?:(it|specify|example|scenario|test)|(describe|context|feature))$/;
const NAMED: ReadonlyMap<string, TestState> = new Map([
  ['x', 'skipped'],
  ['f', 'focused'],
]);

function blockAt(node: SyntaxNode, steps: readonly Step[]): TestBlock | undefined {
  if (node.type === 'class' || node.type === 'method') return classOrMethod(node);
  const { name, args } = lastOf(steps);
  const [, prefix = '', test, suite] = BLOCKS.exec(name) ?? [];
  const [title, ...metadata] = args;
  const body = childOf(node, 'block');
  // `RSpec.describe`; anything else in front of the word makes it another method.
  const isAlone = steps.length === 1 || pathOf(steps) === 'RSpec.describe';
  if (!isAlone || (test ?? suite) === undefined || (body ?? title) === undefined) return undefined;
  const state = stateOf(metadata.map(plainText), NAMED.get(prefix) ?? 'runs');
  return {
    kind: test === undefined ? 'suite' : 'test',
    title: title === undefined ? '' : titleOf(title),
    state,
    body,
  };
}

function titleOf(node: SyntaxNode): string {
  return node.type === 'string' ? textOf(node).slice(1, -1) : plainText(node);
}

/** Minitest: `def test_…` in a class; a class is a suite whatever its name. */
function classOrMethod(node: SyntaxNode): TestBlock | undefined {
  const title = fieldText(node, 'name');
  const isTest = /^test_/.test(title);
  if (node.type === 'method' && !isTest) return undefined;
  const kind = node.type === 'method' ? 'test' : 'suite';
  // The grammar gives an empty method no body.
  return { kind, title, state: 'runs', body: childOf(node, 'body') ?? node.children.at(-1) };
}

function stateOf(metadata: readonly string[], named: TestState): TestState {
  if (metadata.some((text) => /^(?::(?:skip|pending)$|(?:skip|pending):(?!false|nil))/.test(text)))
    return 'skipped';
  return metadata.some((text) => /^(?::focus$|focus:true)/.test(text)) ? 'focused' : named;
}

/** Failed assertions are exceptions outside StandardError: a bare `rescue` lets them through. */
const CATCHES = /^rescue\s+[^\n]*\b(?:Exception|Assertion|ExpectationNotMetError)\b/;
const GOES_ON = /\b(?:raise|fail|flunk|assert\w*|expect)\b/;

function fateOf(node: SyntaxNode): 'swallowed' | 'unreachable' | undefined {
  if (isDeadBranch(node)) return 'unreachable';
  const isDropped = node.type !== 'rescue' && dropsFailures(node, 'rescue', CATCHES, GOES_ON);
  return isDropped ? 'swallowed' : undefined;
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  const path = pathOf(steps);
  if (/^(?:Kernel\.)?exit!?$/.test(path) && /^(?:0|true)?$/.test(argumentText(steps))) {
    return { kind: 'failure-ignored', text: plainText(node) };
  }
  return /\.(?:filter_run_excluding|exclusion_filter)$/.test(path)
    ? { kind: 'tests-deselected', text: plainText(node) }
    : undefined;
}

export const rubyTests: TestTable = {
  chain,
  words: rubyWords,
  blockAt,
  assertionAt: () => undefined,
  statementLists: new Set(['body_statement', 'block_body', 'program', 'then']),
  // A bare `skip` is no call to the grammar.
  ends: (statement) => statement.type === 'return' || /^(?:skip|pending)$/.test(textOf(statement)),
  fateOf,
  skips: (steps) => /^(?:skip|pending)$/.test(pathOf(steps)),
  rowLists: new Set(['array']),
  loopOver: (_, steps) => (lastOf(steps).name === 'each' ? steps.at(-2)?.node : undefined),
  markAt,
};

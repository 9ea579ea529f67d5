import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { type ChainShape, pathOf, plainText, type Step } from './call-chain.ts';
import { rubyWords } from './ruby-words.ts';
import { type Mark, NEVER, type TestBlock, type TestState, type TestTable } from './test-table.ts';

const chain: ChainShape = {
  calls: new Set(['call']),
  members: new Set(),
  callee: '',
  object: 'receiver',
  name: 'method',
  args: 'arguments',
};

const BLOCKS = /^([xf]?)(?:(it|specify|example|scenario|test|should)|(describe|context|feature))$/;
const NAMED: ReadonlyMap<string, TestState> = new Map([
  ['x', 'skipped'],
  ['f', 'focused'],
]);

function blockAt(node: SyntaxNode, steps: readonly Step[]): TestBlock | undefined {
  if (node.type === 'class' || node.type === 'method') return classOrMethod(node);
  const call = steps.at(-1);
  const [, prefix = '', test] = BLOCKS.exec(call?.name ?? '') ?? [undefined];
  const isBlock =
    BLOCKS.test(call?.name ?? '') && steps.length <= (call?.name === 'describe' ? 2 : 1);
  const body = childOf(node, 'block');
  const [title, ...metadata] = call?.args ?? [];
  if (!isBlock || (body === undefined && title === undefined)) return undefined;
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
  const name = childOf(node, 'name');
  if (name === undefined) return undefined;
  const body = childOf(node, 'body') ?? node;
  if (node.type === 'class') return { kind: 'suite', title: textOf(name), state: 'runs', body };
  return /^test_/.test(textOf(name))
    ? { kind: 'test', title: textOf(name), state: 'runs', body }
    : undefined;
}

function stateOf(metadata: readonly string[], named: TestState): TestState {
  if (metadata.some((text) => /^(?::(?:skip|pending)$|(?:skip|pending):(?!false|nil))/.test(text)))
    return 'skipped';
  return metadata.some((text) => /^(?::focus$|focus:true)/.test(text)) ? 'focused' : named;
}

/** Failed assertions are exceptions outside StandardError: a bare `rescue` lets them through. */
const CATCHES = /^rescue\s+[^\n]*\b(?:Exception|Assertion|ExpectationNotMetError)\b/;
const GOES_ON = /\b(?:raise|fail|flunk|assert\w*|expect)\b/;

function fateOf({ parent, field, type }: SyntaxNode): 'swallowed' | 'unreachable' | undefined {
  if (parent?.type === 'if' && field === 'consequence') {
    return NEVER.has(plainText(childOf(parent, 'condition') ?? parent)) ? 'unreachable' : undefined;
  }
  const clauses = parent?.children.filter((child) => child.type === 'rescue').map(textOf) ?? [];
  const caught = type === 'rescue' ? undefined : clauses.find((text) => CATCHES.test(text));
  return caught !== undefined && !GOES_ON.test(caught.slice('rescue'.length))
    ? 'swallowed'
    : undefined;
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  const path = pathOf(steps);
  const text = plainText(node);
  if (
    /^(?:Kernel\.)?exit!?$/.test(path) &&
    /^(?:0|true)?$/.test((steps.at(-1)?.args ?? []).map(textOf).join())
  ) {
    return { kind: 'failure-ignored', text };
  }
  return /\.filter_run_excluding$|\.exclusion_filter$/.test(path)
    ? { kind: 'tests-deselected', text }
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
  loopOver: (_, steps) => (steps.at(-1)?.name === 'each' ? steps.at(-2)?.node : undefined),
  markAt,
};

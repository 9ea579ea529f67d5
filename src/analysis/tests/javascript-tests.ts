import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { type ChainShape, lastOf, pathOf, plainText, type Step } from './call-chain.ts';
import { javascriptMark } from './javascript-marks.ts';
import { javascriptWords } from './javascript-words.ts';
import {
  dropsFailures,
  isDeadBranch,
  type TestBlock,
  type TestState,
  type TestTable,
} from './test-table.ts';

const chain: ChainShape = {
  calls: new Set(['call_expression']),
  members: new Set(['member_expression']),
  callee: 'function',
  object: 'object',
  name: 'property',
  args: 'arguments',
};

/** First link of a block in Jest, Vitest, Mocha, Jasmine, AVA, node:test and Playwright: kind, and what its name says. */
const BLOCKS: ReadonlyMap<string, readonly [TestBlock['kind'], TestState]> = new Map([
  ...blocks('test', 'runs', 'it test specify'),
  ...blocks('test', 'skipped', 'xit xtest xspecify'),
  ...blocks('test', 'focused', 'fit ftest'),
  ...blocks('suite', 'runs', 'describe context suite'),
  ...blocks('suite', 'skipped', 'xdescribe xcontext'),
  ...blocks('suite', 'focused', 'fdescribe fcontext'),
]);
function blocks(kind: TestBlock['kind'], state: TestState, names: string) {
  return names.split(' ').map((name) => [name, [kind, state]] as const);
}
/** Links between the name and the title; any other makes the call something else (`test.beforeEach`). */
const LINKS = new Set(
  ' only skip todo fixme failing fails each for concurrent sequential serial parallel skipIf runIf shuffle describe'.split(
    ' ',
  ),
);
const FUNCTIONS = new Set(['arrow_function', 'function_expression', 'generator_function']);

/** Links that are called with a table or a condition, before the title comes. */
const BEFORE_TITLE = new Set(['each', 'for', 'skipIf', 'runIf']);

function blockAt(_: SyntaxNode, steps: readonly Step[]): TestBlock | undefined {
  const [root, ...links] = steps;
  const block = root === undefined ? undefined : BLOCKS.get(root.name);
  if (block === undefined || !links.every(({ name }) => LINKS.has(name))) return undefined;
  const { name: last, args } = lastOf(steps);
  const [title, ...others] = args;
  const body = others.find(({ type }) => FUNCTIONS.has(type));
  if (title === undefined || BEFORE_TITLE.has(last)) return undefined;
  // `test.skip(condition, 'why')` inside a test skips the test that runs it.
  if (body === undefined && !isText(title)) return undefined;
  const [kind, state] = block;
  return {
    kind: links.some(({ name }) => name === 'describe') ? 'suite' : kind,
    title: isText(title) ? textOf(title).slice(1, -1) : plainText(title),
    state: stateOf(state, links, others),
    body: body && childOf(body, 'body'),
    table: links.find(({ name }) => name === 'each' || name === 'for')?.args[0],
  };
}

function isText({ type }: SyntaxNode): boolean {
  return type === 'string' || type === 'template_string';
}

/** What skips: a link, a condition that is none, an option. */
const SKIPS =
  /(?:^|\.)(?:(?:skip|todo|fixme|failing|fails)\(|skipIf\(true\)|runIf\(false\))|[{,](?:skip|todo):(?!false)/;
const FOCUSES = /(?:^|\.)only\(|[{,]only:true/;

function stateOf(
  named: TestState,
  links: readonly Step[],
  others: readonly SyntaxNode[],
): TestState {
  const options = others.filter(({ type }) => type === 'object').map(plainText);
  const called = links.map(({ name, args }) => `${name}(${args.map(plainText).join()})`);
  const text = [...called, ...options].join('.');
  if (SKIPS.test(text)) return 'skipped';
  return FOCUSES.test(text) ? 'focused' : named;
}

/** `this.skip()`, `t.skip()`, `ctx.skip()`, `test.skip()`, `pending()`: alone, or with a reason. */
function skips(steps: readonly Step[]): boolean {
  return /^(?:this|t|ctx|context|test)\.(?:skip|todo|fixme)$|^pending$/.test(pathOf(steps));
}

/** What a handler holds that lets a failure go on: it throws, fails or asserts itself. */
const GOES_ON = /\b(?:throw|fail|expect|assert|should|reject|done|next)\b/;
/** Around a promise that nobody waits for. */
const DROPPED = new Set(['expression_statement', 'unary_expression']);

function fateOf(node: SyntaxNode, steps: readonly Step[]): 'swallowed' | 'unreachable' | undefined {
  if (isDeadBranch(node)) return 'unreachable';
  const isTried = node.field === 'body' && dropsFailures(node, 'catch_clause', /^catch/, GOES_ON);
  return isTried || isCaught(steps) || isForgotten(node, steps) ? 'swallowed' : undefined;
}

/** `expect(…).resolves.toBe(1).catch(() => {})` */
function isCaught(steps: readonly Step[]): boolean {
  const handlers = steps.filter(({ name }) => name === 'catch').flatMap(({ args }) => args);
  return handlers.some((handler) => !GOES_ON.test(textOf(handler)));
}

/** `expect(…).resolves.toBe(1)` as a statement: the test ends before the promise does. */
function isForgotten({ parent }: SyntaxNode, steps: readonly Step[]): boolean {
  const promised = steps.some(({ name }) => name === 'resolves' || name === 'rejects');
  return (
    promised && steps[0]?.name === 'expect' && parent !== undefined && DROPPED.has(parent.type)
  );
}

export const javascriptTests: TestTable = {
  chain,
  words: javascriptWords,
  blockAt,
  assertionAt: () => undefined,
  statementLists: new Set(['statement_block', 'program']),
  ends: (statement) => statement.type === 'return_statement',
  fateOf,
  skips,
  rowLists: new Set(['array']),
  loopOver(node, steps) {
    if (node.type === 'for_in_statement') return childOf(node, 'right');
    return lastOf(steps).name === 'forEach' ? steps.at(-2)?.node : undefined;
  },
  markAt: javascriptMark,
};

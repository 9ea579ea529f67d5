import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { type ChainShape, pathOf, plainText, type Step } from './call-chain.ts';
import { javascriptMark } from './javascript-marks.ts';
import { javascriptWords } from './javascript-words.ts';
import { NEVER, type TestBlock, type TestState, type TestTable } from './test-table.ts';

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
const SKIPPING = new Set(['skip', 'todo', 'fixme', 'failing', 'fails']);
const FUNCTIONS = new Set(['arrow_function', 'function_expression', 'generator_function']);

function blockAt(_: SyntaxNode, steps: readonly Step[]): TestBlock | undefined {
  const [root, ...links] = steps;
  const last = steps.at(-1);
  const block = root === undefined ? undefined : BLOCKS.get(root.name);
  if (block === undefined || !links.every(({ name }) => LINKS.has(name))) return undefined;
  const [title, ...others] = last?.args ?? [];
  if (
    title === undefined ||
    last?.name === 'each' ||
    last?.name === 'skipIf' ||
    last?.name === 'runIf'
  )
    return undefined;
  const [kind, state] = block;
  const body = others.find(({ type }) => FUNCTIONS.has(type));
  // `test.skip(condition, 'why')` inside a test skips the test that runs it.
  if (body === undefined && links.length > 0 && !isText(title)) return undefined;
  return {
    kind: links.some(({ name }) => name === 'describe') ? 'suite' : kind,
    title: isText(title) ? textOf(title).slice(1, -1) : plainText(title),
    state: stateOf(state, links, others),
    body: body === undefined ? undefined : childOf(body, 'body'),
    table: links.find(({ name }) => name === 'each' || name === 'for')?.args?.[0],
  };
}

function isText({ type }: SyntaxNode): boolean {
  return type === 'string' || type === 'template_string';
}

function stateOf(
  named: TestState,
  links: readonly Step[],
  others: readonly SyntaxNode[],
): TestState {
  const options = others
    .filter(({ type }) => type === 'object')
    .map(plainText)
    .join();
  const conditions = links.map(
    ({ name, args }) => `${name}(${(args ?? []).map(plainText).join()})`,
  );
  if (links.some(({ name }) => SKIPPING.has(name)) || /[{,](?:skip|todo):(?!false)/.test(options))
    return 'skipped';
  if (conditions.includes('skipIf(true)') || conditions.includes('runIf(false)')) return 'skipped';
  return links.some(({ name }) => name === 'only') || /[{,]only:true/.test(options)
    ? 'focused'
    : named;
}

/** `this.skip()`, `t.skip()`, `ctx.skip()`, `test.skip()`, `pending()`: alone, or with a reason. */
function skips(steps: readonly Step[]): boolean {
  return /^(?:this|t|ctx|context|test)\.(?:skip|todo|fixme)$|^pending$/.test(pathOf(steps));
}

/** What a handler holds that lets a failure go on: it throws, fails or asserts itself. */
const GOES_ON = /\b(?:throw|fail|expect|assert|should|reject|done|next)\b/;
/** A promise that someone waits for. */
const AWAITED = new Set(['expression_statement', 'unary_expression']);

function fateOf(node: SyntaxNode, steps: readonly Step[]): 'swallowed' | 'unreachable' | undefined {
  const { parent, field } = node;
  if (parent?.type === 'if_statement' && field === 'consequence') {
    return NEVER.has(plainText(childOf(parent, 'condition') ?? parent)) ? 'unreachable' : undefined;
  }
  if (parent?.type === 'try_statement' && field === 'body') {
    const handler = childOf(parent, 'handler');
    return handler !== undefined && !GOES_ON.test(textOf(handler)) ? 'swallowed' : undefined;
  }
  if (
    steps.some(
      ({ name, args }) =>
        name === 'catch' && args?.[0] !== undefined && !GOES_ON.test(textOf(args[0])),
    )
  )
    return 'swallowed';
  const promised =
    steps[0]?.name === 'expect' &&
    steps.some(({ name }) => name === 'resolves' || name === 'rejects');
  return promised && parent !== undefined && AWAITED.has(parent.type) ? 'swallowed' : undefined;
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
    return steps.at(-1)?.name === 'forEach' ? steps.at(-2)?.node : undefined;
  },
  markAt: javascriptMark,
};

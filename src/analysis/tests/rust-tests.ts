import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { demanded, EXACT, type FoundAssertion, LOOSE, PARTIAL, type Rank } from './assertion.ts';
import type { AssertionWords } from './assertion-words.ts';
import { type ChainShape, pathOf, plainText, type Step, tokensOf } from './call-chain.ts';
import { demandOf, splitAtCommas } from './condition.ts';
import { type Mark, NEVER, type TestBlock, type TestTable } from './test-table.ts';

const chain: ChainShape = {
  calls: new Set(['call_expression']),
  members: new Set(['field_expression', 'scoped_identifier']),
  callee: 'function',
  object: 'value',
  name: 'field',
  args: 'arguments',
};

/** Assertions are macros, see assertionAt. */
const words: AssertionWords = {
  subjectFirst: new Set(),
  subjectBefore: new Set(),
  matcherInArgument: new Set(),
  matchers: new Map(),
  negations: new Set(),
  functions: new Map(),
  functionsOf: new Set(),
  anything: /^$./,
  aPart: /^$./,
};

const TEST = /^#\[(?:\w+::)*(?:test|rstest|test_case|wasm_bindgen_test|quickcheck|proptest)\b/;
const SKIPPED = /^#\[(?:ignore\b|cfg\((?:any\(\)|FALSE|never)\)|should_panic\])/;
const ROW = /^#\[(?:test_case|case)\b/;

function blockAt(node: SyntaxNode): TestBlock | undefined {
  const body = childOf(node, 'body');
  const title = textOf(childOf(node, 'name') ?? node);
  if (node.type !== 'mod_item' && node.type !== 'function_item') return undefined;
  const attributes = attributesOf(node);
  const state = attributes.some((text) => SKIPPED.test(text)) ? 'skipped' : 'runs';
  if (node.type === 'mod_item')
    return body === undefined ? undefined : { kind: 'suite', title, state, body };
  if (!attributes.some((text) => TEST.test(text))) return undefined;
  return {
    kind: 'test',
    title,
    state,
    body,
    rows: attributes.filter((text) => ROW.test(text)).length,
  };
}

/** The attributes that stand in front of an item. */
function attributesOf(node: SyntaxNode): readonly string[] {
  const siblings = node.parent?.children ?? [];
  const texts: string[] = [];
  for (let index = siblings.indexOf(node) - 1; index >= 0; index -= 1) {
    const sibling = siblings[index];
    if (sibling?.type === 'attribute_item') texts.push(plainText(sibling));
    else if (sibling?.type.endsWith('comment') !== true) break;
  }
  return texts;
}

const PAIRS: ReadonlyMap<string, readonly [string, Rank]> = new Map([
  ['assert_eq', ['==', EXACT]],
  ['assert_ne', ['!=', LOOSE]],
  ['assert_matches', ['matches', PARTIAL]],
]);

function assertionAt(node: SyntaxNode): FoundAssertion | undefined {
  if (node.type !== 'macro_invocation') return undefined;
  const macro =
    textOf(childOf(node, 'macro') ?? node)
      .split('::')
      .at(-1) ?? '';
  const name = macro.replace(/^(?:debug_|prop_)/, '');
  const tree = node.children.find(({ type }) => type === 'token_tree');
  if (!name.startsWith('assert') || tree === undefined) return undefined;
  const [first = [], second = []] = splitAtCommas(tokensOf(tree).slice(1, -1));
  if (name === 'assert') return demandOf(first);
  const [matcher, rank] = PAIRS.get(name) ?? [name, EXACT];
  return demanded({ subject: first.join(''), matcher, expected: second.join(''), rank });
}

function fateOf(node: SyntaxNode, steps: readonly Step[]): 'swallowed' | 'unreachable' | undefined {
  const { parent, field } = node;
  if (parent?.type === 'if_expression' && field === 'consequence') {
    return NEVER.has(plainText(childOf(parent, 'condition') ?? parent)) ? 'unreachable' : undefined;
  }
  // A caught panic whose result nobody reads.
  const caught = pathOf(steps).endsWith('catch_unwind');
  const dropped =
    parent?.type === 'expression_statement' ||
    (parent?.type === 'let_declaration' && /^let_[\w]*=/.test(plainText(parent)));
  return caught && dropped ? 'swallowed' : undefined;
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  const exits =
    pathOf(steps).endsWith('process::exit') && steps.at(-1)?.args?.map(textOf).join() === '0';
  if (exits) return { kind: 'failure-ignored', text: plainText(node) };
  const isGone =
    node.type === 'inner_attribute_item' && /cfg\((?:any\(\)|FALSE|never)\)/.test(plainText(node));
  return isGone ? { kind: 'tests-deselected', text: plainText(node) } : undefined;
}

export const rustTests: TestTable = {
  chain,
  words,
  blockAt,
  assertionAt,
  statementLists: new Set(['block']),
  ends: (statement) => /^return\b/.test(textOf(statement)),
  fateOf,
  skips: () => false,
  rowLists: new Set(['array_expression']),
  loopOver: (node) => (node.type === 'for_expression' ? childOf(node, 'value') : undefined),
  markAt,
};

import { childOf, fieldText, type SyntaxNode, siblingsBefore, textOf } from '../syntax-node.ts';
import { demanded, EXACT, type FoundAssertion, LOOSE, PARTIAL, type Rank } from './assertion.ts';
import type { AssertionWords } from './assertion-words.ts';
import {
  argumentText,
  type ChainShape,
  pathOf,
  plainText,
  type Step,
  tokensOf,
} from './call-chain.ts';
import { demandOf, splitAtCommas } from './condition.ts';
import { isDeadBranch, type Mark, type TestBlock, type TestTable } from './test-table.ts';

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
  if (node.type !== 'mod_item' && node.type !== 'function_item') return undefined;
  const body = childOf(node, 'body');
  const title = fieldText(node, 'name');
  const attributes = attributesOf(node);
  const state = attributes.some((text) => SKIPPED.test(text)) ? 'skipped' : 'runs';
  if (node.type === 'mod_item') return body && { kind: 'suite', title, state, body };
  if (!attributes.some((text) => TEST.test(text))) return undefined;
  const rows = attributes.filter((text) => ROW.test(text)).length;
  return { kind: 'test', title, state, body, rows };
}

/** The attributes that stand in front of an item. */
function attributesOf(node: SyntaxNode): readonly string[] {
  const before = siblingsBefore(node);
  const first = before.findLastIndex(({ type }) => !/attribute_item$|comment$/.test(type)) + 1;
  return before.slice(first).map(plainText);
}

const PAIRS: ReadonlyMap<string, readonly [string, Rank]> = new Map([
  ['assert_eq', ['==', EXACT]],
  ['assert_ne', ['!=', LOOSE]],
  ['assert_matches', ['matches', PARTIAL]],
]);

function assertionAt(node: SyntaxNode): FoundAssertion | undefined {
  if (node.type !== 'macro_invocation') return undefined;
  const name = fieldText(node, 'macro')
    .replace(/^.*::/, '')
    .replace(/^(?:debug_|prop_)/, '');
  if (!name.startsWith('assert')) return undefined;
  const tokens = node.children.filter(({ type }) => type === 'token_tree').flatMap(tokensOf);
  const [first, second = []] = splitAtCommas(tokens.slice(1, -1));
  if (name === 'assert') return demandOf(first);
  const [matcher, rank] = PAIRS.get(name) ?? [name, EXACT];
  return demanded({ subject: first.join(''), matcher, expected: second.join(''), rank });
}

function fateOf(node: SyntaxNode, steps: readonly Step[]): 'swallowed' | 'unreachable' | undefined {
  if (isDeadBranch(node)) return 'unreachable';
  const isCaught = pathOf(steps).endsWith('catch_unwind') && isUnread(node);
  return isCaught ? 'swallowed' : undefined;
}

/** A result that nobody can look at: `let _ = …`, or a statement of its own. */
function isUnread({ parent }: SyntaxNode): boolean {
  return parent !== undefined && /^(?:let\s+_\w*\s*=|[\w:]*catch_unwind\()/.test(textOf(parent));
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  const exits = pathOf(steps).endsWith('process::exit') && argumentText(steps) === '0';
  if (exits) return { kind: 'failure-ignored', text: plainText(node) };
  const isGone = node.type === 'inner_attribute_item' && NEVER_BUILT.test(plainText(node));
  return isGone ? { kind: 'tests-deselected', text: plainText(node) } : undefined;
}
const NEVER_BUILT = /cfg\((?:any\(\)|FALSE|never)\)/;

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

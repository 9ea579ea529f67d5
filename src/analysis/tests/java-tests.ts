import { childOf, fieldText, nodesOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { argumentText, type ChainShape, pathOf, plainText, type Step } from './call-chain.ts';
import { javaWords } from './java-words.ts';
import {
  dropsFailures,
  isDeadBranch,
  type Mark,
  neverHolds,
  type TestBlock,
  type TestState,
  type TestTable,
} from './test-table.ts';

const chain: ChainShape = {
  calls: new Set(['method_invocation']),
  members: new Set(),
  callee: '',
  object: 'object',
  name: 'name',
  args: 'arguments',
};

const TESTS =
  /@(?:\w+\.)*(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property)\b/;
const SKIPPED = /@(?:\w+\.)*(?:Disabled|Ignore)\b|\benabled\s*=\s*false\b/;
const CLASSES = new Set(['class_declaration', 'record_declaration', 'interface_declaration']);

function blockAt(node: SyntaxNode): TestBlock | undefined {
  const title = fieldText(node, 'name');
  const modifiers = node.children.filter(({ type }) => type === 'modifiers');
  const annotations = modifiers.map(textOf).join();
  const state: TestState = SKIPPED.test(annotations) ? 'skipped' : 'runs';
  const body = childOf(node, 'body');
  if (CLASSES.has(node.type)) return { kind: 'suite', title, state, body };
  // JUnit 3 goes by the name.
  const isTest = TESTS.test(annotations) || /^test[A-Z_]/.test(title);
  if (node.type !== 'method_declaration' || !isTest) return undefined;
  return { kind: 'test', title, state, body, table: modifiers.flatMap(rowsIn)[0] };
}

/** `@ValueSource(ints = {1, 2})`, `@CsvSource({"1,2", "3,4"})`. */
function rowsIn(node: SyntaxNode): readonly SyntaxNode[] {
  return [...nodesOf(node)].filter(({ type }) => type === 'element_value_array_initializer');
}

/** A failed assertion is an Error: `catch (Exception e)` lets it through. */
const CATCHES = /^catch\s*\([^)]*\b(?:AssertionError|AssertionFailedError|Throwable|Error)\b/;
const GOES_ON = /\b(?:throw|fail|assert\w*)\b/;

function fateOf(node: SyntaxNode): 'swallowed' | 'unreachable' | undefined {
  if (isDeadBranch(node)) return 'unreachable';
  const isDropped = node.field === 'body' && dropsFailures(node, 'catch_clause', CATCHES, GOES_ON);
  return isDropped ? 'swallowed' : undefined;
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  const exits = /^(?:System\.exit|Runtime\.getRuntime\.halt)$/.test(pathOf(steps));
  const isGood = argumentText(steps) === '0';
  return exits && isGood ? { kind: 'failure-ignored', text: plainText(node) } : undefined;
}

export const javaTests: TestTable = {
  chain,
  words: javaWords,
  blockAt,
  assertionAt: () => undefined,
  statementLists: new Set(['block']),
  ends: (statement) => statement.type === 'return_statement',
  fateOf,
  skips: (steps) =>
    /^(?:Assumptions\.|Assume\.)?assumeTrue$/.test(pathOf(steps)) &&
    neverHolds(argumentText(steps)),
  rowLists: new Set(['element_value_array_initializer', 'array_initializer']),
  loopOver: (node) => (node.type === 'enhanced_for_statement' ? childOf(node, 'value') : undefined),
  markAt,
};

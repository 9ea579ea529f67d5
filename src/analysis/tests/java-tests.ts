import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { type ChainShape, pathOf, plainText, type Step } from './call-chain.ts';
import { javaWords } from './java-words.ts';
import { type Mark, NEVER, type TestBlock, type TestState, type TestTable } from './test-table.ts';

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
/** Runs on some systems only: no weakening by itself. */
const CLASSES = new Set(['class_declaration', 'record_declaration', 'interface_declaration']);

function blockAt(node: SyntaxNode): TestBlock | undefined {
  const title = textOf(childOf(node, 'name') ?? node);
  const modifiers = node.children.find(({ type }) => type === 'modifiers');
  const annotations = modifiers === undefined ? '' : textOf(modifiers);
  const state: TestState = SKIPPED.test(annotations) ? 'skipped' : 'runs';
  const body = childOf(node, 'body');
  if (CLASSES.has(node.type)) return { kind: 'suite', title, state, body };
  // JUnit 3 goes by the name.
  const isTest = TESTS.test(annotations) || /^test[A-Z_]/.test(title);
  if (node.type !== 'method_declaration' || !isTest) return undefined;
  return { kind: 'test', title, state, body, table: modifiers && rowsIn(modifiers) };
}

/** `@ValueSource(ints = {1, 2})`, `@CsvSource({"1,2", "3,4"})`. */
function rowsIn(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'element_value_array_initializer') return node;
  for (const child of node.children) {
    const rows = rowsIn(child);
    if (rows !== undefined) return rows;
  }
  return undefined;
}

/** A failed assertion is an Error: `catch (Exception e)` lets it through. */
const CATCHES = /^catch\s*\([^)]*\b(?:AssertionError|AssertionFailedError|Throwable|Error)\b/;
const GOES_ON = /\b(?:throw|fail|assert\w*)\b/;

function fateOf({ parent, field }: SyntaxNode): 'swallowed' | 'unreachable' | undefined {
  if (parent?.type === 'if_statement' && field === 'consequence') {
    return NEVER.has(plainText(childOf(parent, 'condition') ?? parent)) ? 'unreachable' : undefined;
  }
  if (field !== 'body') return undefined;
  const clauses = parent?.children.filter(({ type }) => type === 'catch_clause').map(textOf) ?? [];
  const caught = clauses.find((text) => CATCHES.test(text));
  return caught !== undefined && !GOES_ON.test(caught.slice(caught.indexOf(')')))
    ? 'swallowed'
    : undefined;
}

function markAt(node: SyntaxNode, steps: readonly Step[]): Mark | undefined {
  const path = pathOf(steps);
  const exits = path === 'System.exit' || path === 'Runtime.getRuntime.halt';
  const isGood = steps.at(-1)?.args?.map(textOf).join() === '0';
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
  skips: (steps) => {
    const [call] = steps.slice(-1);
    const [condition] = call?.args ?? [];
    return (
      /^(?:Assumptions\.|Assume\.)?assumeTrue$/.test(pathOf(steps)) &&
      condition !== undefined &&
      NEVER.has(plainText(condition))
    );
  },
  rowLists: new Set(['element_value_array_initializer', 'array_initializer']),
  loopOver: (node) => (node.type === 'enhanced_for_statement' ? childOf(node, 'value') : undefined),
  markAt,
};

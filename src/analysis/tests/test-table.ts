import type { SyntaxNode } from '../syntax-node.ts';
import type { WeakeningKind } from '../test-weakening.ts';
import type { Assertion, FoundAssertion } from './assertion.ts';
import type { AssertionWords } from './assertion-words.ts';
import type { ChainShape, Step } from './call-chain.ts';

export type TestState = 'runs' | 'skipped' | 'focused';

/** A suite or a test as it stands in the code. */
export interface TestBlock {
  readonly kind: 'suite' | 'test';
  readonly title: string;
  readonly state: TestState;
  /** Without one the test is a note for later. */
  readonly body: SyntaxNode | undefined;
  /** What it is run over: the table of `it.each`, of `parametrize`; or the number of rows where each is written alone. */
  readonly table?: SyntaxNode | undefined;
  readonly rows?: number;
}

/** A thing of a whole file that can weaken tests, whatever test it stands in. */
export interface Mark {
  readonly kind: WeakeningKind;
  /** Equal texts are the same thing on both sides. */
  readonly text: string;
  /** Of a timeout or a number of retries: more is weaker. */
  readonly amount?: number;
  /** Of a double: the names that it stands in for. */
  readonly names?: readonly string[];
}

/** How tests are written in a language: data where names tell, functions of one node where structure does. */
export interface TestTable {
  readonly chain: ChainShape;
  readonly words: AssertionWords;
  readonly blockAt: (node: SyntaxNode, steps: readonly Step[]) => TestBlock | undefined;
  /** Assertions that are no chain of calls: `assert x == 1`, `assert_eq!(x, 1)`, `if got != want { t.Error() }`. */
  readonly assertionAt: (node: SyntaxNode, steps: readonly Step[]) => FoundAssertion | undefined;
  /** Nodes whose children are statements, one after the other. */
  readonly statementLists: ReadonlySet<string>;
  /** Does the test end here, whatever comes after in the list? */
  readonly ends: (statement: SyntaxNode) => boolean;
  /** What the node's parent does to it: a dead branch, a `try` that drops failures. */
  readonly fateOf: (
    node: SyntaxNode,
    steps: readonly Step[],
  ) => Exclude<Assertion['fate'], 'counts'> | undefined;
  /** Does the call skip the test that runs it? */
  readonly skips: (steps: readonly Step[]) => boolean;
  /** Literals that hold rows, and what a loop goes over. */
  readonly rowLists: ReadonlySet<string>;
  readonly loopOver: (node: SyntaxNode, steps: readonly Step[]) => SyntaxNode | undefined;
  readonly markAt: (node: SyntaxNode, steps: readonly Step[]) => Mark | undefined;
}

/** Conditions that never hold; the code behind them is there to be counted only. */
export const NEVER = new Set([
  'false',
  '(false)',
  '0',
  '(0)',
  'False',
  'nil',
  'None',
  '!true',
  '(!true)',
]);

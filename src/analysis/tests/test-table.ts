import { fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
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
export type Mark = {
  /** Equal texts are the same thing on both sides. */
  readonly text: string;
} & (
  | { readonly kind: 'patience-raised'; readonly amount: number }
  /** The names that the double stands in for. */
  | { readonly kind: 'subject-mocked'; readonly names: readonly string[] }
  | { readonly kind: Exclude<WeakeningKind, 'patience-raised' | 'subject-mocked'> }
);

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
const NEVER = new Set(['false', '0', 'False', 'nil', 'None', '!true', 'notTrue']);

export function neverHolds(condition: string): boolean {
  return NEVER.has(condition.replace(/[\s()]/g, ''));
}

/** Is the node what an `if` does when its condition holds, and does that never hold? */
export function isDeadBranch({ parent, field }: SyntaxNode): boolean {
  return (
    field === 'consequence' && parent !== undefined && neverHolds(fieldText(parent, 'condition'))
  );
}

/** The names of errors that a clause catches are within this many characters: what is matched is bounded (threat E08). */
const CLAUSE_HEAD = 500;

/** The `try`-like clauses beside a node that catch what `catches` says and let nothing through that `goesOn` names. */
export function dropsFailures(
  { parent }: SyntaxNode,
  clause: string,
  catches: RegExp,
  goesOn: RegExp,
): boolean {
  const clauses = parent === undefined ? [] : parent.children.filter(({ type }) => type === clause);
  const caught = clauses.map(textOf).find((text) => catches.test(text.slice(0, CLAUSE_HEAD)));
  return (
    caught !== undefined &&
    !goesOn.test(caught.slice(0, CLAUSE_HEAD).replace(catches, '') + caught.slice(CLAUSE_HEAD))
  );
}

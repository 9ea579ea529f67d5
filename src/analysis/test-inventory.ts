import { digestOf } from '../model/digest.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { type Place, unitAt } from './find-unit.ts';
import type { FunctionTable } from './functions/function-table.ts';
import { childOf, nodesOf, type SyntaxNode, textOf } from './syntax-node.ts';
import { ASSERTING_NAME, type Assertion } from './tests/assertion.ts';
import { assertionIn } from './tests/assertion-words.ts';
import { chainAt, lastOf, plainText, type Step, tokensOf } from './tests/call-chain.ts';
import { rowCounter } from './tests/row-counts.ts';
import type { Mark, TestBlock, TestState, TestTable } from './tests/test-table.ts';

/** A test or a helper: what it asserts itself and whom it calls. */
export interface AssertingCode {
  readonly assertions: readonly Assertion[];
  /** Names that it calls where a failure counts; helpers among them assert for it. */
  readonly calls: ReadonlySet<string>;
}

export interface TestCase extends AssertingCode {
  /** `suite > title`; `TestPool > closes`. */
  readonly id: string;
  readonly line: number;
  readonly state: TestState;
  /** The condition that decides whether it is skipped; undefined: always, or not at all. */
  readonly guard: string | undefined;
  /** No statement in its body. */
  readonly empty: boolean;
  /** What it runs over: the rows of its literal tables and loops; 1 without any. */
  readonly rows: number;
  /** Its body without white space, a long one by its digest: a renamed test has the same. */
  readonly body: string;
  /** All of it, tables included, without white space, up to TEXT_CHARACTERS. */
  readonly text: string;
}

export type FoundMark = Mark & { readonly line: number };

/** What a file of tests holds. */
export interface TestInventory {
  readonly tests: readonly TestCase[];
  /** Named functions that are no tests. */
  readonly helpers: ReadonlyMap<string, AssertingCode>;
  readonly marks: readonly FoundMark[];
}

/** A file of tests or of their helpers on both sides; undefined: not there. */
export interface PlacedInventory {
  readonly path: RepoPath;
  readonly base: TestInventory | undefined;
  readonly head: TestInventory | undefined;
}

/** A test or helper while its code is walked. */
interface OpenCode {
  readonly assertions: Assertion[];
  readonly calls: Set<string>;
  rows: number;
  state: TestState;
  guard: string | undefined;
}

/** What stands around a node. */
interface Around {
  readonly owner: OpenCode;
  /** Titles from the outside in. */
  readonly suite: string;
  readonly state: TestState;
  /** Rows of the loops around, until a test takes them. */
  readonly rows: number;
  readonly fate: Assertion['fate'];
  readonly guard: string | undefined;
  readonly place: Place;
  /** A function that was found further out and is not reached yet. */
  readonly core: SyntaxNode | undefined;
}

/** Tests, helpers and marks of one file, in order. */
export function takeInventory(
  root: SyntaxNode,
  functions: FunctionTable,
  table: TestTable,
): TestInventory {
  const tests: TestCase[] = [];
  const helpers = new Map<string, OpenCode>();
  const marks: FoundMark[] = [];
  const rowsOf = rowCounter(root, functions, table.rowLists);
  const uses = useNames(root);

  const visit = (node: SyntaxNode, around: Around): void => {
    const steps = chainAt(table.chain, node);
    const mark = table.markAt(node, steps);
    if (mark !== undefined) marks.push({ ...mark, line: node.line });
    const block = table.blockAt(node, steps);
    if (block === undefined) visitChildren(node, enter(node, steps, around));
    else if (block.kind === 'suite') visitChildren(node, suiteOf(block, around));
    else visitTest(node, block, around);
  };

  const visitTest = (node: SyntaxNode, block: TestBlock, around: Around): void => {
    const owner = openCode(strictest(around.state, block.state));
    owner.rows = around.rows * (rowsOf(block.table) ?? Math.max(1, block.rows ?? 1));
    const suite = within(around.suite, block.title);
    visitChildren(node, { ...around, ...FRESH, owner, suite, place: 'in-function' });
    const { body } = block;
    tests.push({
      ...owner,
      id: suite,
      line: node.line,
      state: body === undefined ? 'skipped' : owner.state,
      empty: body !== undefined && EMPTY.has(codeOf(body)),
      body: body === undefined ? '' : shortened(plainText(body)),
      text: plainText(node).slice(0, TEXT_CHARACTERS),
    });
  };

  /** What a node that is no block does to what is inside it, and what it adds to its owner. */
  const enter = (node: SyntaxNode, steps: readonly Step[], around: Around): Around => {
    const { owner } = around;
    const dropped = around.fate === 'counts' ? table.fateOf(node, steps) : undefined;
    const fate = dropped ?? around.fate;
    const found = table.assertionAt(node, steps) ?? assertionIn(table.words, steps);
    if (found !== undefined) owner.assertions.push({ ...found, line: node.line, fate });
    else if (fate === 'counts') noteCalls(owner, steps);
    if (fate === 'counts' && lastOf(steps).isCalled && table.skips(steps))
      skip(owner, around.guard);
    const rows = rowsOf(table.loopOver(node, steps)) ?? 1;
    if (around.place === 'in-function') owner.rows += Math.max(0, rows - 1);
    const helper = helperAt(node, around, fate);
    if (helper !== undefined) return helper;
    const core = around.core === node ? undefined : around.core;
    if (fate === around.fate && core === around.core && rows === 1) return around;
    return { ...around, fate, core, rows: around.rows * rows };
  };

  /**
   * A named function that is no test asserts for those who call it; one inside a test or a helper asserts for that, as long
   * as anything names it.
   */
  const helperAt = (
    node: SyntaxNode,
    around: Around,
    fate: Assertion['fate'],
  ): Around | undefined => {
    if (around.core !== undefined) return undefined;
    const unit = unitAt(functions, node, undefined, around.place);
    if (unit?.kind !== 'function' || table.blockAt(unit.core, []) !== undefined) return undefined;
    const core = unit.core === node ? undefined : unit.core;
    if (around.place === 'in-function') {
      const isUsed = node.type.startsWith('decorated') || uses.has(unit.name);
      return { ...around, core, fate: isUsed ? fate : 'unreachable' };
    }
    const owner = helpers.get(unit.name) ?? openCode('runs');
    helpers.set(unit.name, owner);
    return { ...around, ...FRESH, owner, core, place: 'in-function' };
  };

  const visitChildren = (node: SyntaxNode, around: Around): void => {
    const condition = childOf(node, 'condition');
    const guard = condition === undefined ? around.guard : plainText(condition);
    let fate = around.fate;
    const inner = guard === around.guard ? around : { ...around, guard };
    const isList = table.statementLists.has(node.type);
    for (const child of node.children) {
      const outer = child === condition ? around : inner;
      visit(child, fate === outer.fate ? outer : { ...outer, fate });
      if (isList && table.ends(child)) fate = 'unreachable';
    }
  };

  visit(root, {
    ...FRESH,
    owner: openCode('runs'),
    suite: '',
    state: 'runs',
    place: 'outside',
  });
  return { tests, helpers, marks };
}

/** Nothing around: a test or a helper begins. */
const FRESH = { rows: 1, fate: 'counts', guard: undefined, core: undefined } as const;

/** What is left of a body without statements, comments taken out. */
const EMPTY = new Set(['', '{}', 'pass', '...', 'doend', '{;}']);

function codeOf(body: SyntaxNode): string {
  const own = body.children.filter(({ type }) => !type.endsWith('comment'));
  return own.length === 0 ? tokensOf(body).join('') : own.map(plainText).join('');
}

/** Suites may stand in each other a thousand deep (threat E10): of a long name the end is kept. */
const ID_CHARACTERS = 500;
const TEXT_CHARACTERS = 20_000;

function within(suite: string, title: string): string {
  return suite === '' ? title : `${suite} > ${title}`.slice(-ID_CHARACTERS);
}

/** Two long texts are equal when their digests are. */
function shortened(text: string): string {
  return text.length > ID_CHARACTERS ? `${text.slice(0, ID_CHARACTERS)} ${digestOf(text)}` : text;
}

function openCode(state: TestState): OpenCode {
  return { assertions: [], calls: new Set(), rows: 1, state, guard: undefined };
}

function suiteOf({ title, state }: TestBlock, around: Around): Around {
  return {
    ...around,
    suite: within(around.suite, title),
    state: strictest(around.state, state),
  };
}

/** A skipped suite skips its tests; a focused one focuses them. */
function strictest(outer: TestState, own: TestState): TestState {
  if (outer === 'skipped' || own === 'skipped') return 'skipped';
  return outer === 'focused' ? 'focused' : own;
}

/** Calls by name alone, of one's own methods, and of anything that is named like an assertion. */
function noteCalls(owner: OpenCode, steps: readonly Step[]): void {
  const [root] = steps;
  const isOwn = root !== undefined && ITSELF.has(root.name);
  for (const [index, { name, isCalled }] of steps.entries()) {
    if (isCalled && (index === 0 || isOwn || ASSERTING_NAME.test(name))) owner.calls.add(name);
  }
}
const ITSELF = new Set(['this', 'self', 'cls', 's', 'suite']);

/** Every name that stands in the file where it is not being defined. */
function useNames(root: SyntaxNode): ReadonlySet<string> {
  const uses = [...nodesOf(root)].filter(
    ({ children, field }) => children.length === 0 && field !== 'name',
  );
  return new Set(uses.map(textOf));
}

function skip(owner: OpenCode, guard: string | undefined): void {
  owner.guard = owner.state === 'skipped' ? owner.guard : guard;
  owner.state = 'skipped';
}

import { type SyntaxNode, textOf } from '../syntax-node.ts';
import {
  CONSTANT,
  demanded,
  EXACT,
  type FoundAssertion,
  LOOSE,
  PARTIAL,
  type Rank,
} from './assertion.ts';
import { lastOf, pathOf, plainText, type Step, tokensOf } from './call-chain.ts';
import { conditionDemand, demandOfFailure } from './condition.ts';

/** What an assertion's name demands, and which of its arguments is the subject. */
export interface Demand {
  readonly rank: Rank;
  /**
   * Its index among the arguments, the last one when there are fewer. 'condition': the first argument must hold, so its
   * comparison is what is demanded. 'refuted': it must not hold. 'none': the subject is code that stands elsewhere.
   */
  readonly subject: number | 'condition' | 'refuted' | 'none';
  /** The rank when nothing stands beside the subject: `toThrow()` against `toThrow('closed')`. */
  readonly alone?: Rank;
}

/** The vocabulary of a language's assertion libraries: names, not imports. */
export interface AssertionWords {
  /** `expect(x)`, `assertThat(x)`: what follows is a matcher. */
  readonly subjectFirst: ReadonlySet<string>;
  /** `x.should.equal(1)`, `x.must_equal 1`: what stands before is the subject. */
  readonly subjectBefore: ReadonlySet<string>;
  /** Links that take the matcher as an argument: `expect(x).to eq(1)`, `Expect(x).To(Equal(1))`. */
  readonly matcherInArgument: ReadonlySet<string>;
  readonly matchers: ReadonlyMap<string, Demand>;
  /** Links that turn a matcher round: what is not X may be anything else. */
  readonly negations: ReadonlySet<string>;
  /** `assertEqual(a, b)`, by the last link's name. */
  readonly functions: ReadonlyMap<string, Demand>;
  /** What those functions hang on: `assert`, `self`, '' for nothing. */
  readonly functionsOf: ReadonlySet<string>;
  /** A first argument that is only the runner's handle: `assert.Equal(t, …)`. */
  readonly runner?: RegExp;
  /** What is expected allows anything (`expect.anything()`, `Exception`), or demands a part only. */
  readonly anything: RegExp;
  readonly aPart: RegExp;
}

/** Demands by rank, for names that all have their subject in the same place. */
export function demands(
  subject: Demand['subject'],
  ...ranked: readonly (readonly [Rank, string])[]
): readonly (readonly [string, Demand])[] {
  return ranked.flatMap(([rank, names]) =>
    names.split(' ').map((name) => [name, { rank, subject }] as const),
  );
}

/** The assertion that a chain of calls is, if it is one. */
export function assertionIn(
  words: AssertionWords,
  steps: readonly Step[],
): FoundAssertion | undefined {
  const root = steps.findIndex(({ name }) => words.subjectFirst.has(name));
  const [subject, ...links] = root === -1 ? [] : steps.slice(root);
  if (subject !== undefined) return withMatcher(words, subjectOf(subject), links, subject.args);
  const behind = steps.findIndex(({ name }, index) => index > 0 && words.subjectBefore.has(name));
  const [before, ...verbs] = behind === -1 ? [] : steps.slice(behind - 1);
  if (before !== undefined) return withMatcher(words, plainText(before.node), verbs, []);
  const last = lastOf(steps);
  const demand = words.functions.get(last.name);
  const isAssertion = last.isCalled && words.functionsOf.has(pathOf(steps.slice(0, -1)));
  return demand === undefined || !isAssertion ? undefined : called(words, demand, last);
}

/** `expect(x)` has the subject x, `expect { f }` all of it; `expect.assertions(2)` has none and asserts nothing. */
function subjectOf({ name, isCalled, args, node }: Step): string {
  const isSubject = isCalled || name.startsWith('is_');
  return isSubject ? args.map(plainText).join(',') || plainText(node) : '';
}

function withMatcher(
  words: AssertionWords,
  subject: string,
  links: readonly Step[],
  [subjectNode]: readonly SyntaxNode[],
): FoundAssertion | undefined {
  const named = links.filter(({ name }) => name !== '');
  // `expect(…).toEqual(1).catch(…)`: the matcher is not the last link.
  const last = named.findLast(({ name }) => words.matchers.has(name)) ?? named.at(-1);
  if (subject === '' || last === undefined) return undefined;
  const [given] = last.args;
  const isInside = given !== undefined && words.matcherInArgument.has(last.name);
  const { name, args } = isInside ? matcherOf(given) : last;
  const outer = links.slice(0, links.indexOf(last) + Number(isInside));
  const path = [...outer.map((link) => link.name), name].join('.');
  const demand = words.matchers.get(name) ?? { rank: PARTIAL, subject: 0 };
  const found = judge(words, demand, path, subject, args.map(plainText));
  const negated = links.some((link) => words.negations.has(link.name));
  const rank = negated ? Math.min(found.rank, LOOSE) : found.rank;
  return truthOf({ ...found, rank: rank as Rank }, subjectNode);
}

const TRUE = /(?:^|\.)(?:isTrue|is_true|true|toBeTrue|BeTrue)$/;
const FALSE = /(?:^|\.)(?:isFalse|is_false|false|toBeFalse|BeFalse)$/;

/** `expect(a > b).toBe(true)` demands what the condition demands, no more: `expect(x !== undefined).toBe(true)` little. */
function truthOf(found: FoundAssertion, subject: SyntaxNode | undefined): FoundAssertion {
  const isTrue = found.expected === 'true' || TRUE.test(found.matcher);
  const isFalse = found.expected === 'false' || FALSE.test(found.matcher);
  if (found.rank === CONSTANT || subject === undefined || !(isTrue || isFalse)) return found;
  return isTrue ? conditionDemand(subject) : demandOfFailure(tokensOf(subject));
}

/** `eq(1)`, `Equal(1)`, `be_nil`, `be > 3`: a name and its arguments. */
function matcherOf(node: SyntaxNode): { name: string; args: readonly SyntaxNode[] } {
  const list = node.children.filter((child) => child.field === 'arguments');
  const args = list.flatMap(({ children }) => children);
  return {
    name: textOf(node).replace(/^(?:\w+(?:\.|::))*([\w?]+).*$/s, '$1'),
    args: args.filter(({ type }) => !/^[(),]$/.test(type)),
  };
}

function called(
  words: AssertionWords,
  { rank, subject, alone = rank }: Demand,
  { name, args: given }: Omit<Step, 'node'>,
): FoundAssertion {
  const args = given.filter((arg, index) => index > 0 || !isHandle(words, arg));
  const [first] = args;
  if (subject === 'condition' && first !== undefined) return conditionDemand(first);
  if (subject === 'refuted' && first !== undefined) return demandOfFailure(tokensOf(first));
  const at = typeof subject === 'number' ? (args[subject] ?? args.at(-1)) : undefined;
  const others = args.filter((arg) => arg !== at);
  // `assertEqual(True, x)` is `assertTrue(x)`.
  const [other] = others;
  if (at !== undefined && other !== undefined && isTrue(other)) return conditionDemand(at);
  if (at !== undefined && other !== undefined && isTrue(at)) return conditionDemand(other);
  const demand = { rank, subject, alone };
  return judge(words, demand, name, at === undefined ? '' : plainText(at), others.map(plainText));
}

function isTrue(node: SyntaxNode): boolean {
  return /^true$/i.test(textOf(node));
}

function isHandle({ runner }: AssertionWords, node: SyntaxNode): boolean {
  return runner?.test(plainText(node)) === true;
}

function judge(
  words: AssertionWords,
  demand: Demand,
  matcher: string,
  subject: string,
  others: readonly string[],
): FoundAssertion {
  const [expected = ''] = others;
  const named = others.length === 0 ? (demand.alone ?? demand.rank) : demand.rank;
  const allowed = words.anything.test(expected)
    ? LOOSE
    : words.aPart.test(expected)
      ? PARTIAL
      : EXACT;
  return demanded({ subject, matcher, expected, rank: Math.min(named, allowed) as Rank });
}

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
import { pathOf, plainText, type Step, tokensOf } from './call-chain.ts';
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
  if (root !== -1) {
    const found = withMatcher(words, subjectOf(steps[root]), steps.slice(root + 1));
    return found === undefined ? undefined : truthOf(found, steps[root]?.args?.[0]);
  }
  const behind = steps.findIndex(({ name }, index) => index > 0 && words.subjectBefore.has(name));
  if (behind !== -1) return withMatcher(words, prefixOf(steps, behind), steps.slice(behind));
  const last = steps.at(-1);
  const owner = pathOf(steps.slice(0, -1));
  const demand = last === undefined ? undefined : words.functions.get(last.name);
  if (last?.args === undefined || demand === undefined || !words.functionsOf.has(owner)) {
    return undefined;
  }
  return called(words, demand, last.name, last.args);
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

/** `expect(x)` has the subject x, `expect { f }` all of it; `expect.assertions(2)` has none and asserts nothing. */
function subjectOf(root: Step | undefined): string {
  if (root?.args === undefined) return root?.name.startsWith('is_') ? root.name : '';
  return root.args.map(plainText).join(',') || plainText(root.node);
}

function prefixOf(steps: readonly Step[], end: number): string {
  const [before] = steps.slice(end - 1);
  return before === undefined ? '' : plainText(before.node);
}

function withMatcher(
  words: AssertionWords,
  subject: string,
  links: readonly Step[],
): FoundAssertion | undefined {
  const named = links.filter(({ name }) => name !== '');
  // `expect(…).toEqual(1).catch(…)`: the matcher is not the last link.
  const last = named.findLast(({ name }) => words.matchers.has(name)) ?? named.at(-1);
  if (subject === '' || last === undefined) return undefined;
  const inner = words.matcherInArgument.has(last.name) ? last.args?.[0] : undefined;
  const { name, args } =
    inner === undefined ? { name: last.name, args: last.args ?? [] } : matcherOf(inner);
  const outer = links
    .slice(0, links.indexOf(last) + (inner === undefined ? 0 : 1))
    .map((link) => link.name);
  const path = [...outer, name].join('.');
  const demand = words.matchers.get(name) ?? { rank: PARTIAL, subject: 0 };
  const found = judge(words, demand, path, subject, args.map(plainText));
  const negated = links.some((link) => words.negations.has(link.name));
  return negated && found.rank > LOOSE ? { ...found, rank: LOOSE } : found;
}

/** `eq(1)`, `Equal(1)`, `be_nil`, `be > 3`: a name and its arguments. */
function matcherOf(node: SyntaxNode): { name: string; args: readonly SyntaxNode[] } {
  const name = /^(?:[\w:]+\.)*([\w?]+)/.exec(textOf(node))?.[1] ?? '';
  const list = node.children.find((child) => child.field === 'arguments');
  return {
    name,
    args: (list?.children ?? []).filter(
      (child) => child.children.length > 0 || !/^[(),]$/.test(child.type),
    ),
  };
}

function called(
  words: AssertionWords,
  demand: Demand,
  name: string,
  given: readonly SyntaxNode[],
): FoundAssertion {
  const handle = given[0] !== undefined && words.runner?.test(plainText(given[0])) === true;
  const args = handle ? given.slice(1) : given;
  const [first] = args;
  if (demand.subject === 'condition' && first !== undefined) return conditionDemand(first);
  if (demand.subject === 'refuted' && first !== undefined) return demandOfFailure(tokensOf(first));
  const index = typeof demand.subject === 'number' ? demand.subject : args.length;
  const subject =
    index < args.length
      ? args[index]
      : typeof demand.subject === 'number'
        ? args.at(-1)
        : undefined;
  const others = args.filter((arg) => arg !== subject).map(plainText);
  const other = args.find((arg) => arg !== subject);
  const truth = [subject, other].find((arg) => arg !== undefined && /^true$/i.test(plainText(arg)));
  // `assertEqual(True, x)` is `assertTrue(x)`.
  if (truth !== undefined && subject !== undefined && other !== undefined) {
    return conditionDemand(truth === subject ? other : subject);
  }
  return judge(words, demand, name, subject === undefined ? '' : plainText(subject), others);
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

import type { SyntaxNode } from '../syntax-node.ts';
import {
  CONSTANT,
  demanded,
  EXACT,
  type FoundAssertion,
  LOOSE,
  PARTIAL,
  type Rank,
} from './assertion.ts';
import { tokensOf } from './call-chain.ts';

/** Comparisons of all languages and what holding one demands; an absent thing on the right makes `!=` a mere presence. */
const COMPARISONS: ReadonlyMap<string, Rank> = new Map([
  ['===', EXACT],
  ['==', EXACT],
  ['is', EXACT],
  ['!==', LOOSE],
  ['!=', LOOSE],
  ['is not', LOOSE],
  ['in', PARTIAL],
  ['not in', PARTIAL],
  ['instanceof', PARTIAL],
  ['<', PARTIAL],
  ['>', PARTIAL],
  ['<=', PARTIAL],
  ['>=', PARTIAL],
]);

/** Calls in a condition that compare as much as an operator. */
const COMPARING_CALLS: readonly (readonly [RegExp, Rank])[] = [
  [
    /(?:^|[.:])(?:DeepEqual|Equal|EqualFold|equals|deepEquals|eql\?|equal\?|array_equal|allclose)$/,
    EXACT,
  ],
  [
    /(?:^|[.:])(?:Contains|HasPrefix|HasSuffix|MatchString|Is|As|contains|startsWith|endsWith|matches!?|includes|include\?|isinstance|has|match)$/,
    PARTIAL,
  ],
];

const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['!=', '=='],
  ['==', '!='],
  ['!==', '==='],
  ['===', '!=='],
  ['<', '>='],
  ['>', '<='],
  ['<=', '>'],
  ['>=', '<'],
]);

const ORS = new Set(['||', 'or']);
const ANDS = new Set(['&&', 'and']);
const COMMA = new Set([',']);
const TRUTHS = new Set(['true', 'True', '1', '!0']);
const FALSEHOODS = new Set(['false', 'False', '0', '!1']);

/**
 * What a condition that must hold demands: `f(1) == 2` an exact value, `len(x) > 0` a part, `x` only that it is there.
 * `x || true` demands nothing.
 */
export function conditionDemand(node: SyntaxNode): FoundAssertion {
  return demandOf(withoutBrackets(tokensOf(node)));
}

/** The same for the tokens of a condition, as Rust's macros hold them. */
export function demandOf(tokens: readonly string[]): FoundAssertion {
  const alternatives = splitBy(tokens, ORS);
  const isTuple = splitAtCommas(tokens).length > 1;
  if (isTuple || alternatives.some((part) => TRUTHS.has(part.join('')))) return nothing(tokens);
  for (const { token, index } of topLevel(tokens)) {
    // `is not` and `not in` are two tokens or one, as the grammar has it.
    for (const matcher of [`${token} ${tokens[index + 1]}`, token]) {
      const rank = COMPARISONS.get(matcher);
      if (rank === undefined) continue;
      const subject = tokens.slice(0, index).join('');
      const behind = matcher === token ? 1 : 2;
      const expected = tokens.slice(index + behind).join('');
      return demanded({ subject, matcher, expected, rank });
    }
  }
  return demandOfTruth(tokens);
}

export function splitAtCommas(tokens: readonly string[]): Parts {
  return splitBy(tokens, COMMA);
}

/** There is always one, if only an empty one. */
type Parts = readonly [readonly string[], ...(readonly string[])[]];

/**
 * What must hold where a condition fails the test: `if got != want { t.Errorf(…) }` demands `got == want`. Of several
 * alternatives the one that demands most.
 */
export function demandOfFailure(tokens: readonly string[]): FoundAssertion {
  const all = splitBy(withoutBrackets(tokens), ANDS);
  if (all.some((part) => FALSEHOODS.has(part.join('')))) return nothing(tokens);
  const demands = splitBy(withoutBrackets(tokens), ORS).map((part) => demandOf(opposite(part)));
  return demands.reduce((most, next) => (next.rank > most.rank ? next : most));
}

function opposite(tokens: readonly string[]): readonly string[] {
  for (const { token, index } of topLevel(tokens)) {
    const turned = OPPOSITES.get(token);
    if (turned !== undefined) return tokens.with(index, turned);
  }
  return tokens[0] === '!' ? tokens.slice(1) : ['!', ...tokens];
}

function nothing(tokens: readonly string[]): FoundAssertion {
  return { subject: tokens.join(''), matcher: 'true', expected: '', rank: CONSTANT };
}

function demandOfTruth(tokens: readonly string[]): FoundAssertion {
  const subject = tokens.join('');
  const called = subject.replace(/[^!\w.:].*$/s, '');
  const ranks = COMPARING_CALLS.filter(([name]) => name.test(called)).map(([, rank]) => rank);
  const [rank = LOOSE] = ranks;
  return demanded({ subject, matcher: 'true', expected: '', rank });
}

function splitBy(tokens: readonly string[], separators: ReadonlySet<string>): Parts {
  const parts: [string[], ...string[][]] = [[]];
  let open = parts[0];
  const cuts = new Set(
    topLevel(tokens)
      .filter(({ token }) => separators.has(token))
      .map(({ index }) => index),
  );
  for (const [index, token] of tokens.entries()) {
    if (cuts.has(index)) {
      open = [];
      parts.push(open);
    } else open.push(token);
  }
  return parts;
}

/** The tokens outside all brackets. */
function topLevel(tokens: readonly string[]): readonly { token: string; index: number }[] {
  let depth = 0;
  return tokens.flatMap((token, index) => {
    if (/^[([{]$/.test(token)) depth += 1;
    if (/^[)\]}]$/.test(token)) depth -= 1;
    return depth === 0 ? [{ token, index }] : [];
  });
}

function withoutBrackets(tokens: readonly string[]): readonly string[] {
  const [first] = tokens;
  const wraps = first === '(' && topLevel(tokens).length === 1 && tokens.at(-1) === ')';
  return wraps ? withoutBrackets(tokens.slice(1, -1)) : tokens;
}

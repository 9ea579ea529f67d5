import fc from 'fast-check';
import { minimatch } from 'minimatch';
import { isDisjointWith, JS, NFA } from 'refa';

/** minimatch, told to know nothing but `*`, `?` and `**`: does a pattern reach a path? */
export function minimatchReaches(pattern: string, path: string): boolean {
  const only = { dot: true, nobrace: true, noext: true, nonegate: true, nocomment: true };
  return minimatch(path, pattern, only);
}

/** A segment of a path: not empty, not `.`, not `..`. */
const SEGMENT = '(?:[^/.][^/]*|\\.[^/.][^/]*|\\.\\.[^/]+)';
const PATHS = automaton(`${SEGMENT}(?:/${SEGMENT})*`);
const automata = new Map<string, NFA>();

/** By intersecting automata that a library for regular languages builds: is there a path that both patterns reach? */
export function automataMeet(a: string, b: string): boolean {
  const [first, second] = [a, b].map((pattern) => {
    const made = automata.get(pattern) ?? canonical(automaton(expressionOf(pattern)));
    automata.set(pattern, made);
    return made;
  }) as [NFA, NFA];
  return !isDisjointWith(first, second);
}

function canonical(nfa: NFA): NFA {
  return NFA.fromIntersection(nfa, PATHS);
}

function automaton(expression: string): NFA {
  const { expression: parsed, maxCharacter } = JS.Parser.fromLiteral({
    source: expression,
    flags: 'su',
  }).parse();
  return NFA.fromRegex(parsed, { maxCharacter });
}

/** A `**` at the end is at least one segment, elsewhere any number of them. */
function expressionOf(pattern: string): string {
  const segments = pattern.split('/');
  return segments
    .map((segment, index) => {
      const last = index === segments.length - 1;
      if (segment === '**') return last ? `${SEGMENT}(?:/${SEGMENT})*` : `(?:${SEGMENT}/)*`;
      const text = segment
        .replace(/[[\].]/g, '\\$&')
        .replaceAll('*', '[^/]*')
        .replaceAll('?', '[^/]');
      return last ? text : `${text}/`;
    })
    .join('');
}

/** Patterns of a few letters, so that any two of them often meet, and often just do not. */
export const anyPattern: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: segment('a', 'b', '.', '*', '?') },
      { weight: 1, arbitrary: fc.constant('**') },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((segments) => segments.join('/'));

export const anyPath: fc.Arbitrary<string> = fc
  .array(segment('a', 'b', '.'), { minLength: 1, maxLength: 5 })
  .map((segments) => segments.join('/'));

function segment(...letters: readonly string[]): fc.Arbitrary<string> {
  return fc
    .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 4 })
    .filter((text) => !/^\.{1,2}$|\*\*/.test(text));
}

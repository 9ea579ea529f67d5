import { LIMITS } from '../model/limits.ts';
import { foldPath } from './fold-path.ts';
import { type PatternProblem, patternProblems } from './scope-pattern.ts';

/** Patterns made ready once, to be asked about many paths. */
export interface ScopeMatcher {
  matches(path: string): boolean;
  /** The first pattern, as it was written, that reaches the path. */
  firstMatch(path: string): string | undefined;
}

/**
 * The scope of a spec. It is safe to ask whatever the patterns are: only `*`, `?` and a whole segment `**` mean anything,
 * every other character is itself, so a trick of another glob dialect reaches less, never more (threat D15).
 */
export function compileScope(
  patterns: readonly string[],
): ScopeMatcher & { readonly problems: readonly PatternProblem[] } {
  const problems = patterns.flatMap(patternProblems);
  if (patterns.length > LIMITS.patterns) {
    const message = `A scope of ${patterns.length} patterns; allowed are ${LIMITS.patterns}`;
    problems.push({ pattern: String(patterns[LIMITS.patterns]), code: 'too-many', message });
  }
  return { ...matcher(patterns, (text) => text), problems };
}

/**
 * A deny-list: case and Unicode forms are folded, because where the file system folds them too, `.GitHub/` is `.github/`
 * (THREATS 1.2).
 */
export function compileDenyList(patterns: readonly string[]): ScopeMatcher {
  return matcher(patterns, foldPath);
}

/** One pattern, one path; for many of either compile first. */
export function matchesPattern(pattern: string, path: string): boolean {
  return pattern === path || matchPath(splitPattern(pattern), path.split('/'));
}

function matcher(patterns: readonly string[], fold: (text: string) => string): ScopeMatcher {
  const compiled = patterns.map((pattern) => {
    const literal = fold(pattern);
    return { pattern, literal, segments: splitPattern(literal) };
  });
  const firstMatch = (path: string): string | undefined => {
    const folded = fold(path);
    const segments = folded.split('/');
    // A literal first: `src/[id].tsx` names a file, and that file only (threat D14).
    return compiled.find((one) => one.literal === folded || matchPath(one.segments, segments))
      ?.pattern;
  };
  return { firstMatch, matches: (path) => firstMatch(path) !== undefined };
}

/** `src/**` is what is in src, not src itself: a `**` at the end stands for at least one segment. */
export function splitPattern(pattern: string): readonly string[] {
  const segments = pattern.split('/');
  return segments.at(-1) === '**' ? [...segments, '*'] : segments;
}

function matchPath(pattern: readonly string[], path: readonly string[]): boolean {
  return matchWild(pattern, path, '**', matchSegment);
}

function matchSegment(pattern: string, segment: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === segment;
  return matchWild(characters(pattern), characters(segment), '*', matchCharacter);
}

function matchCharacter(pattern: string, character: string): boolean {
  return pattern === '?' || pattern === character;
}

/** `?` is a character, not half of one. */
export function characters(text: string): ArrayLike<string> {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
}

/**
 * One item of `pattern` that is `any` stands for any number of items of `text`, every other one for one that `fits`. Only
 * the last `any` is tried again, which is enough: what an earlier one takes more, a later one can take as well. So no
 * pattern costs more than its length times that of the text (threat E07: backtracking over all of them takes 4^stars).
 */
export function matchWild(
  pattern: ArrayLike<string>,
  text: ArrayLike<string>,
  any: string,
  fits: (pattern: string, text: string) => boolean,
): boolean {
  let at = 0;
  let read = 0;
  let retry: { readonly at: number; readonly read: number } | undefined;
  while (read < text.length) {
    const item = pattern[at];
    if (item === any) {
      at += 1;
      retry = { at, read };
    } else if (item !== undefined && fits(item, String(text[read]))) {
      at += 1;
      read += 1;
    } else if (retry !== undefined) {
      retry = { at: retry.at, read: retry.read + 1 };
      at = retry.at;
      read = retry.read;
    } else {
      return false;
    }
  }
  while (pattern[at] === any) at += 1;
  return at === pattern.length;
}

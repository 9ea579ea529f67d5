import { codePointName, controlCharacters } from '../model/control-characters.ts';
import { LIMITS } from '../model/limits.ts';
import { whyNotRepoPath } from '../model/repo-path.ts';
import { hiddenCharacters } from './hidden-characters.ts';

export type PatternProblemCode =
  | 'too-many'
  | 'too-long'
  | 'too-wild'
  /** Starts at the root with nothing to hold on to: it reaches whatever the repository will ever hold. */
  | 'unbounded'
  /** A notation of other glob dialects, which would reach something else there than here. */
  | 'grammar'
  | 'not-canonical'
  /** Spelled so that a reader takes it for another path. */
  | 'deceptive';

export interface PatternProblem {
  readonly pattern: string;
  readonly code: PatternProblemCode;
  /** To stand behind the pattern, like "is longer than 256 bytes". */
  readonly message: string;
}

/**
 * What keeps a scope entry from being a path or a glob of the restricted grammar: `?` is one character and `*` any number
 * of them in a segment, `**` is a whole segment and stands for any number of segments, everything else is itself. No
 * braces, negation, comments, extglobs, character classes (threats D11, D12, D14, D15, E07).
 */
export function patternProblems(pattern: string): readonly PatternProblem[] {
  const bytes = Buffer.byteLength(pattern);
  if (bytes > LIMITS.patternBytes) {
    const message = `is longer than ${LIMITS.patternBytes} bytes`;
    return [{ pattern: `${pattern.slice(0, 60)}…`, code: 'too-long', message }];
  }
  return CHECKS.flatMap(([code, check]) => {
    const message = check(pattern);
    return message === undefined ? [] : [{ pattern, code, message }];
  });
}

type Check = readonly [PatternProblemCode, (pattern: string) => string | undefined];
const CHECKS: readonly Check[] = [
  ['not-canonical', whyNotRepoPath],
  ['grammar', whyNotGrammar],
  ['too-wild', whyTooWild],
  ['unbounded', whyUnbounded],
  ['deceptive', whyDeceptive],
];

function whyNotGrammar(pattern: string): string | undefined {
  if (pattern.startsWith('!')) return 'negates ("!"); a scope only adds, so leave the files out';
  if (pattern.startsWith('#')) return 'is a comment ("#") for other readers';
  if (/\{[^{}]*(?:,|\.\.)[^{}]*\}/.test(pattern))
    return 'holds braces ("{a,b}"); write one entry for each';
  if (/[?*+@!]\(/.test(pattern))
    return 'holds an extended glob ("@(a|b)"); write one entry for each';
  if (pattern.split('/').some((segment) => segment !== '**' && segment.includes('**'))) {
    return 'holds "**" inside a segment; it must stand alone between slashes';
  }
  return undefined;
}

function whyTooWild(pattern: string): string | undefined {
  const segments = pattern.split('/');
  const globstars = segments.filter((segment) => segment === '**').length;
  const stars = pattern.split('*').length - 1 - 2 * globstars;
  if (globstars > LIMITS.patternGlobstars)
    return `holds "**" ${globstars} times; allowed are ${LIMITS.patternGlobstars}`;
  if (stars > LIMITS.patternStars)
    return `holds "*" ${stars} times; allowed are ${LIMITS.patternStars}`;
  return undefined;
}

function whyUnbounded(pattern: string): string | undefined {
  const segments = pattern.split('/');
  const globstar = segments.indexOf('**');
  const root = globstar === -1 ? segments : segments.slice(0, globstar);
  return root.some((segment) => /[^*?]/.test(segment))
    ? undefined
    : 'reaches all of the repository; begin with the name of a folder';
}

/** Letters of these look alike; a word of two of them is read as another word. */
const ALPHABETS = ['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Cherokee', 'Coptic'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
);

function whyDeceptive(pattern: string): string | undefined {
  const unseen = [...controlCharacters(pattern), ...hiddenCharacters(pattern)].map(
    ({ name }) => name,
  );
  const spaces = Array.from(pattern.match(/[^\S ]|^ | $/gu) ?? [], codePointName);
  const [first] = [...unseen, ...spaces];
  if (first !== undefined) return `holds ${first}, which a reader does not see`;
  if (pattern.normalize('NFC') !== pattern) return 'is not in Unicode form NFC';
  const posing = Array.from(pattern).find(
    (character) => character > '\x7f' && /^[\x21-\x7e]+$/.test(character.normalize('NFKC')),
  );
  if (posing !== undefined)
    return `holds ${codePointName(posing)}, which looks like "${posing.normalize('NFKC')}"`;
  const mixed = (pattern.match(/\p{L}+/gu) ?? []).find(
    (word) => ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1,
  );
  return mixed === undefined ? undefined : `mixes letters of several alphabets in "${mixed}"`;
}

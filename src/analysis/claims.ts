import { readMarkdown } from './markdown-blocks.ts';

export type ClaimKind =
  | 'tests-pass'
  | 'lint-clean'
  | 'build-passes'
  | 'ci-green'
  | 'coverage'
  | 'nothing-breaks'
  | 'checked-by-hand';

/** What a body tells its reader to believe. Words are no evidence (decision K8): a rule compares them with what there is. */
export interface Claim {
  readonly kind: ClaimKind;
  /** 1-based line of the prose, which has the line numbers of the body. */
  readonly line: number;
  /** As they stand there, without `*` and backticks. */
  readonly words: string;
  /** What the claim counts: `12/12 passing`, `5 passed`. */
  readonly counts: { readonly passed: number; readonly total: number | undefined } | undefined;
}

/** Up to four words between what is meant and what is said of it; a sign that ends a clause is in none of them. */
const GAP = String.raw`(?:\s+[\w/()%&,'-]+){0,4}?\s+`;
const PASS = String.raw`(?:pass(?:es|ed|ing)?|succeed(?:s|ed)?|green|clean(?:ly)?)\b(?!\s+(?:the|a|an|its|their|along|down|through)\b|\s+(?:--?\w|['"]))`;
const said = (subject: string): RegExp =>
  new RegExp(String.raw`\b(?:${subject})${GAP}${PASS}`, 'i');

const SENTENCES: readonly (readonly [ClaimKind, RegExp])[] = [
  ['tests-pass', said('tests?|specs?|test suites?|suites?|test cases?')],
  [
    'tests-pass',
    /\bpass(?:es|ed)? (?:all|every|the full|\d+)(?:\s+[\w-]+){0,3}? (?:tests?|specs?|test suite)\b/i,
  ],
  [
    'lint-clean',
    said(
      '(?:es)?lint(?:ing|er)?|biome|prettier|clippy|ruff|rubocop|formatting|pre-commit(?: hooks?| checks?)?',
    ),
  ],
  [
    'lint-clean',
    /\bpass(?:es|ed)? (?:all|the)(?:\s+[\w-]+){0,2}? (?:pre-commit|lint(?:er|ing)?|format(?:ting)?)\b/i,
  ],
  [
    'lint-clean',
    /\b(?:no|zero|0) (?:new )?(?:es)?lint(?:er|ing)? (?:errors?|warnings?|issues?|problems?)/i,
  ],
  ['build-passes', said('builds?|compilation|type-?checks?|type[ -]checking|tsc')],
  [
    'build-passes',
    /\b(?:build(?:s|ing)?|built|compil(?:es|ed|ing))\b(?:\s+[\w-]+){0,3}?\s+(?:success(?:ful(?:ly)?)?|without (?:errors?|warnings?)|cleanly)\b/i,
  ],
  ['build-passes', /\bsuccessful(?:ly)? (?:build|built|compil(?:es|ed|ation))\b/i],
  [
    'build-passes',
    /\b(?:no|zero|0) (?:new )?(?:type|typescript|compil(?:er|ation)|build) (?:errors?|warnings?)/i,
  ],
  ['ci-green', said('CI|all checks|pipelines?')],
  ['coverage', /\b\d{1,3}(?:\.\d+)? ?% (?:(?:test|code|line|branch|unit) ){0,2}coverage\b/i],
  ['coverage', /\bcoverage(?:\s+(?:is|at|of|to|now)|:){1,2} \d{1,3}(?:\.\d+)? ?%/i],
  [
    'nothing-breaks',
    /\b(?:no|zero|without(?: any)?) (?:[\w-]+ )?(?:breaking changes?|regressions?|(?:functional(?:ity)?|behaviou?r(?:al)?) changes?)/i,
  ],
  ['nothing-breaks', /\bbreaking changes?:\s*(?:\*\*)?\s*none\b/i],
  [
    'nothing-breaks',
    /\b(?:fully|100 ?%|completely|remains?|stays?|is|are) backwards?[- ]compatible\b/i,
  ],
  [
    'checked-by-hand',
    /\b(?:has|have) been (?:tested|verified)\b|\btested successfully\b|\bverified (?:to work|working)\b|\bI(?:'ve| have)? (?:tested|verified)\b/i,
  ],
  [
    'checked-by-hand',
    /\b(?:manually (?:tested|verified|checked|confirmed)|(?:tested|verified|checked|confirmed) (?:manually|by hand|locally))\b/i,
  ],
];

/** The last line of a test runner; pasted into a code block it is still nothing but a claim. */
const SUMMARIES: readonly (readonly [ClaimKind, RegExp])[] = [
  [
    'tests-pass',
    /\b(?:\d+\s*(?:\/|of)\s*)?\d+\s+(?:(?:unit |integration )?(?:tests?|specs?|examples?)\s+)?(?:are )?pass(?:ed|ing|es)?\b/i,
  ],
  ['tests-pass', /\btests? passed: \d+/i],
];

/** A wish, a condition, a plan, a doubt, a failure: whatever the words are, they do not say that it is so. */
const NO_CLAIM =
  /\b(?:should|must|will|would|could|may|might|shall|if|unless|until|once|whether|ensures?|ensured|ensuring|make sure|makes sure|made sure|verify that|need(?:s|ed)? to|expect(?:s|ed)?|want|todo|pending|not|cannot|never|nor|fail(?:s|ed|ing|ures?)?|broken|flaky|except|unable|instead of|in order to|so that|to get|easy|allows?)\b|n't\b|\?\s*$/i;
/** Failures that are said not to be there. */
const NO_FAILURE = /\b(?:no|zero|0|without(?: any)?|never) (?:[\w-]+ )?fail(?:s|ed|ing|ures?)?\b/gi;

/**
 * Claims in the words of a body: precise rather than eager, because a false alarm costs the trust that the rule lives on.
 * Quotes and open checkboxes are not the author's word; in code only the summary line of a test runner counts.
 */
export function findClaims(prose: string): readonly Claim[] {
  const markdown = readMarkdown(prose);
  if (!markdown.ok) return [];
  const code = new Set<number>();
  const quoted = new Set<number>();
  for (const { type, start, end } of markdown.blocks) {
    const lines = type === 'quote' ? quoted : code;
    if (type !== 'quote' && type !== 'fence' && type !== 'indented-code') continue;
    for (let line = start; line < end; line += 1) lines.add(line);
  }
  return markdown.lines.flatMap((text, at) => {
    if (quoted.has(at) || /^\s*[-*+] \[ \]/.test(text)) return [];
    const patterns = code.has(at) ? SUMMARIES : [...SUMMARIES, ...SENTENCES];
    return text
      .replace(/[`*]/g, '')
      .split(/(?<=[.!;?])\s+/)
      .filter((sentence) => !NO_CLAIM.test(sentence.replace(NO_FAILURE, '')))
      .flatMap((sentence) => claimsOf(sentence, patterns))
      .map((claim) => ({ ...claim, line: at + 1 }));
  });
}

/** One claim a kind: "all 12 tests pass (12/12)" says one thing. */
function claimsOf(
  sentence: string,
  patterns: readonly (readonly [ClaimKind, RegExp])[],
): readonly Omit<Claim, 'line'>[] {
  const claims = new Map<ClaimKind, Omit<Claim, 'line'>>();
  for (const [kind, pattern] of patterns) {
    const [words] = pattern.exec(sentence) ?? [];
    if (words === undefined || claims.has(kind)) continue;
    claims.set(kind, {
      kind,
      words,
      counts: kind === 'tests-pass' ? countsIn(sentence) : undefined,
    });
  }
  return [...claims.values()];
}

const COUNTS =
  /\b(?<share>\d+)\s*(?:\/|of)\s*(?<total>\d+)\b|\b(?<passed>\d+) (?:unit |integration )?(?:tests?|specs?|examples?|pass)|\bpassed: (?<after>\d+)/i;

/** `12/12`, `12 of 12`, `12 tests`, `12 passed`, `passed: 12`. */
function countsIn(sentence: string): Claim['counts'] {
  const { share, total, passed, after } = COUNTS.exec(sentence)?.groups ?? {};
  const count = share ?? passed ?? after;
  if (count === undefined) return undefined;
  return { passed: Number(count), total: total === undefined ? undefined : Number(total) };
}

import type { PolicyWords, WordListName } from '../../model/policy-words.ts';
import { remembered } from '../../model/remembered.ts';
import { AIMS, CHOICES } from './choice-words.ts';
import { CONDITION_CLASSES, CONDITIONS } from './condition-words.ts';
import {
  type Classes,
  type Found,
  findPhrases,
  type Phrase,
  readPhrase,
  type Shape,
} from './phrase.ts';
import { SHAPES } from './phrase-classes.ts';
import { PLACEHOLDERS } from './placeholder-words.ts';
import { readWords, type StatementWord } from './statement-words.ts';
import { MEASURES, UNMEASURED, VAGUE } from './vague-words.ts';
import type { WordList } from './word-list.ts';

export const WORD_LISTS: Readonly<Record<WordListName, WordList>> = {
  placeholders: PLACEHOLDERS,
  vague: VAGUE,
  unmeasured: UNMEASURED,
  aims: AIMS,
  choices: CHOICES,
  conditions: CONDITIONS,
};

/** The words of a statement that a list refuses, as they stand there, in order; no two of them overlap. */
export type Refused = (list: WordListName, statement: string) => readonly string[];

/**
 * Our lists with what the policy adds to them.
 * @param others ids of the other tasks of the plan (list `conditions`)
 */
export function vocabulary(policy: PolicyWords, others: readonly string[] = []): Refused {
  const classes = classesWith(new Set(others));
  const lists = listsOf(policy);
  return (list, statement) => {
    const compiled = lists(list);
    const words = readWords(statement);
    const allowed = findPhrases(words, compiled.allow, classes);
    const found = findPhrases(words, compiled.refuse, classes)
      .filter((one) => !allowed.some((other) => overlap(one, other)))
      .filter((one) => !MEASURABLE.has(list) || !isMeasured(words, one, classes));
    return apart(found).map(({ from, to }) => textOf(statement, words.slice(from, to)));
  };
}

interface CompiledList {
  readonly refuse: readonly Phrase[];
  readonly allow: readonly Phrase[];
}

/** Compiled when it is asked for, and once for all tasks that are judged by one policy. */
const listsOf = remembered((policy: PolicyWords) => {
  const read = new Map<WordListName, CompiledList>();
  return (list: WordListName): CompiledList => {
    const compiled = read.get(list) ?? compile(list, policy);
    read.set(list, compiled);
    return compiled;
  };
});

function compile(list: WordListName, policy: PolicyWords): CompiledList {
  const { refuse, allow } = WORD_LISTS[list];
  return {
    refuse: [...refuse, ...policy[list].refuse].map(readPhrase),
    allow: [...allow, ...policy[list].allow].map(readPhrase),
  };
}

const COMPILED_CLASSES = Object.entries(CONDITION_CLASSES).map(
  ([name, phrases]) => [name, phrases.map(readPhrase)] as const,
);

function classesWith(ids: ReadonlySet<string>): Classes {
  return new Map<string, readonly Phrase[] | Shape>([
    ...Object.entries(SHAPES),
    ...COMPILED_CLASSES,
    ['id', ({ plain }) => ids.has(bare(plain))],
    [
      'foreign',
      ({ kind, plain }) => ids.has(kind === 'word' ? hyphened(plain) : branchTask(plain)),
    ],
  ]);
}

/** In code an id may be the name of a package or a folder, so only "task `docs`" is one. */
function bare(plain: string): string {
  return plain.replace(/^`(.*)`$/, '$1');
}

/** A word with a hyphen, which no ordinary word is by chance; else nothing. */
function hyphened(plain: string): string {
  return plain.includes('-') ? plain : '';
}

/** The task of a branch `handoff/<task-id>`; nothing of another name. */
function branchTask(plain: string): string {
  const [, task = ''] = /^handoff\/(.+)$/.exec(bare(plain)) ?? [];
  return task;
}

/** Lists that a figure cures: "faster", "improve". */
const MEASURABLE: ReadonlySet<WordListName> = new Set(['unmeasured', 'aims']);
const MEASURE_PHRASES = MEASURES.map(readPhrase);

/** A figure with a unit or a comparison in the same sentence. */
function isMeasured(
  words: readonly StatementWord[],
  { from, to }: Found,
  classes: Classes,
): boolean {
  const ends = (word: StatementWord): boolean => word.kind === 'mark' && /[.;!?]/.test(word.text);
  const before = words.slice(0, from).findLastIndex(ends) + 1;
  const after = words.slice(to).findIndex(ends);
  const sentence = words.slice(before, after === -1 ? words.length : to + after);
  return findPhrases(sentence, MEASURE_PHRASES, classes).length > 0;
}

function overlap(one: Found, other: Found): boolean {
  return one.from < other.to && other.from < one.to;
}

/** The leftmost, of those the longest, and so on behind it. */
function apart(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const one of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (!kept.some((other) => overlap(one, other))) kept.push(one);
  }
  return kept;
}

function textOf(statement: string, words: readonly StatementWord[]): string {
  const ends = words.map(({ at, text }) => at + text.length);
  return statement.slice(Math.min(...words.map(({ at }) => at)), Math.max(...ends));
}

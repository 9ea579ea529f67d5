import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../src/model/limits.ts';
import type { MadeRepo } from '../support/repo.ts';
import { repo } from '../support/repo.ts';
import type { Teller } from '../support/story.ts';
import { survey, told } from '../support/survey.ts';

/**
 * Threat E10 at Gate 3: an output too large to compare is said to be not evaluated, or is left to git; it is never taken
 * for clean, it costs bounded memory and time, and the outputs beside it are judged.
 */
const BIG = Math.ceil(LIMITS.sourceBytes / 16) + 10;
/** A text over the limit for comparing lines, with some lines changed. */
const big = (...changes: readonly (readonly [at: number, text: string])[]): string => {
  const lines = Array.from({ length: BIG }, (_, at) => `line ${`${at}`.padStart(10)}`);
  for (const [at, text] of changes) lines[at] = text;
  return `${lines.join('\n')}\n`;
};
/** Files just under that limit: to compare all of them prints more than one process may. */
const FILES = Math.ceil(LIMITS.hunkBytes / LIMITS.sourceBytes);
const full = (word: string): string =>
  `${word} `
    .repeat(15)
    .concat('\n')
    .repeat(12_000)
    .slice(0, LIMITS.sourceBytes - 9);

type Told = (story: Teller<MadeRepo>) => Teller<MadeRepo>;
async function judged(base: Readonly<Record<string, string>>, monster: Told, other: Told) {
  const made = other(monster(repo(base).branch('monster')).commit().branch('other', 'main'))
    .commit()
    .branch('third', 'main')
    .edit('own.txt', 'own\n')
    .commit()
    .make();
  const heads = Object.fromEntries(
    ['monster', 'other', 'third'].map((name) => [name, made.sha(name)]),
  );
  return survey(made.dir, made.sha('main'), heads);
}

describe('a monster among the outputs', () => {
  test('of one path more than can be judged: not evaluated, and nobody else is', async () => {
    const many: Told = (story) => {
      for (let at = 0; at <= LIMITS.changedPaths; at += 1) story.edit(`many/${at}`, 'x');
      return story.edit('a.txt', 'monster\n');
    };
    const edit: Told = (story) => story.edit('a.txt', 'other\n');
    expect(told(await judged({ 'a.txt': 'a\n' }, many, edit))).toEqual(['monster not-evaluated']);
  }, 60_000);

  test('with a file too large to compare: git merges it, and finds the conflict', async () => {
    const found = await judged(
      { 'a.txt': big() },
      (story) => story.edit('a.txt', big([10, 'monster'])),
      (story) => story.edit('a.txt', big([10, 'other'])),
    );
    expect(told(found)).toEqual(['monster other conflict']);
  });

  test('that rewrites more than one process may print: compared in parts, every file by its lines', async () => {
    const files = Array.from({ length: FILES }, (_, at) => `f${at}.txt`);
    const base = Object.fromEntries(files.map((path) => [path, full('base')]));
    const found = await judged(
      { ...base, 'a.txt': 'a\n' },
      (story) => files.reduce((told, path) => told.edit(path, full('monster')), story),
      (story) => files.reduce((told, path) => told.edit(path, `${full('base')}other\n`), story),
    );
    expect(told(found)).toEqual(['monster other conflict']);
    const kinds = found.pairs[0]?.candidates.map(({ kind }) => kind);
    expect(kinds).toEqual(files.map(() => 'lines'));
  });

  test('benign: the same file changed elsewhere merges', async () => {
    const found = await judged(
      { 'a.txt': big() },
      (story) => story.edit('a.txt', big([10, 'monster'])),
      (story) => story.edit('a.txt', big([20_000, 'other'])),
    );
    expect(told(found)).toEqual(['monster other clean']);
  });
});

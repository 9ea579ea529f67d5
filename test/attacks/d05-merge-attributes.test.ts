import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeOracle } from '../support/merge-oracle.ts';
import { makeRandom, randomBranches } from '../support/random-branches.ts';
import { type MadeRepo, repo } from '../support/repo.ts';
import { survey, told } from '../support/survey.ts';

/**
 * Threat D05: a merge attribute makes a conflict merge by keeping both texts, or neither. GitHub merges without
 * attributes, so the gate must: otherwise it says green to what conflicts, or worse, to a text that nobody wrote.
 */
const lines = (change: string): string =>
  Array.from({ length: 20 }, (_, at) => (at === 10 ? `${change}\n` : `line ${at}\n`)).join('');

const conflicting = (attributes: Readonly<Record<string, string>> = {}) =>
  repo({ 'src/a.txt': lines('base'), ...attributes })
    .branch('one')
    .edit('src/a.txt', lines('one'))
    .commit()
    .branch('two', 'main')
    .edit('src/a.txt', lines('two'));

interface Attack {
  readonly why: string;
  make(): MadeRepo;
}

const attacks: readonly Attack[] = [
  {
    why: 'merge=union on the base branch',
    make: () => conflicting({ '.gitattributes': '* merge=union\n' }).commit().make(),
  },
  {
    why: 'merge=union in a folder of the base branch',
    make: () => conflicting({ 'src/.gitattributes': '*.txt merge=union\n' }).commit().make(),
  },
  {
    why: 'merge=union in the attributes of the git directory',
    make() {
      const made = conflicting().commit().make();
      mkdirSync(join(made.dir, '.git/info'), { recursive: true });
      writeFileSync(join(made.dir, '.git/info/attributes'), '* merge=union\n');
      return made;
    },
  },
  {
    why: 'merge=union in an attributes file that the configuration names',
    make() {
      const made = conflicting().commit().make();
      writeFileSync(join(made.dir, '.git/own'), '* merge=union\n');
      made.git('config', 'core.attributesFile', join(made.dir, '.git/own'));
      return made;
    },
  },
  {
    why: 'a merge driver of the configuration that keeps our side and says that all is well',
    make() {
      const made = conflicting({ '.gitattributes': '* merge=ours\n' }).commit().make();
      made.git('config', 'merge.ours.driver', 'true');
      return made;
    },
  },
];

/** Whether git itself, in a working tree with all its settings, merges the two: what the attacker wants believed. */
function plainGit(made: MadeRepo, checkedOut = 'main'): 'clean' | 'conflict' {
  made.git('checkout', '-q', '-f', checkedOut);
  try {
    made.git('merge-tree', '--write-tree', 'one', 'two');
    return 'clean';
  } catch (error) {
    expect(error).toMatchObject({ status: 1 });
    return 'conflict';
  }
}

const both = (made: MadeRepo) =>
  survey(made.dir, made.sha('main'), { one: made.sha('one'), two: made.sha('two') });

describe('an attribute hides no conflict', () => {
  for (const { why, make } of attacks) {
    test(why, async () => {
      const made = make();
      // Without the defence the attack works: git in the repository merges what conflicts.
      expect(plainGit(made)).toBe('clean');
      expect(told(await both(made))).toEqual(['one two conflict']);
    });
  }

  test('nor one with the base', async () => {
    const made = conflicting({ '.gitattributes': '* merge=union\n' })
      .commit()
      .on('main')
      .edit('src/a.txt', lines('main'))
      .commit()
      .make();
    expect(told(await both(made))).toEqual(['one conflict', 'two conflict']);
  });

  test('a branch that brings the attribute itself', async () => {
    const made = conflicting().edit('.gitattributes', '* merge=union\n').commit().make();
    expect(plainGit(made, 'two')).toBe('clean');
    expect(told(await both(made))).toEqual(['one two conflict']);
  });
});

test('benign: a union file whose edits do not meet merges, as it does without the attribute', async () => {
  const made = repo({ 'src/a.txt': lines('base'), '.gitattributes': '* merge=union\n' })
    .branch('one')
    .edit('src/a.txt', lines('one'))
    .commit()
    .branch('two', 'main')
    .edit('src/a.txt', `first\n${lines('base')}`)
    .commit()
    .make();
  expect(told(await both(made))).toEqual([]);
});

test('benign: -merge and binary make a conflict of what merges; nobody is blocked by an attribute', async () => {
  const made = repo({ 'src/a.txt': lines('base'), '.gitattributes': '* -merge\n' })
    .branch('one')
    .edit('src/a.txt', lines('one'))
    .commit()
    .branch('two', 'main')
    .edit('src/a.txt', `first\n${lines('base')}`)
    .commit()
    .make();
  expect(plainGit(made)).toBe('conflict');
  expect(told(await both(made))).toEqual([]);
});

test('law: with any attributes on the base branch every pair is judged as git judges it without them', async () => {
  const attributes = fc.constantFrom(
    '* merge=union\n',
    '* -merge -diff\n',
    '* binary\n',
    '*.md merge=none\n* text\n',
  );
  let conflicts = 0;
  await fc.assert(
    fc.asyncProperty(randomBranches, attributes, async (story, content) => {
      const base = [...story.base, ['.gitattributes', content.trimEnd().split('\n')] as const];
      const made = makeRandom({ ...story, base });
      const names = story.branches.map((_, at) => `b${at}`);
      const pairs = names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const));
      const oracle = mergeOracle(join(made.dir, '.git/objects'));
      const truth = oracle.pairs(pairs.map(([a, b]) => [made.sha(a), made.sha(b)] as const));
      oracle.remove();
      const heads = Object.fromEntries(names.map((name) => [name, made.sha(name)]));
      const said = new Map(
        (await survey(made.dir, made.sha('main'), heads)).pairs.map(({ first, second, merge }) => [
          `${first} ${second}`,
          merge.state,
        ]),
      );
      for (const [at, [a, b]] of pairs.entries()) {
        const ours = said.get(`${a} ${b}`) ?? 'clean';
        const theirs = truth[at] === 'crashed' ? 'not-evaluated' : truth[at];
        expect(ours === 'names-only' ? 'clean' : ours).toBe(theirs);
      }
      conflicts += truth.filter((answer) => answer === 'conflict').length;
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 15) },
  );
  expect(conflicts).toBeGreaterThan(15);
}, 600_000);

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import { HUNK_ARGS, type HunksByBlobs, parseHunks } from '../../../src/adapters/git/parse-hunks.ts';
import { lineDistance } from '../../../src/analysis/line-distance.ts';
import { mergeOracle } from '../../support/merge-oracle.ts';
import { repo } from '../../support/repo.ts';

/**
 * The rule of lines (CONFLICTS.md 2) stands on hunks that fall where git's own merge sees them. Files of few different
 * lines can be compared in many ways, and long lines take them past 1,024 bytes, where -U0 begins to cut.
 */
const BRANCHES = 10;
const line = fc.constantFrom(
  '',
  '}',
  '{',
  'x',
  'y',
  'return',
  'end '.repeat(40),
  'pad '.repeat(60),
);
const edit = fc.record({
  at: fc.nat(60),
  removed: fc.nat(3),
  added: fc.array(line, { maxLength: 4 }),
});
const branches = fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), {
  minLength: BRANCHES,
  maxLength: BRANCHES,
});
const FILES = 12;
/** A fixed seed: the control below must find its misses every time. */
const samples = fc.sample(fc.tuple(fc.array(line, { minLength: 8, maxLength: 60 }), branches), {
  seed: 20_261_122,
  numRuns: FILES,
});

const text = (lines: readonly string[]): string => lines.map((one) => `${one}\n`).join('');

/** Each sample is a file of its own; branch n makes the n-th edit of every file, in a commit of its own a file. */
function made() {
  const teller = repo(Object.fromEntries(samples.map(([base], at) => [`f${at}`, text(base)])));
  for (const [at, [base, all]] of samples.entries())
    for (const [number, edits] of all.entries()) {
      const lines = [...base];
      for (const one of edits) lines.splice(one.at % (lines.length + 1), one.removed, ...one.added);
      teller.branch(`${at}-${number}`, 'main').edit(`f${at}`, text(lines)).commit();
    }
  return teller.make();
}

test('edits that git merges have an unchanged line between, and all others meet', async () => {
  const told = made();
  const repository = await openRepository(told.dir);
  const heads = samples.flatMap((_, at) =>
    Array.from({ length: BRANCHES }, (_, number) => told.sha(`${at}-${number}`)),
  );
  const pairs = heads.flatMap((head, at) =>
    heads
      .slice(at + 1, (Math.floor(at / BRANCHES) + 1) * BRANCHES)
      .map((other) => [head, other] as const),
  );
  const oracle = mergeOracle(`${told.dir}/.git/objects`);
  const truth = oracle.pairs(pairs);
  oracle.remove();
  const base = told.sha('Initial');
  const judged = async (args: readonly string[]) => {
    const hunks = await hunksOf(repository, base, heads, args);
    return pairs.map(([a, b]) =>
      lineDistance(hunks.get(a) ?? [], hunks.get(b) ?? []).touching.length > 0
        ? 'conflict'
        : 'clean',
    );
  };
  const ours = await judged(HUNK_ARGS);
  const plain = await judged(['diff-tree', '-r', '-p', '-U0', '--full-index']);
  await repository.close();
  expect(truth.filter((answer) => answer === 'conflict').length).toBeGreaterThan(150);
  expect(ours).toEqual(truth);
  // The control: with the options of a plain diff the same rule misses real conflicts.
  const missed = truth.filter((answer, at) => answer === 'conflict' && plain[at] === 'clean');
  expect(missed.length).toBeGreaterThan(0);
});

async function hunksOf(
  repository: Repository,
  base: string,
  heads: readonly string[],
  args: readonly string[],
) {
  const answer = await repository.judge({
    args: [...args, '--diff-filter=M', '--stdin'],
    // A commit with a parent after it is compared with that parent.
    stdin: heads.map((head) => `${head} ${base}\n`).join(''),
  });
  const found = new Map<string, Exclude<ReturnType<HunksByBlobs['get']>, 'binary' | undefined>>();
  for (const part of answer.stdout.toString('latin1').split(/^(?=[0-9a-f]{40}\n)/m)) {
    const [hunks = []] = parseHunks(Buffer.from(part, 'latin1')).values();
    if (hunks !== 'binary') found.set(part.slice(0, 40), hunks);
  }
  return found;
}

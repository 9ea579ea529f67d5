import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fileCache } from '../../src/adapters/store/file-cache.ts';
import type { Syntax } from '../../src/analysis/syntax.ts';
import {
  type ChangeStudy,
  type KeptStudies,
  studyChanges,
} from '../../src/evidence/study-changes.ts';
import type { ChangedPath, FileMode } from '../../src/model/change.ts';
import { LIMITS } from '../../src/model/limits.ts';
import type { RunCache } from '../../src/ports/run-cache.ts';
import { type Edit, editedFiles } from '../support/edited-files.ts';
import { temporaryFolder } from '../support/repo.ts';

const opened = (folder: string) => fileCache<KeptStudies>(folder, 'studies', 'test');

async function all(study: ChangeStudy, files: readonly ChangedPath[]) {
  const [functions, noise, tests] = await Promise.all([
    study.functions(files),
    study.noise(files),
    study.tests(),
  ]);
  return { functions, noise: [...noise].sort(), tests };
}

/** One run, as a command does it. */
async function run(folder: string, edits: readonly Edit[], gone: readonly string[] = []) {
  const { ports, changes, asked } = editedFiles(edits, gone);
  const studies = opened(folder);
  const found = await all(studyChanges({ ...ports, studies }, changes), await changes());
  await studies.save();
  return { found, asked };
}

async function afresh(edits: readonly Edit[]) {
  const { ports, changes } = editedFiles(edits);
  return (await all(studyChanges(ports, changes), await changes())) as unknown;
}

const ONE = 'export function one() {\n  return 1;\n}\n';
const TWO = 'export function one() {\n  return 2;\n}\n';
const SPACED = 'export function one() {\n\n    return 1;\n}\n';
const TESTS = "test('adds', () => {\n  expect(one()).toBe(1);\n  expect(two()).toBe(2);\n});\n";
const FEWER = "test('adds', () => {\n  expect(one()).toBe(1);\n});\n";

describe('a second run', () => {
  const edits: readonly Edit[] = [
    { path: 'src/one.ts', base: ONE, head: TWO },
    { path: 'src/space.ts', base: ONE, head: SPACED },
    { path: 'src/new.py', head: 'def f():\n  pass\n' },
    { path: 'docs/x.md', base: 'a\n', head: 'b\n' },
    { path: 'test/one.test.ts', base: TESTS, head: FEWER },
  ];

  test('reads and parses nothing, and says the same', async () => {
    const folder = temporaryFolder();
    const first = await run(folder, edits);
    const second = await run(folder, edits);
    expect(first.asked).toMatchObject({ reads: 1 });
    expect(second.asked).toEqual({ reads: 0, parses: 0 });
    expect(second.found).toEqual(first.found);
    expect(second.found).toMatchObject({
      noise: ['src/space.ts'],
      tests: { weakenings: [{ path: 'test/one.test.ts' }], unjudged: [] },
    });
  });

  test('studies what is new, in its place', async () => {
    const folder = temporaryFolder();
    await run(folder, edits.slice(2));
    expect((await run(folder, edits)).found).toEqual(await afresh(edits));
  });

  test('another name, the same contents: nothing is parsed, the answer has the new name', async () => {
    const folder = temporaryFolder();
    await run(folder, [{ path: 'src/one.ts', base: ONE, head: TWO }]);
    const moved = await run(folder, [{ path: 'lib/one.ts', base: ONE, head: TWO }]);
    expect(moved.asked.parses).toBe(0);
    expect(moved.found.functions).toMatchObject([{ path: 'lib/one.ts', changed: ['one'] }]);
  });

  test('any earlier runs: what is found is what would be worked out', async () => {
    const content = fc.constantFrom(undefined, ONE, TWO, SPACED, TESTS, FEWER, 'x', '');
    const path = fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.py', 'a.test.ts', 'b.test.ts', 'a.md');
    const edit = fc
      .record({
        path,
        base: content,
        head: content,
        headMode: fc.constantFrom<FileMode>('100644', '100755', '120000', '160000'),
      })
      .filter(({ base, head }) => base !== head);
    const change = fc.uniqueArray(edit, { selector: (one) => one.path, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 4 }), async (runs) => {
        const folder = temporaryFolder();
        for (const edits of runs)
          expect((await run(folder, edits)).found).toEqual(await afresh(edits));
      }),
      { numRuns: 40 },
    );
  });
});

describe('an answer is found for its own question only', () => {
  /** Answers that nobody would work out, under the key of one question. */
  async function poisoned(folder: string, question: Edit): Promise<void> {
    const lie: KeptStudies = {
      functions: { state: 'parsed', changed: [], cosmetic: [], total: 0 },
      noise: true,
      tests: { weakenings: [], unjudged: [] },
    };
    const { ports, changes } = editedFiles([question]);
    const real = opened(folder);
    const lying: RunCache<KeptStudies> = {
      ...real,
      keep: (kind, key) => real.keep(kind, key, lie[kind]),
    };
    await all(studyChanges({ ...ports, studies: lying }, changes), await changes());
    await real.save();
  }

  const question: Edit = { path: 'src/a.test.ts', base: TESTS, head: FEWER };

  test.each<[string, Edit]>([
    ['another head', { ...question, head: ONE }],
    ['another base', { ...question, base: ONE }],
    ['the sides the other way round', { ...question, base: FEWER, head: TESTS }],
    ['no base', { ...question, base: undefined }],
    ['no head', { ...question, head: undefined }],
    ['a link in place of the head', { ...question, headMode: '120000' }],
  ])('%s', async (_what, other) => {
    const folder = temporaryFolder();
    await poisoned(folder, question);
    expect((await run(folder, [other])).found).toEqual(await afresh([other]));
  });

  test('another language: its functions are its own', async () => {
    const folder = temporaryFolder();
    await poisoned(folder, question);
    const other = { ...question, path: 'src/a.test.tsx' };
    const { functions, tests } = (await run(folder, [other])).found;
    expect({ functions, tests }).toEqual(
      (({ functions, tests }) => ({ functions, tests }))(
        (await afresh([other])) as { functions: unknown; tests: unknown },
      ),
    );
  });

  test('another path among the tests: a test may have moved there', async () => {
    const folder = temporaryFolder();
    await poisoned(folder, question);
    const more = [question, { path: 'src/b.test.ts', head: TESTS }];
    expect((await run(folder, more)).found.tests).toEqual(
      ((await afresh(more)) as { tests: unknown }).tests,
    );
  });

  test('this question: the poison is believed, so who can write it is whom the clone trusts', async () => {
    const folder = temporaryFolder();
    await poisoned(folder, question);
    expect((await run(folder, [question])).found.functions).toMatchObject([{ changed: [] }]);
  });
});

describe('what another run could see otherwise is not kept', () => {
  test('a content that is gone: it may come back', async () => {
    const folder = temporaryFolder();
    const edits = [{ path: 'src/a.ts', base: ONE, head: SPACED }];
    const { found } = await run(folder, edits, [SPACED]);
    expect(found).toMatchObject({ functions: [{ state: 'fallback' }], noise: [] });
    expect((await run(folder, edits)).found).toEqual(await afresh(edits));
  });

  test('a parse that took too long', async () => {
    const folder = temporaryFolder();
    const edits = [{ path: 'test/a.test.ts', base: TESTS, head: FEWER }];
    const { ports, changes } = editedFiles(edits);
    const slow: Syntax = {
      parse: async () => ({ state: 'fallback', because: 'takes too much time or memory to parse' }),
    };
    const studies = opened(folder);
    const found = await all(
      studyChanges({ ...ports, syntax: slow, studies }, changes),
      await changes(),
    );
    await studies.save();
    expect(found).toMatchObject({
      functions: [{ state: 'fallback' }],
      tests: { unjudged: [{ path: 'test/a.test.ts' }] },
    });
    expect((await run(folder, edits)).found).toEqual(await afresh(edits));
  });

  test('a file that is too large is looked at again', async () => {
    const folder = temporaryFolder();
    const edits = [{ path: 'src/a.ts', base: ONE, head: '/'.repeat(LIMITS.sourceBytes + 1) }];
    await run(folder, edits);
    expect((await run(folder, edits)).asked.reads).toBe(1);
  });
});

test('without changes nothing is asked', async () => {
  const { found, asked } = await run(temporaryFolder(), []);
  expect(found).toEqual({ functions: [], noise: [], tests: { weakenings: [], unjudged: [] } });
  expect(asked).toEqual({ reads: 0, parses: 0 });
});

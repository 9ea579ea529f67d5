import { describe, expect, test } from '@jest/globals';
import { type DraftFacts, draftSteps } from '../../src/flows/draft-steps.ts';
import { changed, outputFacts, path, sha, spec, testRun, tree } from '../support/output-facts.ts';

type Criterion = Readonly<Record<string, unknown>>;

function drafted(criteria: readonly Criterion[], changes: Partial<DraftFacts> = {}) {
  const facts = outputFacts();
  const authorised = spec({ 'acceptance-criteria': criteria });
  return draftSteps({ ...facts, spec: { ...facts.spec, spec: authorised }, ...changes });
}

const HEAD = `commit:${sha('head')}`;
const criterion = (verify?: Criterion): readonly Criterion[] => [
  { id: 'AC1', text: 'It holds', ...(verify && { verify }) },
];

describe('a criterion and what proves it', () => {
  test.each([
    [
      'tests of a file: its newest run',
      { tests: 'src/auth/auth.spec.ts' },
      'src/auth/auth.spec.ts',
      'test-run:auth-1-12/12',
    ],
    [
      'every test: the newest run, its own file',
      { tests: '*' },
      'src/auth/auth.spec.ts',
      'test-run:auth-1-12/12',
    ],
    [
      'a file that must exist: the commit that made it',
      { exists: 'src/auth/pkce.ts' },
      'src/auth/pkce.ts',
      HEAD,
    ],
    [
      'a file that was there before: as it stands',
      { exists: 'README.md' },
      'README.md',
      'file:README.md',
    ],
    [
      'a command that nobody recorded: pending',
      { command: 'npm test' },
      'src/auth/auth.spec.ts',
      'test-run:pending',
    ],
  ])('%s', (_, verify, artifact, ref) => {
    const { steps } = drafted(criterion(verify));
    expect(steps[0]).toEqual({ step: 'It holds', artifact, ref, covers: ['AC1'] });
  });

  test('a run of the command that is asked for', () => {
    const runs = [testRun({ command: 'npm test', files: [] })];
    expect(drafted(criterion({ command: 'npm test' }), { testRuns: runs }).steps[0]?.ref).toBe(
      'test-run:auth-1-12/12',
    );
  });

  test.each([
    ['what is unchanged', { unchanged: 'package.json' }],
    ['a review', { review: 'R1' }],
  ])('%s needs no step, and nothing from the executor', (_, verify) => {
    const { steps, open } = drafted(criterion(verify));
    expect(steps.flatMap(({ covers }) => covers)).toEqual([]);
    expect(open).toEqual([]);
  });

  test.each([
    ['words alone', undefined],
    ['a file that is not there', { exists: 'src/none.ts' }],
  ])('%s: left to the executor, by its id', (_, verify) => {
    const { steps, open } = drafted(criterion(verify));
    expect(steps.flatMap(({ covers }) => covers)).toEqual([]);
    expect(open).toEqual([expect.stringMatching(/^AC1 needs a step/)]);
  });

  test('tests without any file to name', () => {
    const nothing = { changedPaths: [], headTree: tree([]), testRuns: [] };
    expect(drafted(criterion({ tests: 'x.spec.ts' }), nothing)).toMatchObject({
      steps: [],
      open: [{}],
    });
  });

  test.each([
    ['beside uncommitted changes', testRun({ dirty: ['a.ts'] }), 'test-run:pending'],
    [
      'all failed: cited as it is, without a count that no grammar reads',
      testRun({ tests: { passed: 0, failed: 2, skipped: 0 } }),
      'test-run:auth-1',
    ],
    [
      'some failed and skipped: the true counts',
      testRun({ tests: { passed: 9, failed: 1, skipped: 2 } }),
      'test-run:auth-1-9/12',
    ],
  ])('a run %s', (_, run, ref) => {
    expect(drafted(criterion({ tests: '*' }), { testRuns: [run] }).steps[0]?.ref).toBe(ref);
  });
});

describe('a run that is still to come: what is missing, and the step that brings it', () => {
  const none = 'no run of x.spec.ts is recorded on this head';
  const other = testRun({ files: [{ name: 'test', passed: 2, failed: 0, skipped: 0 }] });
  test.each([
    ['nobody recorded one', { tests: 'x.spec.ts' }, [], `AC1: ${none}; run the tests`],
    [
      'the report names no file: what it names',
      { tests: 'x.spec.ts' },
      [other],
      `AC1: ${none}; what is recorded names "test"; run the tests`,
    ],
    [
      'it ran beside uncommitted changes',
      { tests: '*' },
      [testRun({ dirty: ['a.ts'] })],
      'AC1: the tests ran beside uncommitted changes, which proves nothing; run the tests',
    ],
    [
      'a command: recorded under its own words',
      { command: 'npm test' },
      [],
      'record-tests <report> --command "npm test"',
    ],
  ])('%s', (_, verify, testRuns, words) => {
    expect(drafted(criterion(verify), { testRuns }).open).toEqual([expect.stringContaining(words)]);
  });
});

describe('changed files', () => {
  test('each that no criterion names, with its commit and what it was called', () => {
    const { steps } = drafted(criterion({ exists: 'src/auth/pkce.ts' }));
    expect(steps.slice(1)).toEqual([
      { step: 'Add OAuth', artifact: 'src/auth/auth.spec.ts', ref: HEAD, covers: [] },
      { step: 'Add OAuth', artifact: 'src/auth/oauth.ts', ref: HEAD, covers: [] },
    ]);
  });

  test('a deleted file is no artefact; one without a commit of this output is cited as it stands', () => {
    const changedPaths = [changed('README.md'), changed('gone.ts', 'deleted')];
    const { steps } = drafted(criterion(), { changedPaths });
    expect(steps).toEqual([
      { step: 'Change README.md', artifact: 'README.md', ref: 'file:README.md', covers: [] },
    ]);
  });

  test('a commit without a subject; one with a very long one', () => {
    const commits = ['', 'x'.repeat(400)].map((subject, index) => ({
      sha: sha(`c${index}`),
      parents: [],
      authorEmail: 'e@example.com',
      subject,
      paths: [path(index === 0 ? 'src/auth/oauth.ts' : 'src/auth/pkce.ts')],
    }));
    const steps = drafted(criterion(), { commits }).steps.map(({ step }) => step);
    expect(steps).toContain('Change src/auth/oauth.ts');
    expect(steps).toContain('x'.repeat(300));
  });

  test('exactly as many steps as a contract holds, and one more', () => {
    const files = (count: number) => Array.from({ length: count }, (_, index) => `src/${index}.ts`);
    const of = (count: number) =>
      drafted(criterion({ review: 'R1' }), {
        changedPaths: files(count).map((file) => changed(file)),
        headTree: tree(files(count)),
      });
    expect(of(64)).toMatchObject({ steps: { length: 64 }, open: [] });
    expect(of(65)).toMatchObject({
      steps: { length: 64 },
      open: [expect.stringContaining('1 changed')],
    });
  });
});

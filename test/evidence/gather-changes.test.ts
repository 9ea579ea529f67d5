import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeFacts } from '../../src/evidence/gather-changes.ts';
import type { Get } from '../../src/evidence/gatherers.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import type { OutputRequest } from '../../src/evidence/output-request.ts';
import { judge } from '../../src/gates/judge.ts';
import { scopeDrift } from '../../src/gates/output/scope-drift.ts';
import { symbolScope } from '../../src/gates/output/symbol-scope.ts';
import { type Gathered, missing, unknown } from '../../src/model/evidence.ts';
import { Policy } from '../../src/model/policy.ts';
import type { History } from '../../src/ports/history.ts';
import { type Edit, editedFiles } from '../support/edited-files.ts';
import { authorisedSpec, gathered, outputFacts, path, sha, task } from '../support/output-facts.ts';

const RULES = [scopeDrift, symbolScope];
const POLICY = Policy.parse({});
const SCOPE = {
  files: ['src/**'],
  create: ['new/**'],
  symbols: { 'index.ts': ['register'], 'lib/pool.ts': ['Pool'] },
};

/** What the rules of scope say of these edits, and how many texts were parsed for it. */
async function ruled(
  edits: readonly Edit[],
  units: OutputRequest['units'],
  also: Partial<Gathered<OutputFacts>> = {},
) {
  const { ports, changes, asked } = editedFiles(edits);
  const history = { mergeBases: async () => [sha('base')], changes } as unknown as History;
  const ref = 'refs/heads/handoff/auth';
  const output = { id: 'handoff/auth', ref, head: sha('head'), task: task('auth'), since: 0 };
  const request = { output, base: sha('base'), policy: POLICY, ...(units && { units }) };
  const around: Gathered<OutputFacts> = {
    ...gathered(
      outputFacts({
        spec: authorisedSpec({ scope: SCOPE }),
        others: { scopes: [{ task: task('db'), patterns: ['db/**'] }], citations: [] },
        earlierDrift: { outside: ['file:lib/old.ts'], changed: ['file:lib/old.ts'] },
        baseTree: new Map(
          edits.flatMap(({ path: text, base }) =>
            base === undefined
              ? []
              : [[path(text), { path: path(text), mode: '100644', blob: sha('a') }]],
          ),
        ),
      }),
    ),
    ...also,
  };
  const gatherers = changeFacts({ ...ports, history }, request);
  const get: Get<OutputFacts> = async (name) =>
    name in gatherers ? (gatherers[name as 'functions'](get) as never) : around[name];
  const [changedPaths, functions, noise] = await Promise.all([
    get('changedPaths'),
    get('functions'),
    get('noise'),
  ]);
  const facts = { ...around, changedPaths, functions, noise };
  const today = '2026-01-01';
  return { results: judge(RULES, facts, { policy: POLICY, subject: 'auth', today }), asked };
}

const BASE = 'export function register() {\n  return 1;\n}\nexport class Pool {\n  open() {}\n}\n';
const REGISTER = BASE.replace('return 1', 'return 2');
const OPEN = BASE.replace('open() {}', 'open() { f(); }');
const edit = (
  file: string,
  head: string | undefined = REGISTER,
  base: string | undefined = BASE,
) => ({
  path: file,
  base,
  head,
});

describe('units in doubt', () => {
  test.each<[string, readonly Edit[], parses: number]>([
    ['all inside: nothing is parsed', [edit('src/a.ts'), edit('src/b.ts', OPEN)], 0],
    ['nothing at all', [], 0],
    ['foreign paths have no share', [edit('src/a.ts'), edit('db/a.ts')], 0],
    ['an opened file, within its symbols', [edit('src/a.ts'), edit('index.ts')], 2],
    ['two opened files', [edit('index.ts'), edit('lib/pool.ts', OPEN)], 4],
    ['one file outside: everything is parsed', [edit('src/a.ts'), edit('lib/a.ts')], 4],
  ])('%s', async (_why, edits, parses) => {
    const lazy = await ruled(edits, 'in-doubt');
    expect(lazy.results).toEqual((await ruled(edits, 'all')).results);
    expect(lazy.asked.parses).toBe(parses);
  });

  test('a symbol outside: then the others are counted', async () => {
    const edits = [edit('src/a.ts'), edit('index.ts', OPEN)];
    const lazy = await ruled(edits, 'in-doubt');
    expect(lazy.results).toEqual((await ruled(edits, 'all')).results);
    expect(lazy.results.map(({ state }) => state)).toEqual(['failed', 'failed']);
  });

  test('any edits: the verdict is the same', async () => {
    const content = fc.constantFrom(
      undefined,
      BASE,
      REGISTER,
      OPEN,
      `${BASE}\n\n`,
      `// a\n${BASE}`,
      'x (',
    );
    const file = fc.constantFrom(
      'src/a.ts',
      'src/b.ts',
      'new/a.ts',
      'lib/a.ts',
      'db/a.ts',
      'index.ts',
      'lib/pool.ts',
      'src/a.md',
      '.handoff/plan.yaml',
    );
    const one = fc
      .record({ path: file, base: content, head: content })
      .filter(({ base, head }) => base !== head);
    const edits = fc.uniqueArray(one, { selector: (made) => made.path, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(edits, async (made) => {
        expect((await ruled(made, 'in-doubt')).results).toEqual((await ruled(made, 'all')).results);
      }),
      { numRuns: 150 },
    );
  });

  test.each<[string, Partial<Gathered<OutputFacts>>]>([
    ['no spec', { spec: missing('there is no spec', 'output/task-binding') }],
    ['a plan that could not be read', { plan: unknown('the plan is broken', 'Repair it.') }],
    ['other outputs that could not be listed', { others: unknown('git is gone', 'Install it.') }],
  ])('%s: everything is studied, as the rules say it', async (_why, also) => {
    const edits = [edit('src/a.ts')];
    const lazy = await ruled(edits, 'in-doubt', also);
    expect(lazy).toEqual(await ruled(edits, 'all', also));
    expect(lazy.asked.parses).toBe(2);
  });

  test('the record has all of them', async () => {
    expect((await ruled([edit('src/a.ts')], undefined)).asked.parses).toBe(2);
  });
});

import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import type { ChangedPath } from '../../src/model/change.ts';
import { type Gathered, known } from '../../src/model/evidence.ts';
import { HandoffContract } from '../../src/model/handoff-contract.ts';
import { Plan } from '../../src/model/plan.ts';
import { parseRepoPath, type RepoPath } from '../../src/model/repo-path.ts';
import { parseSha, type Sha } from '../../src/model/sha.ts';
import { parseTaskId, type TaskId } from '../../src/model/task-id.ts';
import { specDigest, TaskSpec } from '../../src/model/task-spec.ts';
import type { TestRun } from '../../src/model/test-run.ts';

/** A full sha out of a short word: sha('a1') = 'a1a1a1…'. */
export function sha(word: string): Sha {
  const text = Buffer.from(word).toString('hex').repeat(40).slice(0, 40);
  return parseSha(text) as Sha;
}

export function path(text: string): RepoPath {
  const parsed = parseRepoPath(text);
  if (parsed === undefined) throw new Error(`not a path: ${text}`);
  return parsed;
}

export function task(text: string): TaskId {
  const parsed = parseTaskId(text);
  if (parsed === undefined) throw new Error(`not a task id: ${text}`);
  return parsed;
}

/** The spec of the worked example: two files to edit, one to create, two criteria. */
export function spec(overrides: Readonly<Record<string, unknown>> = {}): TaskSpec {
  return TaskSpec.parse({
    schema: 'handoff-task/v1',
    'task-id': 'auth-oauth',
    plan: 'plan@2',
    objective: 'Implement OAuth 2.0 flow in src/auth/oauth.ts',
    constraints: [{ id: 'C1', text: 'Session expiry: 24 hours' }],
    scope: { files: ['src/auth/oauth.ts', 'src/auth/auth.spec.ts'], create: ['src/auth/pkce.ts'] },
    'acceptance-criteria': [
      {
        id: 'AC1',
        text: '12 unit tests in auth.spec.ts pass',
        verify: { tests: 'src/auth/auth.spec.ts', min: 12 },
      },
      { id: 'AC2', text: 'PKCE lives in its own file', verify: { exists: 'src/auth/pkce.ts' } },
    ],
    ...overrides,
  });
}

/** The honest contract for `spec()`. */
export function contract(overrides: Readonly<Record<string, unknown>> = {}): HandoffContract {
  return HandoffContract.parse({
    'task-id': 'auth-oauth',
    objective: 'Implement OAuth 2.0 flow in src/auth/oauth.ts',
    constraints: ['Session expiry: 24 hours (verbatim from plan v2)'],
    'completed-steps': [
      { step: 'PKCE', artifact: 'src/auth/pkce.ts', ref: `commit:${sha('head')}`, covers: ['AC2'] },
      {
        step: 'Unit tests',
        artifact: 'src/auth/auth.spec.ts',
        ref: 'test-run:auth-1-12/12',
        covers: ['AC1'],
      },
    ],
    'next-step': { status: 'none', reason: 'last task of the plan' },
    'open-questions': [],
    attempt: 1,
    ...overrides,
  });
}

export function plan(overrides: Readonly<Record<string, unknown>> = {}): Plan {
  return Plan.parse({
    schema: 'handoff-plan/v1',
    'plan-id': 'auth-rework',
    version: 2,
    goal: 'OAuth for every provider',
    constraints: [{ id: 'C1', text: 'Session expiry: 24 hours' }],
    tasks: [
      {
        id: 'auth-oauth',
        scope: ['src/auth/oauth.ts', 'src/auth/auth.spec.ts', 'src/auth/pkce.ts'],
      },
      { id: 'data-layer-connection', scope: ['src/db/connection.ts'] },
    ],
    ...overrides,
  });
}

export function testRun(overrides: Partial<TestRun> = {}): TestRun {
  return {
    schema: 'handoff-test-run/v1',
    id: 'auth-1',
    head: sha('head'),
    dirty: [],
    grade: 'E2',
    tests: { passed: 12, failed: 0, skipped: 0 },
    files: [{ name: 'src/auth/auth.spec.ts', passed: 12, failed: 0, skipped: 0 }],
    report: { format: 'junit', sha256: '0'.repeat(64) },
    'recorded-at': '2026-05-03T10:00:00.000Z',
    ...overrides,
  };
}

/** A spec as it was read and sealed. */
export function authorisedSpec(
  overrides: Readonly<Record<string, unknown>> = {},
): OutputFacts['spec'] {
  const read = spec(overrides);
  return {
    spec: read,
    digest: specDigest(read),
    source: '.handoff/tasks/auth-oauth.md',
    writers: 'planners',
    seal: { digest: specDigest(read), plan: 2 },
  };
}

/** A changed regular file; `kind` decides which sides exist. */
export function changed(
  text: string,
  kind: ChangedPath['kind'] = 'modified',
  modes: Partial<Pick<ChangedPath, 'oldMode' | 'newMode'>> = {},
): ChangedPath {
  return {
    path: path(text),
    kind,
    oldMode: kind === 'added' ? '000000' : '100644',
    newMode: kind === 'deleted' ? '000000' : '100644',
    oldBlob: kind === 'added' ? undefined : sha(`old ${text}`),
    newBlob: kind === 'deleted' ? undefined : sha(`new ${text}`),
    ...modes,
  };
}

const HONEST_CHANGES = [
  changed('src/auth/auth.spec.ts'),
  changed('src/auth/oauth.ts'),
  changed('src/auth/pkce.ts', 'added'),
];

/** The facts of an honest output; a test names only what differs. */
export function outputFacts(overrides: Partial<OutputFacts> = {}): OutputFacts {
  return {
    head: { sha: sha('head'), tree: sha('tree'), base: sha('base'), mergeBases: [sha('base')] },
    engine: '0.1.0',
    handoff: {
      source: 'git note',
      digest: '0'.repeat(64),
      characters: 900,
      unread: undefined,
      blocks: [{ line: 3, bytes: 800 }],
      hidden: [],
      invisible: [],
    },
    reading: { problems: [] },
    contract: contract(),
    prose: '',
    binding: {
      output: 'handoff/auth-oauth',
      bound: task('auth-oauth'),
      claimed: task('auth-oauth'),
      rivals: [],
    },
    specReading: {
      task: task('auth-oauth'),
      source: '.handoff/tasks/auth-oauth.md',
      problems: [],
      authorised: authorisedSpec(),
    },
    spec: authorisedSpec(),
    plan: plan(),
    changedPaths: HONEST_CHANGES,
    headTree: tree(['src/auth/auth.spec.ts', 'src/auth/oauth.ts', 'src/auth/pkce.ts', 'README.md']),
    baseTree: tree(['src/auth/auth.spec.ts', 'src/auth/oauth.ts', 'README.md']),
    functions: HONEST_CHANGES.map((change) => ({
      path: change.path,
      state: 'parsed',
      changed: ['login'],
      cosmetic: [],
      total: 3,
    })),
    noise: new Set(),
    commits: [
      {
        sha: sha('head'),
        parents: [sha('base')],
        authorEmail: 'executor@example.com',
        subject: 'Add OAuth',
        paths: HONEST_CHANGES.map((change) => change.path),
      },
    ],
    steps: [
      {
        index: 0,
        ref: { kind: 'commit', sha: sha('head') },
        resolution: {
          state: 'resolved',
          lookedUp: 'commit of this range',
          grade: 'E2',
          commit: sha('head'),
        },
        artifact: {
          state: 'resolved',
          lookedUp: 'file of the head tree',
          grade: 'E2',
          path: path('src/auth/pkce.ts'),
        },
      },
      {
        index: 1,
        ref: { kind: 'test-run', id: 'auth-1', counts: { passed: 12, total: 12 } },
        resolution: {
          state: 'resolved',
          lookedUp: 'run auth-1 on the head',
          grade: 'E2',
          run: testRun(),
        },
        artifact: {
          state: 'resolved',
          lookedUp: 'file of the head tree',
          grade: 'E2',
          path: path('src/auth/auth.spec.ts'),
        },
      },
    ],
    testRuns: [testRun()],
    testChanges: { weakenings: [], unjudged: [] },
    attempts: [],
    claimedAttempt: 1,
    others: { scopes: [], citations: [] },
    earlierDrift: { outside: [], changed: [] },
    otherFindings: [],
    ...overrides,
  };
}

export function tree(paths: readonly string[]): OutputFacts['headTree'] {
  return new Map(
    paths.map((text) => [
      path(text),
      { path: path(text), mode: '100644', blob: sha(`blob ${text}`) },
    ]),
  );
}

/** Everything known, as the engine wants it. */
export function gathered<Facts extends object>(facts: Facts): Gathered<Facts> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, known(value)]),
  ) as Gathered<Facts>;
}

import type { RunningTask, TaskEntryFacts } from '../../src/evidence/task-entry-facts.ts';
import { specDigest } from '../../src/model/task-spec.ts';
import { path, plan, sha, spec, task, tree } from './output-facts.ts';

/** A task that runs beside the judged one; by default far away from its scope. */
export function running(overrides: Partial<RunningTask> = {}): RunningTask {
  return {
    task: task('data-layer-connection'),
    patterns: ['src/db/connection.ts'],
    changed: [],
    route: 'specialist',
    state: 'pending',
    ...overrides,
  };
}

/** The facts of an honest task spec, `spec()` on its way to an executor; a test names only what differs. */
export function taskEntryFacts(overrides: Partial<TaskEntryFacts> = {}): TaskEntryFacts {
  const judged = overrides.spec ?? spec();
  return {
    text: {
      source: '.handoff/tasks/auth-oauth.md',
      characters: 900,
      unread: undefined,
      blocks: [{ line: 3, bytes: 800 }],
      form: 'none',
      hidden: [],
      invisible: [],
      copies: [],
    },
    reading: { problems: [] },
    spec: judged,
    digest: specDigest(judged),
    authority: { kind: 'default-branch', commit: sha('base') },
    plan: plan(),
    namedPlan: plan(),
    baseTree: tree(['src/auth/auth.spec.ts', 'src/auth/oauth.ts', 'src/db/connection.ts']),
    symbols: new Map(),
    overlaps: [{ with: running(), overlap: { kind: 'none' } }],
    earlier: [],
    landed: new Set(),
    importers: new Map([
      [path('src/auth/auth.spec.ts'), 0],
      [path('src/auth/oauth.ts'), 1],
    ]),
    packTokens: 640,
    ...overrides,
  };
}

/** The same for a spec with other fields. */
export function entryOf(fields: Readonly<Record<string, unknown>>): TaskEntryFacts {
  return taskEntryFacts({ spec: spec(fields) });
}

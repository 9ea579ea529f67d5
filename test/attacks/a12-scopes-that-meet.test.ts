import { reachOver } from '../../src/analysis/scope-overlap.ts';
import { overlapsOf } from '../../src/evidence/gather-overlaps.ts';
import type { RunningTask } from '../../src/evidence/task-entry-facts.ts';
import { attackOnEntry } from '../support/entry-attack.ts';
import { path, plan, spec, task, tree } from '../support/output-facts.ts';
import { entryOf, running } from '../support/task-entry-facts.ts';

const FILES = [
  'package.json',
  'src/auth/auth.spec.ts',
  'src/auth/oauth.ts',
  'src/auth/session.ts',
  'src/db/connection.ts',
  'src/db/pool.ts',
].map(path);

type Written = Readonly<Record<string, unknown>>;

/** The honest task beside others that have been started; how they meet is worked out as the gate does it. */
async function beside(others: readonly Partial<RunningTask>[], fields: Written = {}) {
  const over = reachOver(FILES);
  const tasks = others.map((other) => running(other));
  const world = {
    reach: async () => over,
    running: async () => tasks.map((one) => [one, over(one.patterns)] as const),
  };
  const overlaps = await overlapsOf(world, spec(fields));
  return { ...entryOf(fields), baseTree: tree(FILES), overlaps };
}
const COORDINATED = {
  objective: 'Pin the version of Node in package.json',
  scope: { files: ['package.json'] },
  route: 'coordinator',
  runtime: 'claude',
};

attackOnEntry({
  threat: 'A12',
  rule: 'task-entry/scope-exclusive',
  attacks: [
    { why: 'one file in both scopes', facts: beside([{ patterns: ['src/auth/oauth.ts'] }]) },
    {
      why: 'the other one has pushed nothing yet: only its lock is there',
      facts: beside([{ patterns: ['src/auth/oauth.ts'], state: 'locked' }]),
    },
    { why: 'a glob of the other task', facts: beside([{ patterns: ['src/*/oauth.*'] }]) },
    {
      why: 'a file that neither has made yet',
      facts: beside([{ patterns: ['src/auth/pkce.ts'], state: 'locked' }]),
    },
    {
      why: 'a file to be made, in a folder that the other one owns',
      facts: beside([{ patterns: ['src/auth/p*.ts'] }]),
    },
    {
      why: 'in letters of another case',
      facts: beside([{ patterns: ['src/auth/OAuth.ts'] }]),
    },
    {
      why: 'a branch that changes more than its scope says',
      facts: beside([{ changed: [path('src/auth/oauth.ts')] }]),
    },
    {
      why: 'hidden behind 20 honest tasks',
      facts: beside([
        ...Array.from({ length: 20 }, (_, n) => ({
          task: task(`far-${n}`),
          patterns: [`src/far${n}/**`],
        })),
        { patterns: ['src/**/oauth.ts'] },
      ]),
    },
    {
      why: 'a second task of the coordinator, far away from the first',
      facts: beside([{ patterns: ['tsconfig.json'], route: 'coordinator' }], COORDINATED),
    },
  ],
  twins: [
    {
      why: 'a neighbour in the same folder',
      facts: beside([{ patterns: ['src/auth/session.ts'] }]),
    },
    {
      why: 'two globs that only leave room for one new file: advice',
      facts: beside([{ patterns: ['src/**/*.sql'] }], {
        scope: { files: ['src/auth/oauth.ts', 'src/auth/*.s*'] },
      }),
    },
    {
      why: 'the one that it waits for anyway',
      facts: beside([{ patterns: ['src/auth/oauth.ts'] }], {
        'depends-on': ['data-layer-connection'],
      }).then((facts) => ({ ...facts, landed: new Set([task('data-layer-connection')]) })),
    },
    {
      why: 'a specialist beside the coordinator, elsewhere',
      facts: beside([{ route: 'coordinator' }]),
    },
  ],
});

/** A specialist with the file in its scope; claude, so that the routing matrix has nothing to say. */
const opening = (scope: Written, more: Written = {}) => ({
  ...entryOf({ scope, runtime: 'claude', ...more }),
  baseTree: tree(['src/auth/oauth.ts', 'package.json', 'src/errors.ts', 'billing/tax.ts']),
  importers: new Map([[path('src/errors.ts'), 20]]),
  plan: plan({ shared: ['billing/**'] }),
  namedPlan: plan({ shared: ['billing/**'] }),
});

attackOnEntry({
  threat: 'A12',
  rule: 'task-entry/shared-file-routing',
  attacks: [
    { why: 'the manifest', facts: opening({ files: ['src/auth/oauth.ts', 'package.json'] }) },
    {
      why: 'a lock file that is not there yet',
      facts: opening({ files: ['src/auth/oauth.ts'], create: ['packages/api/yarn.lock'] }),
    },
    {
      why: 'a new migration',
      facts: opening({ files: ['src/auth/oauth.ts'], create: ['db/migrations/0042_users.sql'] }),
    },
    { why: 'a module that everybody imports', facts: opening({ files: ['src/e*.ts'] }) },
    { why: 'what the plan declares, behind a glob', facts: opening({ files: ['billing/t?x.ts'] }) },
  ],
  twins: [
    {
      why: 'nothing shared',
      facts: opening({ files: ['src/auth/oauth.ts'] }, { runtime: 'codex' }),
    },
    {
      why: 'the coordinator',
      facts: opening({ files: ['package.json'] }, { route: 'coordinator' }),
    },
  ],
});

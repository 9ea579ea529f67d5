import { attackOnRevision } from '../support/attack-on-revision.ts';
import { path } from '../support/output-facts.ts';
import { proposing } from '../support/plan-revision-facts.ts';

type Written = Readonly<Record<string, unknown>>;
const FILES = ['src/auth/oauth.ts', 'src/auth/session.ts', 'src/db/pool.ts', 'package.json'];

/** Every task is justified: only the scopes are in each other's way. */
const planning = (...tasks: readonly Written[]) =>
  proposing(
    {
      tasks,
      shared: ['package.json', 'src/db/**'],
      revision: {
        by: 'planner',
        changes: [
          'shared',
          'auth-oauth',
          'data-layer-connection',
          ...tasks.map(({ id }) => String(id)),
        ].map((target) => ({ target, because: 'commit:found' })),
      },
    },
    { baseFiles: FILES.map(path) },
  );
const task = (id: string, scope: readonly string[], more: Written = {}) => ({ id, scope, ...more });

attackOnRevision({
  threat: 'A12',
  rule: 'plan-revision/scopes-disjoint',
  attacks: [
    {
      why: 'one file in two tasks',
      facts: planning(task('a', ['src/auth/oauth.ts']), task('b', ['src/auth/oauth.ts'])),
    },
    {
      why: 'a task split so that both halves own the file by globs',
      facts: planning(task('a', ['src/auth/*.ts']), task('b', ['src/*/oauth.*'])),
    },
    {
      why: 'a file that neither has made yet',
      facts: planning(task('a', ['src/auth/pkce.ts']), task('b', ['src/auth/pkce.ts'])),
    },
    {
      why: 'a file to be made, inside a module of the other',
      facts: planning(task('a', ['lib/new/pkce.ts']), task('b', ['lib/new/**'])),
    },
    {
      why: 'in letters of another case',
      facts: planning(task('a', ['src/auth/oauth.ts']), task('b', ['src/auth/OAuth.ts'])),
    },
    {
      why: 'after the same task, and beside each other',
      facts: planning(
        task('a', ['README.md']),
        task('b', ['src/auth/oauth.ts'], { 'depends-on': ['a'] }),
        task('c', ['src/auth/**'], { 'depends-on': ['a'] }),
      ),
    },
    {
      why: 'a shared file in a specialist’s scope',
      facts: planning(task('a', ['src/auth/oauth.ts', 'package.json'])),
    },
    { why: 'a shared module in a specialist’s glob', facts: planning(task('a', ['src/**'])) },
    {
      why: 'two coordinators in one shared module',
      facts: planning(
        task('a', ['src/db/pool.ts'], { runtime: 'claude' }),
        task('b', ['src/db/new.ts'], { runtime: 'claude' }),
      ),
    },
  ],
  twins: [
    {
      why: 'a file each',
      facts: planning(task('a', ['src/auth/oauth.ts']), task('b', ['src/auth/session.ts'])),
    },
    {
      why: 'one after the other',
      facts: planning(
        task('a', ['src/auth/**']),
        task('b', ['src/auth/oauth.ts'], { 'depends-on': ['a'] }),
      ),
    },
    {
      why: 'the shared ones in one task of the coordinator',
      facts: planning(
        task('a', ['src/auth/**']),
        task('b', ['package.json', 'src/db/**'], { runtime: 'claude' }),
      ),
    },
    {
      why: 'shared ones in two tasks of the coordinator, one after the other',
      facts: planning(
        task('a', ['src/db/pool.ts'], { runtime: 'claude' }),
        task('b', ['src/db/new.ts'], { runtime: 'claude', 'depends-on': ['a'] }),
      ),
    },
  ],
});

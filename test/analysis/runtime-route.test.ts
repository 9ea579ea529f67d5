import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ROUTING_MATRIX, routeTask } from '../../src/analysis/runtime-route.ts';
import type { SharedTouch } from '../../src/analysis/shared-scope.ts';
import { path } from '../support/output-facts.ts';

const cover = (...files: readonly string[]) => ({
  existing: files.map(path),
  created: [],
  globs: [],
});
const ONE = cover('src/auth/oauth.ts', 'test/auth/oauth.test.ts');
const FOUR = cover('src/auth/a.ts', 'src/db/b.ts', 'src/api/c.ts', 'src/ui/d.ts');
const touch = (certainty: SharedTouch['certainty']): SharedTouch => ({
  certainty,
  path: 'package.json',
  because: { by: 'manifest', pattern: 'package.json' },
});
const DO = 'Implement OAuth in src/auth/oauth.ts';

describe('where a task goes', () => {
  test.each([
    ['bounded', 'codex as specialist', routeTask(DO, ONE, [])],
    ['shared', 'claude as coordinator', routeTask(DO, ONE, [touch('named')])],
    ['bounded', 'codex as specialist', routeTask(DO, ONE, [touch('open')])],
    ['cross-cutting', 'claude as coordinator', routeTask(DO, FOUR, [])],
    ['bounded', 'codex as specialist', routeTask(DO, cover('a/x.ts', 'b/x.ts', 'c/x.ts'), [])],
    ['judgement', 'claude as specialist', routeTask('Decide which cache to use', ONE, [])],
    [
      'shared',
      'claude as coordinator',
      routeTask('Decide which cache to use', FOUR, [touch('named')]),
    ],
  ])('%s: %s (%#)', (demand, where, found) => {
    expect(found).toMatchObject({ demand, because: expect.stringMatching(/^it/) });
    expect(`${found.runtime} as ${found.route}`).toBe(where);
  });

  test.each([
    'Decide between Redis and Postgres in docs/cache.md',
    'Investigate the slow start of src/cli.ts',
    'Review the design of src/auth/**',
    'Plan which modules move to packages/core',
    'Compare options for the queue',
    'Coordinate the work of the specialists',
    'Evaluate whether src/db needs a pool',
    'Prioritise the open tasks',
  ])('asks for judgement: %s', (objective) => {
    expect(routeTask(objective, ONE, []).demand).toBe('judgement');
  });

  test.each([
    'Audit log: write one entry a login in src/audit/log.ts',
    'Evaluate the condition before the body in src/interpreter.ts',
    'Plan picker: show yearly prices in src/ui/plans.tsx',
    'Design tokens: add a dark palette in src/ui/tokens.ts',
    'Review page: sort comments by date in src/pages/review.tsx',
    'Compare versions by number in src/semver.ts',
    'Explore tab: load ten more on scroll in src/explore.tsx',
    'Let the planner decide the order in src/plan.ts',
    'Analyse imports of src/**/*.py in src/imports.ts',
  ])('is work, whatever its first word: %s', (objective) => {
    expect(routeTask(objective, ONE, []).demand).toBe('bounded');
  });

  test('the page of the rule shows every row of the matrix', () => {
    const page = readFileSync('docs/rules/task-entry/runtime-fits.md', 'utf8').replace(/ +/g, ' ');
    for (const { sign, runtime, route, why } of Object.values(ROUTING_MATRIX))
      expect(page).toContain(`| ${sign} | ${runtime} | ${route} | ${why} |`);
  });
});

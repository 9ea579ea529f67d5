import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as registry from '../src/gates/registry.ts';
import type { AnyRule } from '../src/gates/rule.ts';
import { GATES } from '../src/model/actor.ts';
import { MAST_MODES } from '../src/model/mast.ts';

/** One rule is one name, five times: source, test, page, registry row, finding id (STYLE 2, 31). */
const rules: readonly AnyRule<never>[] = Object.values(registry).flat();

/** Every rule that RULES.md gives to these gates and that needs no GitHub; a rule that vanishes is noticed here. */
const CATALOGUE = [
  'task-entry/spec-present task-entry/spec-complete task-entry/scope-bounded task-entry/scope-exists',
  'task-entry/dependencies-ready task-entry/shared-file-routing task-entry/scope-exclusive task-entry/runtime-fits',
  'task-entry/not-a-repetition task-entry/planner-authority task-entry/objective-unambiguous',
  'task-entry/constraints-verbatim task-entry/constraints-carried task-entry/criteria-testable',
  'task-entry/criteria-independent task-entry/rubric-explicit task-entry/pack-within-budget',
  'output/contract-present output/contract-schema output/task-binding output/spec-current output/objective-preserved',
  'output/constraints-preserved output/scope-compliance output/symbol-scope output/protected-paths output/scope-drift',
  'output/refs-resolve output/evidence-bound output/criteria-covered output/tests-pass output/tests-not-weakened',
  'output/excluded-content output/claims-evidenced output/open-questions-marked output/next-step-planned',
  'output/role-boundary output/self-check-honest output/findings-answered output/attempts-within-budget',
  'integration/base-merges integration/pairs-merge integration/file-overlap integration/hunk-overlap integration/all-evaluated',
  'integration/landing-order integration/no-double-claim integration/symbols-agree integration/evidence-still-holds',
  'integration/nothing-else-lands',
  'plan-revision/planner-only plan-revision/plan-wellformed plan-revision/constraints-carry-forward',
  'plan-revision/evidence-complete plan-revision/open-questions-settled plan-revision/change-justified',
  'plan-revision/scopes-disjoint',
  'critic-review/rubric-verbatim critic-review/verdict-per-criterion critic-review/independent-critic',
  'critic-review/required-changes-made',
].flatMap((line) => line.split(' '));

function names(folder: string, ending: string): readonly string[] {
  return GATES.flatMap((gate) => {
    const path = join(folder, gate);
    const files = existsSync(path) ? readdirSync(path) : [];
    return files
      .filter((file) => file.endsWith(ending))
      .map((file) => `${gate}/${file.slice(0, -ending.length)}`);
  });
}

describe('the map of rules', () => {
  test('the registry holds exactly the catalogue', () => {
    expect(rules.map(({ id }) => id).sort()).toEqual([...CATALOGUE].sort());
  });

  test.each([
    ['source', 'src/gates', '.ts'],
    ['test', 'test/gates', '.test.ts'],
    ['page', 'docs/rules', '.md'],
  ])('every rule has a %s, and every %s a rule', (_, folder, ending) => {
    expect([...names(folder, ending)].sort()).toEqual([...CATALOGUE].sort());
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s says what it is', (id, rule) => {
    expect(rule.holds).toMatch(/^[A-Z].*\.$/);
    expect(rule.needs.length).toBeGreaterThan(0);
    expect(Object.keys(MAST_MODES)).toContain(rule.mast);
    const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
    expect(page.startsWith(`# ${id}\n`)).toBe(true);
    for (const part of ['**Why.**', '**Who must act.**', `MAST: ${rule.mast}`])
      expect(page).toContain(part);
    for (const row of [...rule.seed, ...rule.threats]) expect(page).toContain(row);
    expect(/integrity rule/i.test(page)).toBe(rule.integrity === true);
  });
});

import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../src/model/limits.ts';
import { readPlan } from '../../src/model/read-plan.ts';

const PLAN = `schema: handoff-plan/v1
plan-id: auth-rework
version: 3
goal: OAuth for every provider
constraints:
  - {id: C1, text: "Session expiry: 24 hours"}
  - {id: C3, text: Old, status: superseded, by: C7, reason: new rule, because: "pr:#41"}
tasks:
  - {id: auth-oauth, scope: [src/auth/**]}
`;

describe('readPlan', () => {
  test('a plan with defaults', () => {
    expect(readPlan(PLAN, { format: 'yaml' })).toMatchObject({
      ok: true,
      value: {
        version: 3,
        constraints: [
          { id: 'C1', status: 'active' },
          { id: 'C3', by: 'C7' },
        ],
        tasks: [{ id: 'auth-oauth', 'depends-on': [], runtime: 'codex' }],
        shared: [],
      },
    });
  });

  test.each([
    ['two constraints of one id', 'id: C3', 'id: C1', 'constraints[1].id', 7],
    ['version 0', 'version: 3', 'version: 0', 'version', 3],
    ['a constraint without its text', 'text: Old, ', '', 'constraints[1].text', 7],
    [
      'a status of a task: status is never in the plan',
      'scope: [',
      'status: done, scope: [',
      'tasks[0].status',
      9,
    ],
    ['a task id that is no branch name', 'id: auth-oauth', 'id: Auth', 'tasks[0].id', 9],
  ])('refuses %s', (_, from, to, field, line) => {
    expect(PLAN).toContain(from);
    expect(readPlan(PLAN.replace(from, to), { format: 'yaml' })).toMatchObject({
      ok: false,
      problems: [{ field, line }],
    });
  });

  test('200 tasks fit: a plan is larger than a block', () => {
    const tasks = Array.from(
      { length: 200 },
      (_, i) => `  - {id: task-${i}, scope: [src/${i}/**], objective: "${'x'.repeat(200)}"}\n`,
    );
    const text = PLAN + tasks.join('');
    expect(text.length).toBeGreaterThan(LIMITS.blockBytes);
    expect(readPlan(text, { format: 'yaml' }).ok).toBe(true);
  });
});

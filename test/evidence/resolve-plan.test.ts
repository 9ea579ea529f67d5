import { expect, test } from '@jest/globals';
import { resolvePlan } from '../../src/evidence/resolve-plan.ts';
import { plan } from '../support/output-facts.ts';

const PLAN = plan({
  constraints: [
    { id: 'C1', text: 'Session expiry: 24 hours' },
    {
      id: 'C2',
      text: 'No ORM',
      status: 'superseded',
      by: 'C3',
      reason: 'measured',
      because: 'pr:#4',
    },
    { id: 'C3', text: 'Only the query builder' },
  ],
});

test.each<[string, number, string | undefined, string]>([
  ['the current version', 2, undefined, 'resolved'],
  ['a constraint of it', 2, 'C1', 'resolved'],
  ['a decision that was never made (D7)', 2, 'C9', 'unresolved'],
  ['a constraint that is superseded', 2, 'C2', 'mismatched'],
  ['an earlier version', 1, 'C1', 'mismatched'],
  ['a version that is not there yet', 3, undefined, 'mismatched'],
])('plan ref: %s', (_, version, constraint, state) => {
  const ref = { kind: 'plan', version, ...(constraint && { constraint }) } as const;
  const found = resolvePlan(ref, PLAN);
  expect(found.state).toBe(state);
  expect(['E0', 'E1']).toContain(found.grade);
});

test('plan ref: a repository without a plan', () => {
  expect(resolvePlan({ kind: 'plan', version: 1 }, undefined).state).toBe('unresolved');
});

import { countAttempt } from '../../model/attempt-count.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { outputRule } from '../rule.ts';

export const attemptsWithinBudget = outputRule({
  id: 'output/attempts-within-budget',
  holds: 'The task is within its budget of attempts, and the contract counts as the record does.',
  needs: ['attempts', 'claimedAttempt', 'head', 'spec'],
  to: 'planner',
  mast: 'FM-1.5',
  seed: [],
  threats: ['G12'],
  saw({ attempts, claimedAttempt, head, spec }, policy) {
    const { attempt } = countAttempt(attempts, head.sha, claimedAttempt);
    return `attempt ${attempt} of ${Math.min(spec.spec.budget.attempts, policy.attempts)}`;
  },
  check({ attempts, claimedAttempt, head, spec: { spec } }, policy) {
    const { attempt, misclaimed } = countAttempt(attempts, head.sha, claimedAttempt);
    const limit = Math.min(spec.budget.attempts, policy.attempts);
    if (attempt > limit) return [spent(spec['task-id'], attempt, limit)];
    return misclaimed === undefined ? [] : [miscounted(attempt, misclaimed)];
  },
});

function spent(task: string, attempt: number, limit: number): FindingDraft {
  return {
    problem: `This is attempt ${attempt} at ${task}; its budget is ${limit}.`,
    fix: `Plan ${task} anew: make it smaller or clearer, or give it a larger budget.attempts.`,
    at: { field: 'attempt' },
    expected: `at most ${limit} attempts`,
    found: `attempt ${attempt}`,
    facts: { attempt, limit },
    key: 'spent',
  };
}

function miscounted(attempt: number, claimed: number): FindingDraft {
  return {
    problem: `The contract says attempt ${claimed}; by the record it is attempt ${attempt}.`,
    fix: `Write "attempt": ${attempt}.`,
    at: { field: 'attempt' },
    expected: String(attempt),
    found: String(claimed),
    facts: { attempt, claimed },
    to: 'executor',
    key: 'miscounted',
  };
}

import { integrationRule } from '../rule.ts';

export const allEvaluated = integrationRule({
  id: 'integration/all-evaluated',
  holds: 'Every pending output and every pair that could conflict was really looked at.',
  needs: ['notEvaluated', 'evaluated'],
  to: 'coordinator',
  mast: 'FM-3.2',
  integrity: true,
  seed: ['G3a'],
  threats: ['D07', 'G15'],
  saw: ({ notEvaluated, evaluated }) =>
    `${evaluated.others} other pending outputs, ${notEvaluated.length} could not be evaluated`,
  check({ notEvaluated }) {
    return notEvaluated.map(({ output, because }) => ({
      problem: `${output} could not be evaluated: ${because}.`,
      fix: `Fetch the whole history of ${output} (git fetch --unshallow), or close it, and judge again.`,
      at: { output },
      key: because,
      severity: 'unproven' as const,
      facts: { output, because },
    }));
  },
});

import { outputRule } from '../rule.ts';

export const objectivePreserved = outputRule({
  id: 'output/objective-preserved',
  holds: "The contract's objective is the sealed spec's objective, byte for byte.",
  needs: ['contract', 'spec'],
  to: 'executor',
  mast: 'FM-2.3',
  seed: ['C6'],
  threats: ['A10'],
  saw: ({ contract }) => `${contract.objective.length} characters of objective`,
  check({ contract, spec }) {
    const expected = spec.spec.objective.normalize('NFC');
    const found = contract.objective.normalize('NFC');
    if (found === expected) return [];
    return [
      {
        problem: `The contract states another objective than the spec of ${spec.spec['task-id']}.`,
        fix: 'Copy the objective out of the task spec unchanged; if the work needs another one, ask the planner.',
        at: { field: 'objective' },
        expected,
        found,
        facts: { expected, found },
      },
    ];
  },
});

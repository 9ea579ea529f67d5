import { problemsByField } from '../../model/problems-by-field.ts';
import { counted } from '../../model/short-list.ts';
import { taskEntryRule } from '../rule.ts';

export const specComplete = taskEntryRule({
  id: 'task-entry/spec-complete',
  holds: 'Every field of the task spec is there, is what the format allows, and is no placeholder.',
  needs: ['reading'],
  to: 'planner',
  mast: 'FM-1.1',
  seed: ['G1a'],
  threats: ['E02', 'E03', 'E04', 'E05', 'E06'],
  saw: ({ reading }) => counted(reading.problems.length, 'problem'),
  check: ({ reading }) =>
    problemsByField(reading.problems).map(({ field, message, line }) => ({
      problem: `The task spec cannot be used: ${message}.`,
      fix: `Correct ${field === '' ? 'the task spec' : field} as the format says; \`handoff-gate schema task-spec\` prints it.`,
      at: line === undefined ? { field } : { field, line },
      found: message,
      facts: { field, message },
    })),
});

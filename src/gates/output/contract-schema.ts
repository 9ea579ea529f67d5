import { problemsByField } from '../../model/problems-by-field.ts';
import { counted } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const contractSchema = outputRule({
  id: 'output/contract-schema',
  holds: 'Every field of the contract is what the format allows, and nothing else is in it.',
  needs: ['reading'],
  to: 'executor',
  mast: 'FM-1.1',
  seed: ['C14'],
  threats: ['C04', 'E02', 'E03', 'E04', 'E05', 'E06'],
  saw: ({ reading }) => counted(reading.problems.length, 'problem'),
  check: ({ reading }) =>
    problemsByField(reading.problems).map(({ field, message, line }) => ({
      problem: `The contract cannot be read: ${message}.`,
      fix: `Repair ${field === '' ? 'the contract' : field} as the format says; \`handoff-gate schema contract\` prints it.`,
      at: line === undefined ? { field } : { field, line },
      found: message,
      facts: { field, message },
    })),
});

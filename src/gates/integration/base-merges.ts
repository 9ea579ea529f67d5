import { integrationRule } from '../rule.ts';

export const baseMerges = integrationRule({
  id: 'integration/base-merges',
  holds: 'The output merges with the tip of its base, whatever merge drivers its attributes name.',
  needs: ['output', 'baseConflicts'],
  to: 'executor',
  mast: 'FM-2.5',
  seed: ['G3a'],
  threats: ['D05'],
  saw: ({ baseConflicts }) =>
    `a real three-way merge with the base tip, ${baseConflicts.length} conflicts`,
  check({ output, baseConflicts }) {
    return baseConflicts.map((conflict) => {
      const path = conflict.paths[0] ?? '';
      return {
        problem: `${output.id} conflicts with its base in ${conflict.paths.join(', ')} (${conflict.type}).`,
        fix: `Bring the base tip into ${output.id}, resolve ${path}, and push.`,
        at: { path },
        key: conflict.type,
        facts: { type: conflict.type, paths: conflict.paths, message: conflict.message },
      };
    });
  },
});

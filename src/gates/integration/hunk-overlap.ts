import { integrationRule } from '../rule.ts';

/** The context lines of a unified diff: edits this close are read as one by a reviewer (diff -U3). */
const CONTEXT_LINES = 3;

export const hunkOverlap = integrationRule({
  id: 'integration/hunk-overlap',
  holds: `No other pending output edits within ${CONTEXT_LINES} lines of an edit of this one.`,
  needs: ['output', 'sharedPaths'],
  to: 'coordinator',
  mast: 'FM-2.5',
  seed: ['D11'],
  threats: [],
  skip: (_, policy) =>
    policy.integration['hunk-overlap'] === 'off'
      ? 'turned off by the policy (integration.hunk-overlap)'
      : undefined,
  saw: ({ sharedPaths }) =>
    `${sharedPaths.filter(({ gap }) => gap !== undefined).length} files compared line by line`,
  check({ output, sharedPaths }, policy) {
    const mode = policy.integration['hunk-overlap'];
    return sharedPaths.flatMap(({ other, path, gap }) => {
      if (gap === undefined || gap > CONTEXT_LINES) return [];
      return [
        {
          problem: `${output.id} and ${other} edit ${path} ${gap} lines apart; they merge, but nobody has read them together.`,
          fix: `Read both edits of ${path} together before the second one lands.`,
          at: { path, output: other },
          ...(mode !== 'block' && { severity: 'warn' as const }),
          facts: { other, path, lines: gap },
        },
      ];
    });
  },
});

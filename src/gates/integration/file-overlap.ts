import { compileScope } from '../../analysis/scope-match.ts';
import type { SharedPath } from '../../analysis/shared-paths.ts';
import { integrationRule } from '../rule.ts';

/** Names in one sentence; the facts hold all of them. */
const NAMED = 5;

export const fileOverlap = integrationRule({
  id: 'integration/file-overlap',
  holds:
    'No other pending output changes a shared file that this one changes; any other common file is advice.',
  needs: ['output', 'sharedPaths', 'sharedPatterns'],
  to: 'coordinator',
  mast: 'FM-2.5',
  seed: ['D11', 'P16'],
  threats: ['A12'],
  skip: (_, policy) =>
    policy.integration['file-overlap'] === 'off'
      ? 'turned off by the policy (integration.file-overlap)'
      : undefined,
  saw: ({ sharedPaths }) =>
    `${new Set(sharedPaths.map(({ path }) => path)).size} files in common with pending outputs that merge cleanly`,
  check({ output, sharedPaths, sharedPatterns }, policy) {
    const shared = compileScope(sharedPatterns);
    return [...byOutput(sharedPaths)].map(([other, all]) => {
      const paths = all.map(({ path }) => path);
      const coordinated = paths.filter((path) => shared.matches(path));
      const blocks = coordinated.length > 0 || policy.integration['file-overlap'] === 'block';
      const same = all.every(({ identical }) => identical);
      return {
        problem: `${output.id} and ${other} both change ${named(coordinated.length > 0 ? coordinated : paths)}${same ? ', with the same edit' : ''}.`,
        fix: blocks
          ? `Land ${other} and ${output.id} one after the other through the coordinator.`
          : `Tell ${other} about it; both merge cleanly today.`,
        at: { output: other },
        ...(!blocks && { severity: 'warn' as const }),
        facts: { other, paths, shared: coordinated, identical: same },
      };
    });
  },
});

function byOutput(sharedPaths: readonly SharedPath[]): ReadonlyMap<string, readonly SharedPath[]> {
  const groups = new Map<string, SharedPath[]>();
  for (const shared of sharedPaths)
    groups.set(shared.other, [...(groups.get(shared.other) ?? []), shared]);
  return groups;
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, NAMED).join(', ');
  return paths.length > NAMED ? `${shown} and ${paths.length - NAMED} more` : shown;
}

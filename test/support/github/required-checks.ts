import { checksOn, latest } from './checks.ts';
import type { RequiredCheck } from './rulesets.ts';
import type { Repository } from './world.ts';

export type CheckState = 'passed' | 'failed' | 'expected';

/** «Required status checks must have a successful, skipped, or neutral status»: docs «About protected branches». */
const PASSES = new Set<string | undefined>(['success', 'skipped', 'neutral']);

/**
 * Where a required check stands. Checks and statuses belong to the commit alone. One that is bound to an app counts only
 * from that app; one that is not counts from anybody. A check run and a status of one name are both required.
 * @param commits the first that has anything under the name decides: the test merge commit goes before the head
 *   (docs «Troubleshooting required status checks»).
 */
export function stateOf(
  repository: Repository,
  commits: readonly (string | undefined)[],
  required: RequiredCheck,
): CheckState {
  for (const sha of commits) {
    const states = sha === undefined ? [] : statesOn(repository, sha, required);
    if (states.length === 0) continue;
    if (states.includes('failed')) return 'failed';
    return states.includes('expected') ? 'expected' : 'passed';
  }
  return 'expected';
}

function statesOn(
  repository: Repository,
  sha: string,
  { context, appId }: RequiredCheck,
): readonly CheckState[] {
  const runs = checksOn(repository, sha).filter(
    ({ name, suite }) => name === context && (appId === undefined || suite.app.id === appId),
  );
  const status = repository.statuses.findLast(
    (one) =>
      one.sha === sha &&
      one.context === context &&
      (appId === undefined || one.by.app?.id === appId),
  );
  return [
    ...latest(runs).map(
      ({ status: state, conclusion }): CheckState =>
        state !== 'completed' ? 'expected' : PASSES.has(conclusion) ? 'passed' : 'failed',
    ),
    ...(status
      ? ([
          status.state === 'success'
            ? 'passed'
            : status.state === 'pending'
              ? 'expected'
              : 'failed',
        ] as const)
      : []),
  ];
}

import { GITHUB_ACTIONS } from './accounts.ts';
import type { Happening } from './happenings.ts';
import { tryMerges } from './pull-requests.ts';
import type { World } from './world.ts';

/** How GitHub would start a workflow on what happened. */
export interface Trigger {
  /** Name in `on:`. */
  readonly event: string;
  /** `GITHUB_REF` and `GITHUB_SHA`. */
  readonly ref: string;
  readonly sha: string;
  /** The commit whose workflow file runs: who can write there says what the job does. */
  readonly workflowFrom: string;
  /** Whether GITHUB_TOKEN may write what the workflow asks for; secrets go with it. */
  readonly token: 'as declared' | 'read only';
}

/** Events that run as the default branch has them: docs «Events that trigger workflows», column GITHUB_SHA. */
const ON_DEFAULT = new Set([
  'issues',
  'issue_comment',
  'workflow_run',
  'repository_dispatch',
  'check_run',
]);

/**
 * @returns none for what GITHUB_TOKEN did: «events triggered by the GITHUB_TOKEN will not create a new workflow run», except
 * the dispatches (docs «GITHUB_TOKEN»); none for a pull request in conflict: it has no merge commit to run on.
 */
export function triggers(world: World, told: Happening): readonly Trigger[] {
  const { event, by, repository, pull, ref, after, group } = told;
  const isDispatch = event === 'workflow_dispatch' || event === 'repository_dispatch';
  if (by.app?.id === GITHUB_ACTIONS.appId && !isDispatch) return [];
  const name = repository.defaultBranch;
  const tip = repository.git.resolve(`refs/heads/${name}`) ?? '';
  const onDefault = {
    ref: `refs/heads/${name}`,
    sha: tip,
    workflowFrom: tip,
    token: 'as declared',
  } as const;
  if (event === 'pull_request' && pull) {
    // «pull_request_target runs from the default branch» for the file as for the ref, since 8 December 2025.
    const target = { ...onDefault, event: 'pull_request_target' };
    return [...onMerge(world, told), target];
  }
  if (event === 'merge_group' && group)
    return told.action === 'checks_requested'
      ? [{ event, ref: group.ref, sha: group.sha, workflowFrom: group.sha, token: 'as declared' }]
      : [];
  if ((event === 'push' || event === 'workflow_dispatch') && ref) {
    const sha = after ?? repository.git.resolve(ref);
    return sha === undefined || /^0+$/.test(sha)
      ? []
      : [{ event, ref, sha, workflowFrom: sha, token: 'as declared' }];
  }
  return ON_DEFAULT.has(event) ? [{ ...onDefault, event }] : [];
}

/** On the test merge: its workflow file is the one that the pull request brings. From a fork the token may only read. */
function onMerge(world: World, { pull, repository }: Happening): readonly Trigger[] {
  if (pull === undefined) return [];
  const isFork = pull.head.repository !== repository;
  const token = isFork ? 'read only' : 'as declared';
  if (pull.merged) {
    const { sha } = pull.merged;
    return [
      { event: 'pull_request', ref: `refs/heads/${pull.base.ref}`, sha, workflowFrom: sha, token },
    ];
  }
  tryMerges(world, repository, pull);
  const sha = pull.trial?.commit;
  const ref = `refs/pull/${pull.number}/merge`;
  return sha === undefined ? [] : [{ event: 'pull_request', ref, sha, workflowFrom: sha, token }];
}

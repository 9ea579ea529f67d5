import { join } from 'node:path';
import { gitBlobs } from '../../adapters/git/git-blobs.ts';
import { gitHistory } from '../../adapters/git/git-history.ts';
import type { Ref } from '../../adapters/git/git-refs.ts';
import { gitTrialMerges } from '../../adapters/git/git-trial-merges.ts';
import { fetchMirror } from '../../adapters/git/mirror.ts';
import { openRepository, type Repository } from '../../adapters/git/open-repository.ts';
import { repositoryPlans } from '../../adapters/git/repository-files.ts';
import { fileHunkCache } from '../../adapters/store/file-cache.ts';
import { policyInForce } from '../../flows/read-policy.ts';
import { GateError } from '../../model/gate-error.ts';
import type { Policy } from '../../model/policy.ts';
import type { Sha } from '../../model/sha.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { History } from '../../ports/history.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import type { TrialMerges } from '../../ports/trial-merges.ts';
import { VERSION } from '../package.ts';

/** Where the content is fetched from, and where to. */
export interface Mirror {
  /** A directory of our own for the mirror; what an earlier run left there is used. */
  readonly mirror: string;
  readonly cloneUrl: string;
  readonly token: string;
}

export interface ToFetch {
  readonly defaultBranch: string;
  /** Without refs/heads/. */
  readonly baseBranch: string;
  /** Where a merge queue would put the base, instead of the tip of its branch, and the commit that it would land as. */
  readonly at: { readonly base: Sha; readonly head: Sha } | undefined;
  /** Numbers of the pull requests whose heads are fetched. */
  readonly pullRequests: readonly number[];
}

/** What git has, and what it says of the branches that everything is judged against. Close the repository. */
export interface FetchedRepository {
  readonly repository: Repository;
  readonly history: History;
  readonly blobs: Blobs;
  readonly plans: PlanStore;
  readonly merges: TrialMerges;
  readonly base: Ref;
  /** Where plan, policy and specs are read: the default branch, whatever the base is (decision K1). */
  readonly authority: Ref;
  readonly policy: Policy;
}

export async function fetchRepository(
  { mirror, cloneUrl, token }: Mirror,
  { defaultBranch, baseBranch, at, pullRequests }: ToFetch,
): Promise<FetchedRepository> {
  await fetchMirror(mirror, { url: cloneUrl, token }, [
    ...[...new Set([defaultBranch, baseBranch])].map(branchRef).map((ref) => `${ref}:${ref}`),
    ...pullRequests.map((number) => `refs/pull/${number}/head:refs/pull/${number}/head`),
    ...(at === undefined ? [] : [`${at.base}:refs/handoff/base`, `${at.head}:refs/handoff/head`]),
  ]);
  const repository = await openRepository(mirror);
  try {
    const history = gitHistory(repository);
    const blobs = gitBlobs(repository);
    const plans = repositoryPlans(blobs);
    const tips = await history.resolve([branchRef(defaultBranch), branchRef(baseBranch)]);
    const authority = tip(tips, defaultBranch);
    const base = at === undefined ? tip(tips, baseBranch) : { name: baseBranch, target: at.base };
    const { policy } = await policyInForce(plans, authority.target);
    const merges = gitTrialMerges(repository, fileHunkCache(join(mirror, 'handoff'), VERSION));
    return { repository, history, blobs, plans, merges, base, authority, policy };
  } catch (error) {
    await repository.close();
    throw error;
  }
}

function branchRef(name: string): string {
  return `refs/heads/${name}`;
}

function tip(tips: ReadonlyMap<string, Sha | undefined>, name: string): Ref {
  const target = tips.get(branchRef(name));
  if (target !== undefined) return { name, target };
  throw new GateError('access', `The branch ${name} could not be fetched`, {
    remedy: 'Check that it is still there, and run it again.',
  });
}

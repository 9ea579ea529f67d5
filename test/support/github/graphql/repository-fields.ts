import { type Account, atLeast } from '../accounts.ts';
import type { QueueEntry } from '../merge-queue.ts';
import { maySee, roleOf } from '../permissions.ts';
import { pulls } from '../pull-requests.ts';
import { requirements } from '../rulesets.ts';
import {
  fullName,
  type Issue,
  type PullRequest,
  Refused,
  type Repository,
  type World,
} from '../world.ts';
import { connection, failed, type PageArguments } from './connection.ts';
import { type Context, fields } from './fields.ts';
import { commit } from './git-fields.ts';

interface PullsArguments extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

export const repositoryFields = {
  Repository: fields<Repository>(['name', 'owner', 'isPrivate', 'createdAt'], {
    id: (repository) => repository.nodeId,
    databaseId: (repository) => repository.id,
    nameWithOwner: fullName,
    url: (repository, _: never, { world }) => `${world.url}/${fullName(repository)}`,
    isFork: ({ forkOf }) => forkOf !== undefined,
    parent: ({ forkOf }) => forkOf ?? null,
    visibility: ({ isPrivate }) => (isPrivate ? 'PRIVATE' : 'PUBLIC'),
    viewerPermission: (repository, _: never, { viewer }) =>
      viewer.app
        ? null
        : roleOf(repository, viewer.account).toUpperCase().replace('NONE', '') || null,
    defaultBranchRef: (repository) => refOf(repository, `refs/heads/${repository.defaultBranch}`),
    ref: (repository, { qualifiedName }: { qualifiedName: string }) =>
      refOf(
        repository,
        qualifiedName.startsWith('refs/') ? qualifiedName : `refs/heads/${qualifiedName}`,
      ),
    object: (repository, { oid, expression }: { oid?: string; expression?: string }) => {
      const sha = repository.git.resolve(oid ?? expression ?? '');
      return sha === undefined ? null : commit(repository, sha);
    },
    pullRequests: (repository, args: PullsArguments) =>
      connection(chosen(pulls(repository), args), args, 'pullRequests'),
    issues: (repository, args: PullsArguments) => {
      const all = [...repository.issues.values()].filter((one) => one.node === 'Issue');
      return connection(chosen(all, args), args, 'issues');
    },
    pullRequest: (repository, { number }: { number: number }) =>
      numbered(repository, number, 'PullRequest'),
    issue: (repository, { number }: { number: number }) => numbered(repository, number, 'Issue'),
    issueOrPullRequest: (repository, { number }: { number: number }) =>
      repository.issues.get(number) ?? missing('an issue or pull request', number),
    label: (repository, { name }: { name: string }) =>
      repository.labels.get(name.toLowerCase()) ?? null,
    labels: (repository, args: PageArguments) =>
      connection([...repository.labels.values()], args, 'labels'),
    collaborators,
    mergeQueue: (repository, { branch = repository.defaultBranch }: { branch?: string }) =>
      requirements(repository, branch).queue ? { repository, branch } : null,
  }),
  MergeQueue: fields<Queue>(['repository'], {
    id: ({ repository, branch }) => `MQ_${repository.id}_${branch}`,
    entries: ({ repository, branch }, args: PageArguments) =>
      connection(waiting(repository, branch), args, 'entries'),
  }),
  MergeQueueEntry: fields<QueueEntry>([], {
    id: ({ pull }) => `MQE_${pull.id}`,
    pullRequest: ({ pull }) => pull,
    enqueuedAt: ({ at }) => at,
    enqueuer: ({ by }) => by.account,
    position: ({ pull }) =>
      waiting(pull.repository, pull.base.ref).findIndex((one) => one.pull === pull) + 1,
    headCommit: ({ pull, group }) => group && commit(pull.repository, group.sha),
    baseCommit: ({ pull, group }) => group && commit(pull.repository, group.baseSha),
    state: ({ group }) => (group ? 'AWAITING_CHECKS' : 'QUEUED'),
  }),
  RepositoryCollaboratorEdge: fields<{ node: Account; cursor: string; repository: Repository }>(
    ['node', 'cursor'],
    {
      permission: ({ node, repository }) => roleOf(repository, node).toUpperCase(),
    },
  ),
};

interface Queue {
  readonly repository: Repository;
  readonly branch: string;
}

function waiting(repository: Repository, branch: string): readonly QueueEntry[] {
  return repository.queue.filter(({ pull }) => pull.base.ref === branch);
}

/** «Must have push access to view repository collaborators.» People only: an app is no collaborator. */
function collaborators(
  repository: Repository,
  { login, query, ...args }: PageArguments & { login?: string | null; query?: string | null },
  { world, viewer }: Context,
) {
  if (!viewer.app && !atLeast(roleOf(repository, viewer.account), 'write'))
    throw new Refused(403, 'Must have push access to view repository collaborators.');
  const people = [...world.accounts.values()].filter(
    (one) =>
      one.node === 'User' &&
      atLeast(roleOf(repository, one), 'read') &&
      (login == null || one.login.toLowerCase() === login.toLowerCase()) &&
      (query == null || one.login.toLowerCase().includes(query.toLowerCase())),
  );
  const page = connection(people, args, 'collaborators');
  return { ...page, edges: page.edges.map((edge) => ({ ...edge, repository })) };
}

export function repositoryNamed(
  world: World,
  owner: string,
  name: string,
  context: Context,
): Repository {
  const found = world.repositories.get(`${owner}/${name}`);
  if (found && maySee(found, context.viewer)) return found;
  throw failed('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
}

function refOf(repository: Repository, full: string) {
  const sha = repository.git.resolve(full);
  const [, prefix = '', name = ''] = /^(refs\/(?:heads|tags|pull)\/)(.*)$/.exec(full) ?? [];
  return sha === undefined ? null : { repository, name, prefix, sha };
}

/** In the order that GitHub has by default: as they were opened. */
function chosen<T extends Issue | PullRequest>(
  all: readonly T[],
  args: PullsArguments,
): readonly T[] {
  const { states, headRefName, baseRefName, labels, orderBy } = args;
  const state = (one: Issue | PullRequest) =>
    one.node === 'PullRequest' && one.merged ? 'MERGED' : one.state.toUpperCase();
  const kept = all.filter(
    (one) =>
      (states == null || states.includes(state(one))) &&
      (headRefName == null || (one.node === 'PullRequest' && one.head.ref === headRefName)) &&
      (baseRefName == null || (one.node === 'PullRequest' && one.base.ref === baseRefName)) &&
      (labels == null || one.labels.some(({ name }) => labels.includes(name))),
  );
  if (orderBy == null) return kept;
  const key = (one: T) => (orderBy.field === 'UPDATED_AT' ? one.updatedAt : one.createdAt);
  const sorted = kept.toSorted((a, b) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number,
  );
  return orderBy.direction === 'DESC' ? sorted.toReversed() : sorted;
}

function numbered(repository: Repository, number: number, node: 'Issue' | 'PullRequest') {
  const found = repository.issues.get(number);
  return found?.node === node
    ? found
    : missing(node === 'Issue' ? 'an Issue' : 'a PullRequest', number);
}

function missing(what: string, number: number): never {
  throw failed('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`);
}

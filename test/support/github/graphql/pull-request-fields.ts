import { isQueued } from '../merge-queue.ts';
import { isMergeable, tryMerges } from '../pull-requests.ts';
import { fullName, type PullRequest, type Review } from '../world.ts';
import { connection, type PageArguments } from './connection.ts';
import { fields } from './fields.ts';
import { type Commit, commit, type Ref } from './git-fields.ts';
import { conversationFields, present } from './issue-fields.ts';

export const pullRequestFields = {
  PullRequest: new Map([
    ...conversationFields,
    ...fields<PullRequest>(['isDraft'], {
      state: (pull) => (pull.merged ? 'MERGED' : pull.state.toUpperCase()),
      merged: (pull) => pull.merged !== undefined,
      mergedAt: (pull) => pull.merged?.at ?? null,
      mergedBy: (pull) => present(pull.merged?.by),
      mergeCommit: (pull) => pull.merged && commit(pull.repository, pull.merged.sha),
      headRefName: (pull) => pull.head.ref,
      headRefOid: (pull) => pull.head.sha,
      headRef: (pull): Ref | null => ref(pull.head.repository, pull.head.ref),
      headRepository: (pull) => pull.head.repository,
      headRepositoryOwner: (pull) => pull.head.repository.owner,
      baseRefName: (pull) => pull.base.ref,
      baseRefOid: (pull) => pull.base.sha,
      baseRef: (pull): Ref | null => ref(pull.repository, pull.base.ref),
      baseRepository: (pull) => pull.repository,
      isCrossRepository: (pull) => fullName(pull.head.repository) !== fullName(pull.repository),
      // Asking starts the background job; the answer is there the next time.
      mergeable: (pull, _: never, { world }) => {
        const mergeable = isMergeable(pull);
        tryMerges(world, pull.repository, pull);
        return mergeable === null ? 'UNKNOWN' : mergeable ? 'MERGEABLE' : 'CONFLICTING';
      },
      potentialMergeCommit: (pull) =>
        pull.trial?.commit && commit(pull.repository, pull.trial.commit),
      reviews: (pull, args: PageArguments) => connection(pull.reviews, args, 'reviews'),
      isInMergeQueue: isQueued,
      mergeQueueEntry: (pull) => pull.repository.queue.find((one) => one.pull === pull) ?? null,
      changedFiles: (pull) => changed(pull).length,
      commits: (pull, args: PageArguments) =>
        args.last === 1 && args.before == null
          ? newest(pull)
          : connection(commits(pull), args, 'commits'),
    }),
  ]),
  PullRequestReview: fields<Review>(['body', 'createdAt'], {
    id: (one) => one.nodeId,
    databaseId: (one) => one.id,
    author: (one) => present(one.author),
    editor: () => null,
    lastEditedAt: () => null,
    viewerDidAuthor: (one, _: never, { viewer }) => viewer.account === one.author,
  }),
  PullRequestCommit: fields<{ readonly commit: Commit; readonly pullRequest: PullRequest }>(
    ['commit', 'pullRequest'],
    { id: (one) => `PRC_${one.pullRequest.id}_${one.commit.sha}` },
  ),
};

function ref(repository: PullRequest['repository'], name: string): Ref | null {
  const sha = repository.git.resolve(`refs/heads/${name}`);
  return sha === undefined ? null : { repository, name, prefix: 'refs/heads/', sha };
}

/** «Lists a maximum of 250 commits for a pull request»: REST pulls/list-commits; oldest first. */
const MAX_COMMITS = 250;

function commits(pull: PullRequest) {
  const { repository, head, base } = pull;
  const range = `${base.sha}..${head.sha}`;
  const shas = repository.git.read('rev-list', '--reverse', '--topo-order', range).split('\n');
  return shas
    .filter((sha) => sha !== '')
    .slice(-MAX_COMMITS)
    .map((sha) => commitOf(pull, sha));
}

function commitOf(pull: PullRequest, sha: string) {
  return { node: 'PullRequestCommit', pullRequest: pull, commit: commit(pull.repository, sha) };
}

/** What everybody asks for (`last: 1`) needs no walk for a hundred pull requests: the newest commit is the head. */
function newest(pull: PullRequest) {
  const page = () => connection(commits(pull), { last: 1 }, 'commits');
  const node = commitOf(pull, pull.head.sha);
  return {
    nodes: [node],
    get edges() {
      return page().edges;
    },
    get pageInfo() {
      return page().pageInfo;
    },
    get totalCount() {
      return page().totalCount;
    },
  };
}

function changed({ repository, head, base }: PullRequest): readonly string[] {
  const range = `${base.sha}...${head.sha}`;
  return repository.git
    .run('diff', '--name-only', '-z', range)
    .split('\0')
    .filter((path) => path !== '');
}

import { editText } from '../issues.ts';
import { merge } from '../merging.ts';
import { setState } from '../open-and-close.ts';
import { openPull, pulls, retarget, tryMerges } from '../pull-requests.ts';
import { Refused, type Repository } from '../world.ts';
import { type Call, type Handlers, list, ok, pullOf, readable, writable } from './call.ts';
import { MAX_FILES, renderCommit, renderFiles } from './render-git.ts';
import { renderPull, renderPullSimple } from './render-pull.ts';

/** «Lists a maximum of 250 commits for a pull request»: pulls/list-commits. */
const MAX_COMMITS = 250;

export const pullHandlers: Handlers = {
  'pulls/list'(call) {
    const { query } = call;
    const state = query.get('state') ?? 'open';
    const head = query.get('head');
    const base = query.get('base');
    const found = pulls(readable(call, 'pull_requests')).filter(
      (pull) =>
        (state === 'all' || pull.state === state) &&
        (head === null || head === `${pull.head.repository.owner.login}:${pull.head.ref}`) &&
        (base === null || base === pull.base.ref),
    );
    // «direction: default desc when sort is created or not specified, otherwise asc».
    const byUpdate = query.get('sort') === 'updated';
    const sorted = byUpdate
      ? found.toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1))
      : [...found];
    const descending = (query.get('direction') ?? (byUpdate ? 'asc' : 'desc')) === 'desc';
    return list(call, descending ? sorted.toReversed() : sorted, (pull) =>
      renderPullSimple(call.world, pull),
    );
  },
  'pulls/get'(call) {
    readable(call, 'pull_requests');
    const pull = pullOf(call);
    const answer = ok(renderPull(call.world, pull));
    // «GitHub starts a background job … the mergeable attribute is null»: the next request finds the answer.
    tryMerges(call.world, pull.repository, pull);
    return answer;
  },
  'pulls/create'(call) {
    const { repository, by } = writable(call, 'pull_requests', 'read');
    const { title, body, head, base, draft } = call.body as Record<
      'title' | 'body' | 'head' | 'base',
      string
    > & { draft?: boolean };
    const [owner, branch] = head.includes(':') ? head.split(':') : [undefined, head];
    const from = owner === undefined ? repository : forkOf(call, repository, owner);
    const given = { title, body: body ?? '', head: branch ?? '', from, base, draft };
    return ok(renderPull(call.world, openPull(call.world, repository, by, given)), 201);
  },
  'pulls/update'(call) {
    const { by } = writable(
      call,
      'pull_requests',
      pullOf(call).author === call.credential?.account ? 'read' : 'write',
    );
    const pull = pullOf(call);
    const { title, body, state, base } = call.body as {
      title?: string;
      body?: string | null;
      state?: 'open' | 'closed';
      base?: string;
    };
    if (base !== undefined) retarget(call.world, pull, by, base);
    editText(call.world, pull, by, { title, body: body === null ? '' : body });
    if (state) setState(call.world, pull, by, state);
    return ok(renderPull(call.world, pull));
  },
  'pulls/list-files'(call) {
    readable(call, 'pull_requests');
    const { repository, base, head } = pullOf(call);
    const files = renderFiles(call.world, repository, `${base.sha}...${head.sha}`, head.sha);
    return list(call, files.slice(0, MAX_FILES.pull), (file) => file);
  },
  'pulls/list-commits'(call) {
    readable(call, 'pull_requests');
    const { repository, base, head } = pullOf(call);
    const said = repository.git
      .run('rev-list', '--reverse', `${base.sha}..${head.sha}`)
      .split('\n');
    const shas = said.filter((sha) => sha !== '').slice(0, MAX_COMMITS);
    return list(call, shas, (sha) => renderCommit(call.world, repository, sha));
  },
  // Nobody reviews here: reviews are no evidence of any gate. Clients that look at them find none.
  'pulls/list-reviews': (call) => list(call, noReviews(call), (one) => one),
  'pulls/list-review-comments': (call) => list(call, noReviews(call), (one) => one),
  'pulls/list-requested-reviewers'(call) {
    noReviews(call);
    return ok({ users: [], teams: [] });
  },
  'pulls/check-if-merged'(call) {
    readable(call, 'contents');
    if (pullOf(call).merged === undefined) throw new Refused(404, 'Not Found');
    return { status: 204 };
  },
  'pulls/merge'(call) {
    const { by } = writable(call, 'contents', 'write');
    const {
      sha,
      merge_method: method = 'merge',
      commit_title: title,
    } = call.body as {
      sha?: string;
      merge_method?: 'merge' | 'squash' | 'rebase';
      commit_title?: string;
    };
    const merged = merge(call.world, pullOf(call), by, { method, sha, title });
    return ok({ sha: merged, merged: true, message: 'Pull Request successfully merged' });
  },
};

/** @throws Refused 404 for what is no pull request that may be seen, 403 without the permission. */
function noReviews(call: Call): readonly never[] {
  readable(call, 'pull_requests');
  pullOf(call);
  return [];
}

function forkOf(call: Call, repository: Repository, owner: string): Repository {
  const found = [...call.world.repositories.values()].find(
    (one) => one.owner.login === owner && (one === repository || one.forkOf === repository),
  );
  if (found === undefined)
    throw new Refused(422, 'Validation Failed', [
      { resource: 'PullRequest', field: 'head', code: 'invalid' },
    ]);
  return found;
}

import { isMergeable, pulls } from '../pull-requests.ts';
import type { PullRequest, Repository, World } from '../world.ts';
import { renderAccount } from './render-account.ts';
import { renderConversation, renderIssue } from './render-issue.ts';
import { renderRepository, repositoryUrl } from './render-repository.ts';

/** Schema `pull-request-simple`: what lists give. */
export function renderPullSimple(world: World, pull: PullRequest) {
  const base = repositoryUrl(world, pull.repository);
  const url = `${base}/pulls/${pull.number}`;
  const issue = renderIssue(world, pull);
  const statuses = `${base}/statuses/${pull.head.sha}`;
  const urls = {
    html: issue.html_url,
    issue: issue.url,
    commits: `${url}/commits`,
    comments: `${issue.url}/comments`,
    statuses,
    review_comments: `${url}/comments`,
    review_comment: `${base}/pulls/comments{/number}`,
  };
  const links = Object.entries({ self: url, ...urls }).map(([name, href]) => [name, { href }]);
  return {
    ...renderConversation(world, pull),
    url,
    html_url: urls.html,
    diff_url: `${urls.html}.diff`,
    patch_url: `${urls.html}.patch`,
    issue_url: urls.issue,
    commits_url: urls.commits,
    review_comments_url: urls.review_comments,
    review_comment_url: urls.review_comment,
    statuses_url: statuses,
    draft: pull.isDraft,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? pull.trial?.commit ?? null,
    requested_reviewers: [],
    requested_teams: [],
    head: end(world, pull.head.repository, pull.head),
    base: end(world, pull.repository, pull.base),
    _links: Object.fromEntries(links),
    auto_merge: null,
  };
}

function end(
  world: World,
  repository: Repository,
  { ref, sha }: { readonly ref: string; readonly sha: string },
) {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: renderAccount(world, repository.owner),
    repo: renderRepository(world, repository),
  };
}

/** Schema `pull-request`: what one alone, and a webhook, gives. */
export function renderPull(world: World, pull: PullRequest) {
  const mergeable = isMergeable(pull);
  const { additions, deletions, files } = sizes(pull);
  return {
    ...renderPullSimple(world, pull),
    merged: pull.merged !== undefined,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    merged_by: pull.merged ? renderAccount(world, pull.merged.by) : null,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: Number(
      pull.repository.git.read('rev-list', '--count', `${pull.base.sha}..${pull.head.sha}`),
    ),
    additions,
    deletions,
    changed_files: files,
  };
}

function sizes({ repository, base, head }: PullRequest) {
  const said = repository.git.read('diff', '--shortstat', `${base.sha}...${head.sha}`);
  const number = (what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(said)?.[1] ?? 0);
  return { files: number('file'), additions: number('insertion'), deletions: number('deletion') };
}

/** Schema `pull-request-minimal`: the open pull requests of a commit; GitHub finds those of the same repository only. */
export function pullsOf(world: World, repository: Repository, sha: string) {
  const repo = (of: Repository) => ({ id: of.id, url: repositoryUrl(world, of), name: of.name });
  return pulls(repository)
    .filter(
      (pull) =>
        pull.state === 'open' && pull.head.sha === sha && pull.head.repository === repository,
    )
    .map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${repositoryUrl(world, repository)}/pulls/${pull.number}`,
      head: { ref: pull.head.ref, sha, repo: repo(repository) },
      base: { ref: pull.base.ref, sha: pull.base.sha, repo: repo(repository) },
    }));
}

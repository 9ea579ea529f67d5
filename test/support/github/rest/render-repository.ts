import { fullName, type Repository, type World } from '../world.ts';
import { renderAccount } from './render-account.ts';

/** What follows the repository's URL in each `*_url`; `{…}` is a URI template, as GitHub writes it. */
const PARTS: Readonly<Record<string, string>> = {
  archive: '{archive_format}{/ref}',
  assignees: 'assignees{/user}',
  blobs: 'git/blobs{/sha}',
  branches: 'branches{/branch}',
  collaborators: 'collaborators{/collaborator}',
  comments: 'comments{/number}',
  commits: 'commits{/sha}',
  compare: 'compare/{base}...{head}',
  contents: 'contents/{+path}',
  contributors: 'contributors',
  deployments: 'deployments',
  downloads: 'downloads',
  events: 'events',
  forks: 'forks',
  git_commits: 'git/commits{/sha}',
  git_refs: 'git/refs{/sha}',
  git_tags: 'git/tags{/sha}',
  hooks: 'hooks',
  issue_comment: 'issues/comments{/number}',
  issue_events: 'issues/events{/number}',
  issues: 'issues{/number}',
  keys: 'keys{/key_id}',
  labels: 'labels{/name}',
  languages: 'languages',
  merges: 'merges',
  milestones: 'milestones{/number}',
  notifications: 'notifications{?since,all,participating}',
  pulls: 'pulls{/number}',
  releases: 'releases{/id}',
  stargazers: 'stargazers',
  statuses: 'statuses/{sha}',
  subscribers: 'subscribers',
  subscription: 'subscription',
  tags: 'tags',
  teams: 'teams',
  trees: 'git/trees{/sha}',
};

export function repositoryUrl({ url }: World, repository: Repository): string {
  return `${url}/repos/${fullName(repository)}`;
}

/** What the schemas `repository` (in pull requests) and `minimal-repository` (in runs and suites) ask for, and both know. */
export function renderRepository(world: World, repository: Repository) {
  const base = repositoryUrl(world, repository);
  const html = `${world.url}/${fullName(repository)}`;
  const open = [...repository.issues.values()].filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
    visibility: repository.isPrivate ? 'private' : 'public',
    owner: renderAccount(world, repository.owner),
    html_url: html,
    description: null,
    fork: repository.forkOf !== undefined,
    url: base,
    ...Object.fromEntries(
      Object.entries(PARTS).map(([name, part]) => [`${name}_url`, `${base}/${part}`]),
    ),
    git_url: `${html.replace(/^http/, 'git')}.git`,
    ssh_url: `git@127.0.0.1:${fullName(repository)}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks_count: 0,
    forks: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    size: 0,
    default_branch: repository.defaultBranch,
    open_issues_count: open,
    open_issues: open,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    web_commit_signoff_required: false,
    allow_forking: true,
    pushed_at: repository.createdAt,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
  };
}

/** Schema `full-repository`: what stands alone. */
export function renderFullRepository(world: World, repository: Repository) {
  return {
    ...renderRepository(world, repository),
    network_count: 0,
    subscribers_count: 0,
    custom_properties: {},
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
  };
}

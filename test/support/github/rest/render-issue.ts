import { atLeast } from '../accounts.ts';
import { roleOf } from '../permissions.ts';
import type {
  Comment,
  Issue,
  Label,
  LabelEvent,
  PullRequest,
  Repository,
  World,
} from '../world.ts';
import { renderAccount, renderApp } from './render-account.ts';
import { repositoryUrl } from './render-repository.ts';

export function renderLabel(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

/** What the repository is to somebody. Never an authority: it is said from outside, and a renamed login keeps it. */
export function association(
  repository: Repository,
  on: { readonly author: Issue['author'] },
): string {
  if (repository.owner === on.author) return 'OWNER';
  return atLeast(roleOf(repository, on.author), 'triage') ? 'COLLABORATOR' : 'NONE';
}

/** What `issue` and `pull-request` have in common. */
export function renderConversation(world: World, on: Issue | PullRequest) {
  const issue = `${repositoryUrl(world, on.repository)}/issues/${on.number}`;
  return {
    id: on.id,
    node_id: on.nodeId,
    number: on.number,
    title: on.title,
    body: on.body === '' ? null : on.body,
    state: on.state,
    locked: false,
    active_lock_reason: null,
    user: renderAccount(world, on.author),
    labels: on.labels.map((label) => renderLabel(world, on.repository, label)),
    assignee: null,
    assignees: [],
    milestone: null,
    comments_url: `${issue}/comments`,
    created_at: on.createdAt,
    updated_at: on.updatedAt,
    closed_at: on.closedAt ?? null,
    author_association: association(on.repository, on),
  };
}

/** Schema `issue`; a pull request is one too, with the link that says so. */
export function renderIssue(world: World, on: Issue | PullRequest) {
  const base = repositoryUrl(world, on.repository);
  const url = `${base}/issues/${on.number}`;
  const html = `${world.url}/${on.repository.owner.login}/${on.repository.name}`;
  return {
    ...renderConversation(world, on),
    url,
    repository_url: base,
    labels_url: `${url}/labels{/name}`,
    events_url: `${url}/events`,
    html_url: `${html}/${on.node === 'Issue' ? 'issues' : 'pull'}/${on.number}`,
    comments: on.comments.length,
    state_reason: on.state === 'closed' ? 'completed' : null,
    performed_via_github_app: null,
    timeline_url: `${url}/timeline`,
    reactions: reactions(url),
    ...(on.node === 'PullRequest'
      ? {
          draft: on.isDraft,
          pull_request: {
            url: `${base}/pulls/${on.number}`,
            html_url: `${html}/pull/${on.number}`,
            diff_url: `${html}/pull/${on.number}.diff`,
            patch_url: `${html}/pull/${on.number}.patch`,
            merged_at: on.merged?.at ?? null,
          },
        }
      : {}),
  };
}

function reactions(url: string) {
  const none = { '+1': 0, '-1': 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return { url: `${url}/reactions`, total_count: 0, ...none };
}

/** Schema `issue-comment`. */
export function renderComment(world: World, comment: Comment) {
  const { on } = comment;
  const base = repositoryUrl(world, on.repository);
  const url = `${base}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${renderIssue(world, on).html_url}#issuecomment-${comment.id}`,
    issue_url: `${base}/issues/${on.number}`,
    user: renderAccount(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(on.repository, comment),
    performed_via_github_app: comment.app ? renderApp(world, comment.app) : null,
    reactions: reactions(url),
  };
}

/** Schemas `labeled-issue-event` and `unlabeled-issue-event`. */
export function renderLabelEvent(world: World, event: LabelEvent) {
  return {
    id: event.id,
    node_id: event.nodeId,
    url: `${repositoryUrl(world, event.on.repository)}/issues/events/${event.id}`,
    actor: renderAccount(world, event.actor),
    event: event.node === 'LabeledEvent' ? 'labeled' : 'unlabeled',
    commit_id: null,
    commit_url: null,
    created_at: event.createdAt,
    label: { name: event.label.name, color: event.label.color },
    performed_via_github_app: null,
  };
}

import { type Actor, happen, subject } from './happenings.ts';
import {
  type Comment,
  enrol,
  type Issue,
  identity,
  type Label,
  type LabelEvent,
  type PullRequest,
  Refused,
  type Repository,
  type World,
} from './world.ts';

/** «body is too long (maximum is 65536 characters)», status 422: as the API answers for issues, pull requests and comments. */
export const MAX_BODY_CHARACTERS = 65_536;

export interface NewIssue {
  readonly title: string;
  readonly body?: string;
  readonly labels?: readonly string[];
}

export function openIssue(world: World, repository: Repository, by: Actor, given: NewIssue): Issue {
  const issue: Issue = {
    ...conversation(world, repository, by, given, 'I'),
    node: 'Issue',
  };
  repository.issues.set(issue.number, enrol(world, issue));
  happen(world, { event: 'issues', action: 'opened', repository, by, issue });
  addLabels(world, issue, by, given.labels ?? []);
  return issue;
}

/** What issues and pull requests begin with. They share one row of numbers. */
export function conversation(
  world: World,
  repository: Repository,
  by: Actor,
  given: NewIssue,
  prefix: string,
) {
  const at = world.clock.iso();
  return {
    ...identity(world, prefix),
    repository,
    number: repository.issues.size + 1,
    author: by.account,
    title: given.title,
    body: bounded(given.body ?? ''),
    state: 'open' as const,
    createdAt: at,
    updatedAt: at,
    closedAt: undefined,
    lastEditedAt: undefined,
    editor: undefined,
    labels: [],
    comments: [],
    timeline: [],
  };
}

/** Changes title or body; an edit that changes nothing is no event. */
export function editText(
  world: World,
  on: Issue | PullRequest,
  by: Actor,
  to: { readonly title?: string | undefined; readonly body?: string | undefined },
): void {
  const changes: Record<string, unknown> = {};
  if (to.title !== undefined && to.title !== on.title) {
    changes['title'] = { from: on.title };
    on.title = to.title;
  }
  if (to.body !== undefined && to.body !== on.body) {
    changes['body'] = { from: on.body };
    on.body = bounded(to.body);
    on.lastEditedAt = world.clock.iso();
    on.editor = by.account;
  }
  if (Object.keys(changes).length === 0) return;
  on.updatedAt = world.clock.iso();
  const event = on.node === 'Issue' ? 'issues' : 'pull_request';
  happen(world, {
    event,
    action: 'edited',
    repository: on.repository,
    by,
    changes,
    ...subject(on),
  });
}

export function comment(world: World, on: Issue | PullRequest, by: Actor, body: string): Comment {
  const at = world.clock.iso();
  const made: Comment = enrol(world, {
    node: 'IssueComment',
    ...identity(world, 'IC'),
    on,
    author: by.account,
    app: by.app,
    body: bounded(body),
    createdAt: at,
    updatedAt: at,
    lastEditedAt: undefined,
    editor: undefined,
  });
  on.comments.push(made);
  on.updatedAt = at;
  const told = { event: 'issue_comment', repository: on.repository, by, comment: made };
  happen(world, { ...told, action: 'created', ...subject(on) });
  return made;
}

export function editComment(world: World, edited: Comment, by: Actor, body: string): void {
  const changes = { body: { from: edited.body } };
  edited.body = bounded(body);
  edited.updatedAt = world.clock.iso();
  edited.lastEditedAt = edited.updatedAt;
  edited.editor = by.account;
  const { on } = edited;
  const told = { event: 'issue_comment', repository: on.repository, by, comment: edited, changes };
  happen(world, { ...told, action: 'edited', ...subject(on) });
}

export function deleteComment(world: World, gone: Comment, by: Actor): void {
  const { on } = gone;
  on.comments.splice(on.comments.indexOf(gone), 1);
  world.nodes.delete(gone.nodeId);
  const told = { event: 'issue_comment', repository: on.repository, by, comment: gone };
  happen(world, { ...told, action: 'deleted', ...subject(on) });
}

/** The label of that name; GitHub makes it when it is not there. Names differ by more than case. */
export function labelNamed(world: World, repository: Repository, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known) return known;
  const made: Label = {
    node: 'Label',
    ...identity(world, 'LA'),
    name,
    color: 'ededed',
    description: null,
  };
  repository.labels.set(name.toLowerCase(), made);
  return enrol(world, made);
}

export function addLabels(
  world: World,
  on: Issue | PullRequest,
  by: Actor,
  names: readonly string[],
): void {
  for (const name of names) {
    const label = labelNamed(world, on.repository, name);
    if (on.labels.includes(label)) continue;
    on.labels.push(label);
    labelMoved(world, on, by, label, 'LabeledEvent');
  }
}

export function removeLabels(
  world: World,
  on: Issue | PullRequest,
  by: Actor,
  names: readonly string[],
): void {
  for (const name of names) {
    const label = on.labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (label === undefined) throw new Refused(404, 'Label does not exist');
    on.labels.splice(on.labels.indexOf(label), 1);
    labelMoved(world, on, by, label, 'UnlabeledEvent');
  }
}

function labelMoved(
  world: World,
  on: Issue | PullRequest,
  by: Actor,
  label: Label,
  node: LabelEvent['node'],
): void {
  const at = world.clock.iso();
  const moved = { node, ...identity(world, 'LE'), on, actor: by.account, label, createdAt: at };
  on.timeline.push(enrol(world, moved));
  on.updatedAt = at;
  const event = on.node === 'Issue' ? 'issues' : 'pull_request';
  const action = node === 'LabeledEvent' ? 'labeled' : 'unlabeled';
  happen(world, { event, action, repository: on.repository, by, label, ...subject(on) });
}

function bounded(body: string): string {
  if ([...body].length > MAX_BODY_CHARACTERS)
    throw new Refused(422, 'Validation Failed', [
      {
        resource: 'Issue',
        code: 'custom',
        field: 'body',
        message: `body is too long (maximum is ${MAX_BODY_CHARACTERS} characters)`,
      },
    ]);
  return body;
}

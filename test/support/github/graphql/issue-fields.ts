import type { Account } from '../accounts.ts';
import type { Comment, Issue, Label, LabelEvent, PullRequest } from '../world.ts';
import { connection, type PageArguments } from './connection.ts';
import { fields } from './fields.ts';

interface TimelineArguments extends PageArguments {
  readonly itemTypes?: readonly string[] | null;
}

/** `LABELED_EVENT` of the enums IssueTimelineItemsItemType and PullRequestTimelineItemsItemType is the type LabeledEvent. */
const ITEM_TYPES: Readonly<Record<string, LabelEvent['node']>> = {
  LABELED_EVENT: 'LabeledEvent',
  UNLABELED_EVENT: 'UnlabeledEvent',
};

/** What issues and pull requests answer alike. */
export const conversationFields = fields<Issue | PullRequest>(
  ['number', 'title', 'body', 'createdAt', 'updatedAt', 'closedAt', 'lastEditedAt', 'repository'],
  {
    id: (on) => on.nodeId,
    author: (on) => present(on.author),
    editor: (on) => present(on.editor),
    databaseId: (on) => on.id,
    fullDatabaseId: (on) => String(on.id),
    bodyText: (on) => on.body,
    closed: (on) => on.state === 'closed',
    url: (on, _: never, { world }) => `${world.url}${path(on)}`,
    resourcePath: path,
    viewerDidAuthor: (on, _: never, { viewer }) => viewer.account === on.author,
    labels: (on, args: PageArguments) => connection(on.labels, args, 'labels'),
    comments: (on, args: PageArguments) => connection(on.comments, args, 'comments'),
    timelineItems: (on, { itemTypes, ...args }: TimelineArguments) => {
      const wanted = itemTypes?.map((type) => ITEM_TYPES[type]);
      const items = on.timeline.filter(({ node }) => wanted === undefined || wanted.includes(node));
      return connection(items, args, 'timelineItems');
    },
  },
);

/** A deleted account is null in GraphQL. */
export function present(account: Account | undefined): Account | null {
  return account === undefined || account.isDeleted ? null : account;
}

export function path(on: Issue | PullRequest): string {
  const { repository } = on;
  const kind = on.node === 'Issue' ? 'issues' : 'pull';
  return `/${repository.owner.login}/${repository.name}/${kind}/${on.number}`;
}

const labelEvent = fields<LabelEvent>(['label', 'createdAt'], {
  actor: (event) => present(event.actor),
  id: (event) => event.nodeId,
  labelable: (event) => event.on,
});

export const issueFields = {
  Issue: new Map([
    ...conversationFields,
    ...fields<Issue>([], { state: (on) => on.state.toUpperCase() }),
  ]),
  IssueComment: fields<Comment>(['body', 'createdAt', 'updatedAt', 'lastEditedAt'], {
    id: (comment) => comment.nodeId,
    author: (comment) => present(comment.author),
    editor: (comment) => present(comment.editor),
    databaseId: (comment) => comment.id,
    fullDatabaseId: (comment) => String(comment.id),
    bodyText: (comment) => comment.body,
    viewerDidAuthor: (comment, _: never, { viewer }) => viewer.account === comment.author,
    viewerCanUpdate: (comment, _: never, { viewer }) => viewer.account === comment.author,
    issue: (comment) => (comment.on.node === 'Issue' ? comment.on : null),
    pullRequest: (comment) => (comment.on.node === 'PullRequest' ? comment.on : null),
    url: (comment, _: never, { world }) =>
      `${world.url}${path(comment.on)}#issuecomment-${comment.id}`,
    isMinimized: () => false,
  }),
  Label: fields<Label>(['name', 'color', 'description'], { id: (label) => label.nodeId }),
  LabeledEvent: labelEvent,
  UnlabeledEvent: labelEvent,
};

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
  [
    'number',
    'title',
    'body',
    'author',
    'createdAt',
    'updatedAt',
    'closedAt',
    'lastEditedAt',
    'editor',
    'repository',
  ],
  {
    id: (on) => on.nodeId,
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

export function path(on: Issue | PullRequest): string {
  const { repository } = on;
  const kind = on.node === 'Issue' ? 'issues' : 'pull';
  return `/${repository.owner.login}/${repository.name}/${kind}/${on.number}`;
}

const labelEvent = fields<LabelEvent>(['actor', 'label', 'createdAt'], {
  id: (event) => event.nodeId,
  labelable: (event) => event.on,
});

export const issueFields = {
  Issue: new Map([
    ...conversationFields,
    ...fields<Issue>([], { state: (on) => on.state.toUpperCase() }),
  ]),
  IssueComment: fields<Comment>(
    ['author', 'body', 'createdAt', 'updatedAt', 'lastEditedAt', 'editor'],
    {
      id: (comment) => comment.nodeId,
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
    },
  ),
  Label: fields<Label>(['name', 'color', 'description'], { id: (label) => label.nodeId }),
  LabeledEvent: labelEvent,
  UnlabeledEvent: labelEvent,
};

import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import type { ScopeLock } from '../../model/scope-lock.ts';
import { NEEDS_PLANNER, stateLabel, TASK_STATES } from '../../model/task-labels.ts';
import { readCarried } from '../../report/carried-block.ts';
import { ACTOR, Actor } from './actor.ts';
import { Comments, comments, type OwnComment, ownComments } from './comments.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { outputId } from './pull-request-outputs.ts';

/** An issue that holds a task spec, as GitHub shows it at one moment. */
export interface TaskIssue {
  readonly nodeId: string;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly body: string;
  /** Who wrote the body as it is now: the last editor, else the author. */
  readonly writer: Actor;
  readonly labels: readonly string[];
  /** Who set which label, oldest first. */
  readonly labelled: readonly { readonly label: string; readonly by: Actor }[];
  /** Ours, oldest first; more than one only while a scope is claimed. */
  readonly own: readonly OwnComment[];
  /** The one that counts: it carries the lock of the scope, or else it is the oldest. */
  readonly comment: OwnComment | undefined;
}

const Issue = z.object({
  id: z.string(),
  number: z.number(),
  state: z.enum(['OPEN', 'CLOSED']),
  body: z.string(),
  author: Actor,
  lastEditedAt: z.string().nullable(),
  editor: Actor,
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
  comments: Comments,
  timelineItems: z.object({
    nodes: z.array(z.object({ actor: Actor, label: z.object({ name: z.string() }) })),
  }),
});

const FIELDS = `fragment Task on Issue {
  id number state body
  author ${ACTOR}
  lastEditedAt
  editor ${ACTOR}
  labels(first: 30) { nodes { name } }
  ${comments(30)}
  timelineItems(last: 20, itemTypes: [LABELED_EVENT]) { nodes { ... on LabeledEvent { actor ${ACTOR} label { name } } } }
}`;

const Page = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(Issue),
});
const Labelled = z.object({ repository: z.record(z.string(), Page) });

/** Every label of a task that is not over, each asked for by itself: what a list of labels means is not documented. */
const LABELS = [
  ...TASK_STATES.filter((state) => state !== 'done').map(stateLabel),
  NEEDS_PLANNER,
] as const;

export const LABELLED_ISSUES: Operation<z.infer<typeof Labelled>> = {
  name: 'TaskIssues',
  answer: Labelled,
  text: `query TaskIssues($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${LABELS.map((label, at) => `l${at}: issues(labels: ["${label}"], states: OPEN, first: 100, orderBy: {field: CREATED_AT, direction: ASC}) { pageInfo { hasNextPage } nodes { ...Task } }`).join('\n    ')}
  }
}
${FIELDS}`,
};

/**
 * The open issues that carry a label of a task, by number. One request.
 * @throws GateError 'access' when more than 100 carry one label: never a part of them.
 */
export async function labelledIssues(
  github: GitHub,
  marker: string,
): Promise<ReadonlyMap<number, TaskIssue>> {
  const { repository } = await ask(github, LABELLED_ISSUES, {});
  const found = new Map<number, TaskIssue>();
  for (const [at, label] of LABELS.entries()) {
    const page = repository[`l${at}`];
    if (page?.pageInfo.hasNextPage)
      throw new GateError('access', `More than 100 open issues carry the label ${label}`, {
        remedy: 'Close those that are over, or take the label off.',
      });
    for (const node of page?.nodes ?? []) found.set(node.number, issueOf(node, marker));
  }
  return found;
}

const Numbered = z.object({ repository: z.record(z.string(), Issue.nullable()) });

export function numberedIssuesQuery(
  numbers: readonly number[],
): Operation<z.infer<typeof Numbered>> {
  return {
    name: 'NumberedIssues',
    answer: Numbered,
    text: `query NumberedIssues($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${numbers.map((number) => `i${number}: issue(number: ${number}) { ...Task }`).join('\n    ')}
  }
}
${FIELDS}`,
  };
}

/** Issues by number, in any state; one that is not there is absent. One request per 100. */
export async function numberedIssues(
  github: GitHub,
  numbers: readonly number[],
  marker: string,
): Promise<ReadonlyMap<number, TaskIssue>> {
  const found = await inBatches(numbers, async (batch) => {
    const { repository } = await ask(github, numberedIssuesQuery(batch), {});
    return Object.values(repository).flatMap((node) =>
      node === null ? [] : [issueOf(node, marker)],
    );
  });
  return new Map(found.map((issue) => [issue.number, issue]));
}

function issueOf(node: z.infer<typeof Issue>, marker: string): TaskIssue {
  const own = ownComments(node.comments, marker);
  return {
    nodeId: node.id,
    number: node.number,
    state: node.state === 'OPEN' ? 'open' : 'closed',
    body: node.body,
    // An editor whose account is deleted is nobody, and not the author (threat G11).
    writer: node.lastEditedAt === null ? node.author : node.editor,
    labels: (node.labels?.nodes ?? []).map(({ name }) => name),
    labelled: node.timelineItems.nodes.map(({ actor, label }) => ({
      label: label.name,
      by: actor,
    })),
    own,
    comment: own.find(({ body }) => lockIn(body, outputId(node.number)) !== undefined) ?? own[0],
  };
}

/** The lock that a comment on an issue carries. */
export function lockIn(body: string, of: string): ScopeLock | undefined {
  const read = readCarried(body, of);
  return read.ok ? read.value.lock : undefined;
}

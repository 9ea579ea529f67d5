import { z } from 'zod';
import type { ScopeLock } from '../../model/scope-lock.ts';
import { OF_PULL_REQUESTS, OPEN_TASK_LABELS, stateLabel } from '../../model/task-labels.ts';
import { readCarried } from '../../report/carried-block.ts';
import { ACTOR, Actor } from './actor.ts';
import { type Comment, Comments, comments, type OwnComment, ownComments } from './comments.ts';
import { commentsUntil, type Sought } from './comments-of-issue.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { outputId } from './pull-request-outputs.ts';
import { type FirstTaskIssues, taskIssueNumbers } from './task-issue-numbers.ts';

/** An issue that holds a task spec, as GitHub shows it at one moment. */
export interface TaskIssue {
  readonly nodeId: string;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly body: string;
  /** Who wrote the body as it is now: the last editor, else the author. */
  readonly writer: Actor;
  readonly labels: readonly string[];
  /** Node ids of its labels, and of those that it may be given, as far as the repository has them. */
  readonly labelIds: ReadonlyMap<string, string>;
  /** Who set which label, oldest first. */
  readonly labelled: readonly { readonly label: string; readonly by: Actor }[];
  /** Ours, oldest first; more than one only while a scope is claimed. */
  readonly own: readonly OwnComment[];
  /** The one that counts: it carries the lock of the scope, or else it is the oldest. */
  readonly comment: OwnComment | undefined;
}

const LabelId = z.object({ id: z.string(), name: z.string() });

const Issue = z.object({
  id: z.string(),
  number: z.number(),
  state: z.enum(['OPEN', 'CLOSED']),
  body: z.string(),
  author: Actor,
  lastEditedAt: z.string().nullable(),
  editor: Actor,
  labels: z.object({ nodes: z.array(LabelId) }).nullable(),
  repository: z.record(z.string(), LabelId.nullable()),
  comments: Comments,
  timelineItems: z.object({
    nodes: z.array(z.object({ actor: Actor, label: z.object({ name: z.string() }) })),
  }),
});

/** States whose labels are given to an issue by what happened, not by a planner's word. */
const GIVEN = ['queued', ...OF_PULL_REQUESTS] as const;

/** Labels that were set are asked for as far back as a page goes: a pull request sets many after the planner's one. */
const FIELDS = `fragment Task on Issue {
  id number state body
  author ${ACTOR}
  lastEditedAt
  editor ${ACTOR}
  labels(first: 30) { nodes { id name } }
  repository { ${GIVEN.map((state) => `${state}: label(name: "${stateLabel(state)}") { id name }`).join(' ')} }
  ${comments(30)}
  timelineItems(last: 100, itemTypes: [LABELED_EVENT]) { nodes { ... on LabeledEvent { actor ${ACTOR} label { name } } } }
}`;

/**
 * The open issues of tasks that are not over, by number: those that carry a label of a task, and those whose lock no label
 * shows. Two requests; one where the first page of their numbers is known.
 * @throws GateError 'access' when more than 1,000 carry one label: never a part of them.
 */
export async function taskIssues(
  github: GitHub,
  marker: string,
  sought: Sought = 'ours',
  known?: FirstTaskIssues,
): Promise<ReadonlyMap<number, TaskIssue>> {
  const numbers = await taskIssueNumbers(github, known);
  const found = await numberedIssues(github, numbers, marker, sought);
  return new Map(
    [...found].filter(
      ([, issue]) => issue.state === 'open' && (isLabelled(issue) || isHidden(issue)),
    ),
  );
}

/** Open, with the lock of a scope in our comment, whoever edited that, and no label by which it would be found (threat A12). */
export function isHidden(issue: TaskIssue): boolean {
  const { state, number, comment } = issue;
  if (state !== 'open' || isLabelled(issue)) return false;
  return comment !== undefined && lockIn(comment.body, outputId(number)) !== undefined;
}

function isLabelled({ labels }: TaskIssue): boolean {
  return labels.some((name) => OPEN_TASK_LABELS.includes(name.toLowerCase()));
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
  sought: Sought = 'ours',
): Promise<ReadonlyMap<number, TaskIssue>> {
  const found = await inBatches(numbers, async (batch, tries) => {
    const { repository } = await ask(github, numberedIssuesQuery(batch), {}, tries);
    const nodes = Object.values(repository).flatMap((node) => node ?? []);
    return Promise.all(
      nodes.map(async (node) => issueOf(node, await ownOf(github, node, marker, sought))),
    );
  });
  return new Map(found.map((issue) => [issue.number, issue]));
}

/** Others may have said much before us, and a claim is always the newest comment. */
async function ownOf(
  github: GitHub,
  { id, number, comments: first }: z.infer<typeof Issue>,
  marker: string,
  sought: Sought,
): Promise<readonly OwnComment[]> {
  const isFound = (nodes: readonly Comment[]): boolean =>
    ownComments({ nodes }, marker).some(
      ({ state, body }) =>
        state === 'ours' && (sought === 'ours' || lockIn(body, outputId(number)) !== undefined),
    );
  const nodes = await commentsUntil(github, { id, number, first }, sought, isFound);
  return ownComments({ nodes }, marker);
}

function issueOf(node: z.infer<typeof Issue>, own: readonly OwnComment[]): TaskIssue {
  const labels = node.labels?.nodes ?? [];
  const there = [...labels, ...Object.values(node.repository).flatMap((label) => label ?? [])];
  return {
    nodeId: node.id,
    number: node.number,
    state: node.state === 'OPEN' ? 'open' : 'closed',
    body: node.body,
    // An editor whose account is deleted is nobody, and not the author (threat G11).
    writer: node.lastEditedAt === null ? node.author : node.editor,
    labels: labels.map(({ name }) => name),
    labelIds: new Map(there.map(({ id, name }) => [name, id])),
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

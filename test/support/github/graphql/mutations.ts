import {
  type Annotation,
  type CheckChange,
  type CheckRun,
  type CheckStatus,
  type Conclusion,
  createCheck,
  updateCheck,
} from '../checks.ts';
import { addLabels, comment, deleteComment, editComment, removeLabels } from '../issues.ts';
import { enqueue } from '../merge-queue.ts';
import { demand } from '../permissions.ts';
import type { Comment, Issue, Label, Noun, PullRequest, Repository } from '../world.ts';
import { failed } from './connection.ts';
import { type Context, fields } from './fields.ts';

/** Every `*Input` has its arguments under `input`; every payload gives `clientMutationId` back. */
type Input<T> = { readonly input: T & { readonly clientMutationId?: string | null } };

interface CheckInput {
  readonly repositoryId: string;
  readonly checkRunId: string;
  readonly headSha: string;
  readonly name: string;
  readonly externalId?: string;
  readonly detailsUrl?: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly output?: {
    readonly title: string;
    readonly summary: string;
    readonly text?: string;
    readonly annotations?: readonly AnnotationInput[];
  };
}

interface AnnotationInput {
  readonly path: string;
  readonly location: {
    readonly startLine: number;
    readonly endLine: number;
    readonly startColumn?: number;
    readonly endColumn?: number;
  };
  readonly annotationLevel: string;
  readonly message: string;
  readonly title?: string;
  readonly rawDetails?: string;
}

export const mutationFields = fields<unknown>([], {
  createCheckRun(_, { input }: Input<CheckInput>, context) {
    const repository = noun<Repository>(context, input.repositoryId, 'Repository');
    demand(context.viewer, repository, 'checks', 'write', 'admin');
    const given = { ...change(input), name: input.name };
    const checkRun = createCheck(context.world, repository, context.viewer, input.headSha, given);
    return { ...input, checkRun };
  },
  updateCheckRun(_, { input }: Input<CheckInput>, context) {
    const checkRun = noun<CheckRun>(context, input.checkRunId, 'CheckRun');
    demand(context.viewer, checkRun.suite.repository, 'checks', 'write', 'admin');
    updateCheck(context.world, checkRun, context.viewer, change(input));
    return { ...input, checkRun };
  },
  addComment(_, { input }: Input<{ subjectId: string; body: string }>, context) {
    const on = conversation(context, input.subjectId);
    allow(context, on, 'read');
    const made = comment(context.world, on, context.viewer, input.body);
    return { ...input, subject: on, commentEdge: { node: made, cursor: made.nodeId } };
  },
  updateIssueComment(_, { input }: Input<{ id: string; body: string }>, context) {
    const edited = noun<Comment>(context, input.id, 'IssueComment');
    const isOwn = edited.author === context.viewer.account;
    allow(context, edited.on, isOwn ? 'read' : 'write');
    editComment(context.world, edited, context.viewer, input.body);
    return { ...input, issueComment: edited };
  },
  deleteIssueComment(_, { input }: Input<{ id: string }>, context) {
    const gone = noun<Comment>(context, input.id, 'IssueComment');
    const isOwn = gone.author === context.viewer.account;
    allow(context, gone.on, isOwn ? 'read' : 'write');
    deleteComment(context.world, gone, context.viewer);
    return input;
  },
  enqueuePullRequest(_, { input }: Input<{ pullRequestId: string }>, context) {
    const pull = noun<PullRequest>(context, input.pullRequestId, 'PullRequest');
    demand(context.viewer, pull.repository, 'contents', 'write', 'write');
    enqueue(context.world, pull, context.viewer);
    return { ...input, mergeQueueEntry: pull.repository.queue.find((one) => one.pull === pull) };
  },
  addLabelsToLabelable(_, { input }: Input<LabelsInput>, context) {
    const on = conversation(context, input.labelableId);
    allow(context, on, 'triage');
    addLabels(context.world, on, context.viewer, named(context, input.labelIds));
    return { ...input, labelable: on };
  },
  removeLabelsFromLabelable(_, { input }: Input<LabelsInput>, context) {
    const on = conversation(context, input.labelableId);
    allow(context, on, 'triage');
    removeLabels(context.world, on, context.viewer, named(context, input.labelIds));
    return { ...input, labelable: on };
  },
});

interface LabelsInput {
  readonly labelableId: string;
  readonly labelIds: readonly string[];
}

const payload = (...names: readonly string[]) =>
  fields<Record<string, unknown>>(['clientMutationId', ...names], {});

export const payloadFields = {
  CreateCheckRunPayload: payload('checkRun'),
  UpdateCheckRunPayload: payload('checkRun'),
  AddCommentPayload: payload('subject', 'commentEdge'),
  UpdateIssueCommentPayload: payload('issueComment'),
  DeleteIssueCommentPayload: payload(),
  EnqueuePullRequestPayload: payload('mergeQueueEntry'),
  AddLabelsToLabelablePayload: payload('labelable'),
  RemoveLabelsFromLabelablePayload: payload('labelable'),
};

function change(input: CheckInput): CheckChange {
  const { output } = input;
  return {
    name: input.name,
    externalId: input.externalId,
    detailsUrl: input.detailsUrl,
    startedAt: input.startedAt,
    completedAt: input.completedAt,
    status: input.status?.toLowerCase() as CheckStatus | undefined,
    conclusion: input.conclusion?.toLowerCase() as Conclusion | undefined,
    output: output && { ...output, annotations: output.annotations?.map(annotation) },
  };
}

function annotation({ location, annotationLevel, ...rest }: AnnotationInput): Annotation {
  return {
    path: rest.path,
    message: rest.message,
    title: rest.title,
    rawDetails: rest.rawDetails,
    startLine: location.startLine,
    endLine: location.endLine,
    startColumn: location.startColumn,
    endColumn: location.endColumn,
    level: annotationLevel.toLowerCase() as Annotation['level'],
  };
}

/** An issue needs `issues`; for a pull request either `pull_requests` or `issues` will do. */
function allow(
  context: Context,
  on: Issue | PullRequest,
  least: 'read' | 'triage' | 'write',
): void {
  const { viewer } = context;
  const either = on.node === 'PullRequest' && viewer.permissions?.['pull_requests'] === 'write';
  demand(viewer, on.repository, either ? 'pull_requests' : 'issues', 'write', least);
}

function conversation(context: Context, id: string): Issue | PullRequest {
  const found = context.world.nodes.get(id);
  if (found?.node === 'Issue' || found?.node === 'PullRequest') return found;
  throw unresolved(id);
}

function noun<T extends Noun>({ world }: Context, id: string, node: T['node']): T {
  const found = world.nodes.get(id);
  if (found?.node === node) return found as T;
  throw unresolved(id);
}

function named(context: Context, ids: readonly string[]): readonly string[] {
  return ids.map((id) => noun<Label>(context, id, 'Label').name);
}

function unresolved(id: string): Error {
  return failed('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

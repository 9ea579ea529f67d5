import { z } from 'zod';
import {
  account,
  actionReader,
  app,
  branchOf,
  id,
  identified,
  ignored,
  label,
  name,
  pullRequests,
  type ReadEvent,
  reader,
  sha,
  someone,
} from './event-reader.ts';
import { ISSUE_ACTIONS, PULL_REQUEST_ACTIONS, REPOSITORY_ACTIONS } from './github-event.ts';
import { quote } from './wording.ts';

/**
 * @param name GITHUB_EVENT_NAME or the header X-GitHub-Event
 * @param payload of the webhook, parsed; GitHub sends none over 25 MB (GITHUB-FACTS)
 * @source https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export function readGitHubEvent(name: string, payload: unknown): ReadEvent {
  const reader = READERS.get(name);
  return reader === undefined ? ignored(`No gate reads the event ${quote(name)}`) : reader(payload);
}

const pullRequest = actionReader(
  'a pull request',
  PULL_REQUEST_ACTIONS,
  {
    pull_request: z.object({
      number: id,
      user: someone,
      merged: z.boolean().nullish(),
      head: z.object({ sha, ref: name, repo: identified.nullish() }),
      base: z.object({ ref: name, repo: identified }),
    }),
    label,
    changes: z
      .object({ title: z.unknown(), body: z.unknown(), base: z.unknown() })
      .partial()
      .nullish(),
  },
  ({ pull_request: { number, user, merged, head, base }, label, changes }, common, action) => ({
    kind: 'pull-request',
    ...common,
    action,
    number,
    head: head.sha,
    headRef: head.ref,
    baseRef: base.ref,
    author: account(user),
    fork: head.repo?.id !== base.repo.id,
    merged: merged === true,
    label: label?.name,
    edited: (['title', 'body', 'base'] as const).filter((part) => changes?.[part] !== undefined),
  }),
);

const mergeGroup = actionReader(
  'a merge group',
  ['checks_requested'],
  { merge_group: z.object({ head_sha: sha, base_sha: sha, base_ref: name }) },
  ({ merge_group: { head_sha, base_sha, base_ref } }, common) => ({
    kind: 'merge-group',
    ...common,
    head: head_sha,
    base: base_sha,
    baseRef: branchOf(base_ref) ?? base_ref,
  }),
);

const issue = actionReader(
  'an issue',
  ISSUE_ACTIONS,
  { issue: z.object({ number: id }), label },
  ({ issue: { number }, label }, common, action) => ({
    kind: 'issue',
    ...common,
    action,
    number,
    label: label?.name,
  }),
);

const comment = actionReader(
  'a comment',
  ['created', 'edited', 'deleted'],
  {
    issue: z.object({ number: id, pull_request: z.object({}).nullish() }),
    comment: identified,
  },
  ({ issue: { number, pull_request }, comment }, common) => ({
    kind: 'comment',
    ...common,
    comment: comment.id,
    number,
    on: pull_request ? 'pull-request' : 'issue',
  }),
);

/** Dismissed, it still says what it said. */
const review = actionReader(
  'a review',
  ['submitted', 'edited'],
  { pull_request: z.object({ number: id }), review: identified },
  ({ pull_request: { number }, review }, common) => ({
    kind: 'comment',
    ...common,
    comment: review.id,
    number,
    on: 'pull-request',
  }),
);

const workflowRun = actionReader(
  'a workflow run',
  ['completed'],
  {
    workflow_run: z.object({
      id,
      run_attempt: id,
      head_sha: sha,
      pull_requests: pullRequests,
    }),
  },
  ({ workflow_run: run }, common) => ({
    kind: 'workflow-run',
    ...common,
    run: run.id,
    attempt: run.run_attempt,
    head: run.head_sha,
    pullRequests: run.pull_requests.map(({ number }) => number),
  }),
);

const push = reader({ ref: name, after: sha, deleted: z.boolean() }, (payload, common) => {
  const branch = branchOf(payload.ref);
  if (branch === undefined) return 'No gate reads tags';
  if (payload.deleted)
    return 'A branch was deleted; pull requests from and to it close with events of their own';
  return { kind: 'push', ...common, branch, tip: payload.after };
});

const checkRun = actionReader(
  'a check run',
  ['completed', 'rerequested'],
  { check_run: z.object({ name, head_sha: sha, app, pull_requests: pullRequests }) },
  ({ check_run: run }, common, action) => ({
    kind: 'check',
    ...common,
    action,
    name: run.name,
    head: run.head_sha,
    app: run.app?.id ?? undefined,
    pullRequests: run.pull_requests.map(({ number }) => number),
  }),
);

const checkSuite = actionReader(
  'a check suite',
  ['rerequested'],
  { check_suite: z.object({ head_sha: sha, app, pull_requests: pullRequests }) },
  ({ check_suite: suite }, common, action) => ({
    kind: 'check',
    ...common,
    action,
    name: undefined,
    head: suite.head_sha,
    app: suite.app?.id ?? undefined,
    pullRequests: suite.pull_requests.map(({ number }) => number),
  }),
);

const repository = actionReader(
  'a repository',
  REPOSITORY_ACTIONS,
  {},
  (_payload, common, action) => ({ kind: 'repository', ...common, action }),
);

const READERS: ReadonlyMap<string, (payload: unknown) => ReadEvent> = new Map([
  ['pull_request', pullRequest],
  ['pull_request_target', pullRequest],
  ['merge_group', mergeGroup],
  ['issues', issue],
  ['issue_comment', comment],
  ['pull_request_review', review],
  ['workflow_run', workflowRun],
  ['push', push],
  ['check_run', checkRun],
  ['check_suite', checkSuite],
  ['repository', repository],
  ['schedule', reader({}, (_payload, common) => ({ kind: 'schedule', ...common }))],
  ['workflow_dispatch', reader({}, (_payload, common) => ({ kind: 'dispatch', ...common }))],
]);

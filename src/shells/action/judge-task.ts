import { join } from 'node:path';
import { githubScopeLocks } from '../../adapters/github/github-scope-locks.ts';
import { carriedBy } from '../../adapters/github/github-seals.ts';
import { type LabelChange, moveLabels, onlyState } from '../../adapters/github/issue-labels.ts';
import { issueSource, issuesByTask, taskOf } from '../../adapters/github/issue-tasks.ts';
import { openPullRequests } from '../../adapters/github/open-pull-requests.ts';
import { outputId } from '../../adapters/github/pull-request-outputs.ts';
import { numberedIssues, type TaskIssue, taskIssues } from '../../adapters/github/task-issues.ts';
import { write } from '../../adapters/github/write.ts';
import { fileImportCache } from '../../adapters/store/file-cache.ts';
import { tokensWithin } from '../../adapters/tokenizer/o200k-tokens.ts';
import { readSpecText } from '../../analysis/spec-text.ts';
import { openTaskEntryGate } from '../../flows/judge-task-entry.ts';
import { recordVerdict } from '../../flows/record-verdict.ts';
import { type SealedTask, type SealTaskPorts, sealTask } from '../../flows/seal-task.ts';
import { GateError } from '../../model/gate-error.ts';
import { isAmong } from '../../model/principal.ts';
import type { TaskId } from '../../model/task-id.ts';
import { DISPATCH, NEEDS_PLANNER, stateLabel, TASK_LABELS } from '../../model/task-labels.ts';
import { specDigest } from '../../model/task-spec.ts';
import type { Surroundings } from '../../report/check-page.ts';
import { failurePacket } from '../../report/failure-packet.ts';
import { COMMENT_MARKERS, taskComment } from '../../report/sticky-comment.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { type GitHubWorkspace, openGitHubWorkspace } from '../github/github-workspace.ts';
import { VERSION } from '../package.ts';
import { type Job, placeOf } from './job.ts';
import { trustOfEvent } from './trust-of-event.ts';

export interface JudgedTask {
  readonly verdict: Verdict;
  /**
   * judged: nothing was started · refused · started · again: it had been started before, its new spec is approved ·
   * dispatched: what was approved still stands, and somebody who may has asked for its executor.
   */
  readonly state: 'judged' | 'dispatched' | SealedTask['state'];
  readonly task: TaskId | undefined;
  readonly surroundings: Surroundings;
}

/**
 * Gate 1 over the issue of a task. With the label handoff:ready a planner hands it over: on pass its spec is sealed and its
 * scope locked, on fail it goes back with the reasons (seed G1f). Without the label it is only judged.
 * @returns undefined for an issue that is nobody's task: people write others too
 */
export async function judgeTask(
  job: Job,
  number: number,
  asks: 'judgement' | 'dispatch' = 'judgement',
): Promise<JudgedTask | undefined> {
  const { github, inputs } = job;
  const open = await openPullRequests(github);
  const workspace = await openGitHubWorkspace(github, open, placeOf(job), {
    baseBranch: undefined,
    judged: async () => [],
  });
  try {
    const issue = await issueOf(job, workspace, number);
    const ports = portsOf(job, workspace);
    const asked = issue.labels.includes(stateLabel('ready'));
    if (!asked && issue.comment === undefined && !issue.labels.some(isOurs)) return undefined;
    const judged = asked
      ? await seal(job, ports, workspace, issue)
      : asks === 'dispatch'
        ? await dispatch(ports, workspace, issue)
        : await look(ports, workspace, issue);
    const surroundings = surroundingsOf(job);
    if (inputs.comment === 'write') await say(job, workspace, issue, judged, surroundings);
    if (asked) await moveLabels(github, issue, await labelsAfter(judged.state, issue, workspace));
    return { ...judged, task: taskOf(issue), surroundings };
  } finally {
    await workspace.close();
  }
}

function isOurs(label: string): boolean {
  return label.startsWith(TASK_LABELS);
}

type Judged = Pick<JudgedTask, 'verdict' | 'state'>;

export function portsOf({ github, environment }: Job, workspace: GitHubWorkspace): SealTaskPorts {
  return {
    ...workspace,
    taskIndex: workspace.tasks,
    locks: githubScopeLocks(github, () => taskIssues(github, COMMENT_MARKERS.task, 'lock')),
    imports: fileImportCache(join(environment.temp, 'handoff-gate'), VERSION),
    tokenizer: { within: tokensWithin },
  };
}

export async function issueOf(
  { github }: Job,
  workspace: GitHubWorkspace,
  number: number,
): Promise<TaskIssue> {
  const labelled = [...(await workspace.issues()).values()].find((one) => one.number === number);
  const issue =
    labelled ?? (await numberedIssues(github, [number], COMMENT_MARKERS.task)).get(number);
  if (issue !== undefined) return issue;
  throw new GateError('usage', `There is no issue #${number}`, {
    remedy: 'Name an issue of this repository.',
  });
}

async function seal(
  { github }: Job,
  ports: SealTaskPorts,
  workspace: GitHubWorkspace,
  issue: TaskIssue,
): Promise<Judged> {
  const task = taskOf(issue);
  const known = await taskIssues(github, COMMENT_MARKERS.task, 'lock');
  const holder = task && issuesByTask(known).get(task);
  // A text that is no spec, or the spec of a task that another issue has, is refused with its reasons.
  if (task === undefined || holder?.number !== issue.number) {
    const { verdict } = await look(ports, workspace, issue);
    return { verdict, state: 'refused' };
  }
  const { verdict, state } = await sealTask(ports, requestOf(workspace), task);
  return { verdict, state };
}

async function look(
  ports: SealTaskPorts,
  workspace: GitHubWorkspace,
  issue: TaskIssue,
): Promise<Judged> {
  const gate = await openTaskEntryGate(ports, requestOf(workspace));
  const draft = issueSource(issue, workspace.people);
  const { verdict } = await gate.judge({ kind: 'draft', draft, task: undefined });
  await recordVerdict(ports, verdict);
  return { verdict, state: 'judged' };
}

/** The label starts nothing by itself: the spec must be what was sealed, and whoever set the label may (threats A03, G09). */
async function dispatch(
  ports: SealTaskPorts,
  workspace: GitHubWorkspace,
  issue: TaskIssue,
): Promise<Judged> {
  const judged = await look(ports, workspace, issue);
  const read = readSpecText(issue.body);
  if (!read.ok) return judged;
  const task = read.value['task-id'];
  const holder = (await workspace.issues()).get(task);
  const seal = await workspace.seals.find(task);
  const stands = holder?.number === issue.number && seal?.digest === specDigest(read.value);
  return stands && (await mayDispatch(workspace, issue))
    ? { ...judged, state: 'dispatched' }
    : judged;
}

/** A planner who may write now, or an app that is no executor's: an admin let it set labels. */
async function mayDispatch(
  { people, policy }: Pick<GitHubWorkspace, 'people' | 'policy'>,
  { labelled }: TaskIssue,
): Promise<boolean> {
  const by = await people.find(labelled.findLast(({ label }) => label === DISPATCH)?.by);
  if (by === undefined || !WRITES.has(by.permission)) return false;
  const { planners, executors } = policy.roles;
  if (isAmong(planners, by.person)) return true;
  return by.person.kind === 'app' && !isAmong(executors, by.person);
}

const WRITES: ReadonlySet<string> = new Set(['admin', 'maintain', 'write']);

export function requestOf({ base, authority }: GitHubWorkspace) {
  return {
    engine: VERSION,
    base: base.target,
    baseRef: base.name,
    authority: authority.target,
  };
}

function surroundingsOf({ environment }: Job): Surroundings {
  return {
    report: { engine: VERSION, outputs: [] },
    trust: trustOfEvent(environment.eventName),
    whole: 'the summary of the workflow run',
  };
}

/** One comment on the issue, with the seal and the lock where there are any. */
async function say(
  { github }: Job,
  { record, seals, policy }: GitHubWorkspace,
  before: TaskIssue,
  { verdict }: Judged,
  surroundings: Surroundings,
): Promise<void> {
  const now = await numberedIssues(github, [before.number], COMMENT_MARKERS.task);
  const issue = now.get(before.number) ?? before;
  const carried = carriedBy(issue);
  const task = taskOf(issue);
  const sealed = task && (await seals.find(task));
  const packet =
    task === undefined
      ? undefined
      : failurePacket(verdict, { task, attempt: 1, attempts: policy.attempts, covered: [] });
  const body = taskComment(
    {
      judged: [verdict],
      packets: packet === undefined ? [] : [packet],
      memory: {
        of: outputId(issue.number),
        lines: [...(carried?.lines ?? []), ...record.added(verdict.subject.id)],
        ...(carried && { before: carried }),
        ...(sealed && { seal: sealed }),
        // A spec that was refused starts nothing; what was started before keeps its scope (threat A12).
        ...(carried?.lock && { lock: carried.lock }),
      },
    },
    surroundings,
  );
  if (issue.comment?.body === body) return;
  await write(github, [
    issue.comment === undefined
      ? { mutation: 'addComment', input: { subjectId: issue.nodeId, body } }
      : { mutation: 'updateIssueComment', input: { id: issue.comment.nodeId, body } },
  ]);
}

/** The label of a planner is answered: back to a planner, or on to the executor, who may have a pull request open already. */
async function labelsAfter(
  state: JudgedTask['state'],
  issue: TaskIssue,
  { outputs }: Pick<GitHubWorkspace, 'outputs'>,
): Promise<LabelChange> {
  if (state === 'refused') return { add: [NEEDS_PLANNER], remove: [stateLabel('ready')] };
  const task = taskOf(issue);
  const goesOn = (await outputs.list()).some((output) => output.task === task);
  const { add, remove } = onlyState(goesOn ? 'running' : 'queued');
  return { add, remove: [...remove, NEEDS_PLANNER] };
}

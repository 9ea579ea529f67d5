import type { OpenPullRequest } from '../../adapters/github/open-pull-requests.ts';
import { type TaskIssue, taskIssues } from '../../adapters/github/task-issues.ts';
import type { ReadEvent } from '../../model/event-reader.ts';
import { counted } from '../../model/short-list.ts';
import { taskOfBranch } from '../../model/task-id.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import type { Answer } from './answer.ts';
import { closeTask } from './close-task.ts';
import { gateOf } from './commands.ts';
import { doctor } from './doctor.ts';
import { issueOfTask } from './issue-of-task.ts';
import type { Job } from './job.ts';
import { judgeMergeGroup } from './judge-merge-group.ts';
import { type JudgedBase, judgePullRequests } from './judge-pull-requests.ts';
import { type JudgedTask, judgeTask } from './judge-task.ts';
import { makePack } from './make-pack.ts';
import { recordTests } from './record-tests.ts';
import { issueAsItIs, restoreLabels } from './restore-labels.ts';
import { EVERYTHING, onePullRequest, type Target, targetOf } from './targets.ts';
import { viewConflicts } from './view-conflicts.ts';

/** What the action did, for its outputs and the job's summary. */
export type Done =
  | {
      readonly kind: 'judged';
      /** What Gate 1 said, of an event on an issue. */
      readonly task: JudgedTask | undefined;
      readonly bases: readonly JudgedBase[];
    }
  | { readonly kind: 'nothing'; readonly because: string }
  | Answer;

/** One run of the action: what to look at, look, say it on GitHub. */
export async function run(job: Job, event: ReadEvent): Promise<Done> {
  const { command } = job.inputs;
  switch (command) {
    case 'record-tests': {
      const refs = await recordTests(job, testedRun(job, event));
      return { kind: 'nothing', because: `${counted(refs.length, 'test run')} recorded` };
    }
    case 'conflicts':
      return viewConflicts(job);
    case 'pack':
      return makePack(job, event);
    case 'doctor':
      return doctor(job);
    default:
      return judge(job, await targetFor(job, event));
  }
}

async function judge(job: Job, target: Target): Promise<Done> {
  const { command } = job.inputs;
  if (command === 'task-entry' && !ABOUT_ISSUES.has(target.kind))
    return { kind: 'nothing', because: 'task-entry judges an issue, and the event is about none' };
  if (gateOf(command) !== undefined && target.kind === 'task')
    return { kind: 'nothing', because: `${command} judges pull requests, not an issue` };
  switch (target.kind) {
    case 'pull-requests':
      if (target.tested !== undefined) await recordTests(job, target.tested);
      return judgeThem(job, target);
    case 'task':
      return judgeIssue(job, target);
    case 'unlabelled':
      return afterLabel(job, target.issue);
    case 'nothing':
      return target;
    case 'merge-group':
      return { kind: 'judged', task: undefined, bases: [await judgeMergeGroup(job, target)] };
  }
}

const ABOUT_ISSUES: ReadonlySet<Target['kind']> = new Set(['task', 'unlabelled', 'nothing']);

async function judgeThem(
  job: Job,
  target: Extract<Target, { readonly kind: 'pull-requests' }>,
): Promise<Done> {
  const bases = await judgePullRequests(job, target);
  // The label is the gate's word on the task: a job for one gate, or one that may not comment, does not set it.
  const { command, comment } = job.inputs;
  if (command === 'auto' && comment === 'write') {
    if (target.closed !== undefined) await closeTask(job, target.closed);
    if (target === EVERYTHING) await restoreLabels(job, await knownIssues(job, bases));
  }
  return { kind: 'judged', task: undefined, bases };
}

/** The event of a label that was taken off can be lost: a sweep sees what is left, in what it asked for anyway. */
async function knownIssues(
  { github }: Job,
  [base]: readonly JudgedBase[],
): Promise<Iterable<TaskIssue>> {
  const issues = base?.taskIssues() ?? taskIssues(github, COMMENT_MARKERS.task);
  return (await issues).values();
}

async function afterLabel(job: Job, issue: number): Promise<Done> {
  const { command, comment } = job.inputs;
  if (command !== 'auto' || comment !== 'write')
    return { kind: 'nothing', because: 'this job may not set the labels of a task' };
  await restoreLabels(job, await issueAsItIs(job.github, issue));
  return { kind: 'nothing', because: 'a label that is taken off starts nothing' };
}

/** The spec of a task, and the pull requests that stand on it: an edit makes its seal stale (threat A03). */
async function judgeIssue(
  job: Job,
  { issue, asks }: Extract<Target, { readonly kind: 'task' }>,
): Promise<Done> {
  const task = await judgeTask(job, issue, asks ?? 'judgement');
  if (task === undefined)
    return { kind: 'nothing', because: `issue #${issue} is no task: it has no label handoff:…` };
  // Asked for Gate 1 alone, the job may have no right to write checks.
  if (job.inputs.command === 'task-entry') return { kind: 'judged', task, bases: [] };
  const picks = (one: OpenPullRequest): boolean =>
    task.task !== undefined && taskOfBranch(one.headBranch) === task.task;
  const bases = await judgePullRequests(job, { ...EVERYTHING, picks });
  return { kind: 'judged', task, bases };
}

/** The run that is over, in a workflow that waits for it; else this very run, whose tests have just ended. */
function testedRun({ environment }: Job, read: ReadEvent): number {
  const ended =
    read.state === 'read' && read.event.kind === 'workflow-run' ? read.event : undefined;
  return ended?.run ?? environment.runId;
}

async function targetFor(job: Job, event: ReadEvent): Promise<Target> {
  const { inputs } = job;
  if (inputs.command === 'task-entry' && inputs.task !== undefined)
    return { kind: 'task', issue: await issueOfTask(job, inputs.task) };
  if (inputs.pullRequest !== undefined) return onePullRequest(inputs.pullRequest);
  if (inputs.issue !== undefined) return { kind: 'task', issue: inputs.issue };
  return targetOf(event);
}

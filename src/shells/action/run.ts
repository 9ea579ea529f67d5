import {
  type OpenPullRequest,
  openPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import type { ReadEvent } from '../../model/event-reader.ts';
import { counted } from '../../model/short-list.ts';
import { taskOfBranch } from '../../model/task-id.ts';
import type { Answer } from './answer.ts';
import { gateOf } from './commands.ts';
import type { Job } from './job.ts';
import type { JudgedBase } from './judge-pull-requests.ts';
import type { JudgedTask } from './judge-task.ts';
import { EVERYTHING, onePullRequest, type PullRequests, type Target, targetOf } from './targets.ts';

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

/**
 * One run of the action: what to look at, look, say it on GitHub. Every job starts on a machine that has read none of this
 * before, so each loads what it needs, and the gates while GitHub answers.
 */
export async function run(job: Job, event: ReadEvent): Promise<Done> {
  const { command } = job.inputs;
  switch (command) {
    case 'record-tests': {
      const { recordTests } = await import('./record-tests.ts');
      const refs = await recordTests(job, testedRun(job, event));
      return { kind: 'nothing', because: `${counted(refs.length, 'test run')} recorded` };
    }
    case 'conflicts':
      return (await import('./view-conflicts.ts')).viewConflicts(job);
    case 'pack':
      return (await import('./make-pack.ts')).makePack(job, event);
    case 'doctor':
      return (await import('./doctor.ts')).doctor(job);
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
      if (target.tested !== undefined)
        await (await import('./record-tests.ts')).recordTests(job, target.tested);
      return judgeThem(job, target);
    case 'task':
      return judgeIssue(job, target);
    case 'unlabelled':
      return afterLabel(job, target.issue);
    case 'nothing':
      return target;
    case 'merge-group': {
      const { judgeMergeGroup } = await import('./judge-merge-group.ts');
      return { kind: 'judged', task: undefined, bases: [await judgeMergeGroup(job, target)] };
    }
  }
}

const ABOUT_ISSUES: ReadonlySet<Target['kind']> = new Set(['task', 'unlabelled', 'nothing']);

async function judgeThem(job: Job, target: PullRequests): Promise<Done> {
  const bases = await judgeOpen(job, target);
  // The label is the gate's word on the task: a job for one gate, or one that may not comment, does not set it.
  const { command, comment } = job.inputs;
  if (command === 'auto' && comment === 'write') {
    if (target.closed !== undefined)
      await (await import('./close-task.ts')).closeTask(job, target.closed);
    if (target === EVERYTHING) await afterSweep(job, bases);
  }
  return { kind: 'judged', task: undefined, bases };
}

/** The gates are loaded while GitHub lists the open pull requests. */
async function judgeOpen(job: Job, target: PullRequests): Promise<readonly JudgedBase[]> {
  const open = openPullRequests(job.github);
  // Whoever waits for the list is told why there is none.
  open.catch(() => {});
  const { judgePullRequests } = await import('./judge-pull-requests.ts');
  return judgePullRequests(job, target, open);
}

/** The event of a label that was taken off can be lost: a sweep sees what is left, in what it asked for anyway. */
async function afterSweep(job: Job, [base]: readonly JudgedBase[]): Promise<void> {
  const { issuesNow, restoreLabels } = await import('./restore-labels.ts');
  const issues = await (base?.taskIssues() ?? issuesNow(job.github));
  await restoreLabels(job, issues.values());
}

async function afterLabel(job: Job, issue: number): Promise<Done> {
  const { command, comment } = job.inputs;
  if (command !== 'auto' || comment !== 'write')
    return { kind: 'nothing', because: 'this job may not set the labels of a task' };
  const { issueAsItIs, restoreLabels } = await import('./restore-labels.ts');
  await restoreLabels(job, await issueAsItIs(job.github, issue));
  return { kind: 'nothing', because: 'a label that is taken off starts nothing' };
}

/** The spec of a task, and the pull requests that stand on it: an edit makes its seal stale (threat A03). */
async function judgeIssue(
  job: Job,
  { issue, asks }: Extract<Target, { readonly kind: 'task' }>,
): Promise<Done> {
  const { judgeTask } = await import('./judge-task.ts');
  const task = await judgeTask(job, issue, asks ?? 'judgement');
  if (task === undefined)
    return { kind: 'nothing', because: `issue #${issue} is no task: it has no label handoff:…` };
  // Asked for Gate 1 alone, the job may have no right to write checks.
  if (job.inputs.command === 'task-entry') return { kind: 'judged', task, bases: [] };
  const picks = (one: OpenPullRequest): boolean =>
    task.task !== undefined && taskOfBranch(one.headBranch) === task.task;
  const bases = await judgeOpen(job, { ...EVERYTHING, picks });
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
    return {
      kind: 'task',
      issue: await (await import('./issue-of-task.ts')).issueOfTask(job, inputs.task),
    };
  if (inputs.pullRequest !== undefined) return onePullRequest(inputs.pullRequest);
  if (inputs.issue !== undefined) return { kind: 'task', issue: inputs.issue };
  return targetOf(event);
}

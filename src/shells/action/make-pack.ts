import { taskOf } from '../../adapters/github/issue-tasks.ts';
import {
  type OpenPullRequests,
  openPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { o200kTokens } from '../../adapters/tokenizer/o200k-tokens.ts';
import { type ContextPack, packForCritic, packForExecutor } from '../../flows/pack-context.ts';
import { viewPlan, viewText } from '../../flows/view-plan.ts';
import type { ReadEvent } from '../../model/event-reader.ts';
import { GateError } from '../../model/gate-error.ts';
import { parseTaskId, type TaskId, taskOfBranch } from '../../model/task-id.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import { VIEW_TOKENS } from '../../report/coordinator-view.ts';
import { EXIT } from '../exit-codes.ts';
import { type GitHubWorkspace, openGitHubWorkspace } from '../github/github-workspace.ts';
import type { Answer } from './answer.ts';
import { type Job, placeOf } from './job.ts';
import { issueOf, portsOf, requestOf } from './judge-task.ts';

const ROLES = ['executor', 'critic', 'coordinator'] as const;
type Role = (typeof ROLES)[number];

type Pack = Pick<ContextPack, 'text' | 'budget' | 'notes'>;

/**
 * All that an agent of a role is given, as a Markdown file for a later step. It judges nothing and writes nothing on GitHub;
 * over its budget it is refused, for an agent that is given half of it would fill in the rest.
 */
export async function makePack(job: Job, event: ReadEvent): Promise<Answer> {
  const role = roleOf(job);
  const open = await openPullRequests(job.github);
  const subject = role === 'coordinator' ? undefined : subjectOf(job, event);
  const workspace = await openGitHubWorkspace(job.github, open, placeOf(job), {
    baseBranch: undefined,
    judged: async (all) => all.map(({ number }) => number),
  });
  try {
    const pack =
      role === 'coordinator' || subject === undefined
        ? await viewPack(job, workspace)
        : await taskPack(workspace, role, await taskNamed(job, workspace, open, subject));
    return await answerOf(role, pack);
  } finally {
    await workspace.close();
  }
}

function roleOf({ inputs: { role: name = 'executor' } }: Job): Role {
  const role = ROLES.find((one) => one === name);
  if (role !== undefined) return role;
  throw new GateError(
    'usage',
    `The input role is ${quote(name)}; allowed: ${ROLES.join(', ')}${didYouMean(name, ROLES)}`,
    { remedy: 'Correct role in the workflow.' },
  );
}

async function answerOf(role: Role, { text, budget, notes }: Pack): Promise<Answer> {
  const tokens = await o200kTokens(text);
  const size = `${tokens} tokens of ${budget.tokens} (${budget.because})`;
  return {
    kind: 'answer',
    summary: `## Handoff Gate: pack for the ${role}, ${size}\n`,
    file: { name: `pack-${role}.md`, text },
    lines: [`Pack for the ${role}: ${size}`, ...notes],
    ...(tokens > budget.tokens && {
      refused: {
        code: EXIT.refused,
        because: `The pack is over its budget: ${size}. Split the task, or shorten its spec.`,
      },
    }),
  };
}

async function viewPack(job: Job, workspace: GitHubWorkspace): Promise<Pack> {
  const ports = portsOf(job, workspace);
  const text = await viewText(ports, await viewPlan(ports, requestOf(workspace)));
  const budget = { tokens: VIEW_TOKENS, because: 'of every coordinator view' };
  return { text, budget, notes: [] };
}

function taskPack(
  workspace: GitHubWorkspace,
  role: Exclude<Role, 'coordinator'>,
  task: TaskId,
): Promise<ContextPack> {
  const request = { ...requestOf(workspace), task };
  return role === 'critic'
    ? packForCritic(workspace, request)
    : packForExecutor(workspace, request);
}

/** Whose pack: by the inputs, else by what the event is about. */
type Subject =
  | { readonly by: 'task'; readonly name: string }
  | { readonly by: 'issue' | 'pull-request'; readonly number: number };

function subjectOf({ inputs }: Job, read: ReadEvent): Subject {
  const { task, issue, pullRequest } = inputs;
  if (task !== undefined) return { by: 'task', name: task };
  if (issue !== undefined) return { by: 'issue', number: issue };
  if (pullRequest !== undefined) return { by: 'pull-request', number: pullRequest };
  const event = read.state === 'read' ? read.event : undefined;
  if (event?.kind === 'issue') return { by: 'issue', number: event.number };
  if (event?.kind === 'pull-request') return { by: 'pull-request', number: event.number };
  throw new GateError('usage', 'Neither the inputs nor the event name a task', {
    remedy: 'Set task, issue or pull-request in the workflow.',
  });
}

async function taskNamed(
  job: Job,
  workspace: GitHubWorkspace,
  { pullRequests }: OpenPullRequests,
  subject: Subject,
): Promise<TaskId> {
  const found = await lookUp();
  if (found !== undefined) return found;
  const what =
    subject.by === 'task'
      ? `The input task is ${quote(subject.name)}, which is no id of a task`
      : `#${subject.number} is no task: ${WHY_NONE[subject.by]}`;
  throw new GateError('usage', what, { remedy: 'Name the task by its id, with the input task.' });

  async function lookUp(): Promise<TaskId | undefined> {
    switch (subject.by) {
      case 'task':
        return parseTaskId(subject.name);
      case 'issue':
        return taskOf(await issueOf(job, workspace, subject.number));
      case 'pull-request':
        return taskOfBranch(
          pullRequests.find(({ number }) => number === subject.number)?.headBranch ?? '',
        );
    }
  }
}

const WHY_NONE = {
  issue: 'its body holds no spec',
  'pull-request': 'it is not open, or its branch is not handoff/<task-id>',
} as const;

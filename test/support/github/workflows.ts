import { GITHUB_ACTIONS } from './accounts.ts';
import {
  type CheckRun,
  type CheckStatus,
  type CheckSuite,
  type Conclusion,
  createCheck,
  newSuite,
  updateCheck,
} from './checks.ts';
import { type Actor, happen } from './happenings.ts';
import { app } from './new-world.ts';
import { enrol, identity, type Repository, type World } from './world.ts';

/** A workflow file of the repository. */
export interface Workflow {
  readonly node: 'Workflow';
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly name: string;
  /** E.g. `.github/workflows/test.yml` */
  readonly path: string;
  readonly createdAt: string;
}

/** One run of a workflow; its jobs are the check runs of its suite. */
export interface WorkflowRun {
  readonly node: 'WorkflowRun';
  readonly id: number;
  readonly nodeId: string;
  readonly workflow: Workflow;
  suite: CheckSuite;
  readonly event: string;
  readonly actor: Actor;
  /** Where the code came from: the fork, for a pull request of one. */
  readonly headRepository: Repository;
  readonly headBranch: string;
  readonly runNumber: number;
  /** 1 for the first; a re-run is the same run with the next attempt, and jobs of its own. */
  attempt: number;
  readonly createdAt: string;
  jobs: Job[];
  readonly artifacts: Artifact[];
}

export interface Job {
  readonly check: CheckRun;
  readonly steps: readonly { readonly name: string; readonly conclusion: Conclusion }[];
}

export interface Artifact {
  readonly id: number;
  readonly nodeId: string;
  readonly name: string;
  /** The zip file, byte by byte. */
  readonly bytes: Uint8Array;
  readonly createdAt: string;
  expired: boolean;
}

export interface NewJob {
  readonly name: string;
  readonly status?: CheckStatus;
  readonly conclusion?: Conclusion;
  readonly steps?: Job['steps'];
}

export interface NewRun {
  /** Path of the workflow file; the workflow becomes known with its first run. */
  readonly workflow: string;
  readonly name?: string;
  readonly event: string;
  readonly sha: string;
  readonly branch: string;
  readonly from?: Repository;
  readonly jobs: readonly NewJob[];
  readonly artifacts?: Readonly<Record<string, Uint8Array>>;
}

export function workflowAt(
  world: World,
  repository: Repository,
  path: string,
  name = path,
): Workflow {
  const known = repository.workflows.find((one) => one.path === path);
  if (known) return known;
  const made: Workflow = {
    node: 'Workflow',
    ...identity(world, 'W'),
    repository,
    name,
    path,
    createdAt: world.clock.iso(),
  };
  repository.workflows.push(made);
  return enrol(world, made);
}

export function startRun(
  world: World,
  repository: Repository,
  by: Actor,
  given: NewRun,
): WorkflowRun {
  const workflow = workflowAt(world, repository, given.workflow, given.name);
  const actions = app(world, GITHUB_ACTIONS.slug);
  const run: WorkflowRun = enrol(world, {
    node: 'WorkflowRun',
    ...identity(world, 'WFR'),
    workflow,
    suite: newSuite(world, repository, actions, given.sha, given.branch),
    event: given.event,
    actor: by,
    headRepository: given.from ?? repository,
    headBranch: given.branch,
    runNumber: repository.runs.filter((one) => one.workflow === workflow).length + 1,
    attempt: 1,
    createdAt: world.clock.iso(),
    jobs: [],
    artifacts: Object.entries(given.artifacts ?? {}).map(([name, bytes]) => ({
      ...identity(world, 'WFA'),
      name,
      bytes,
      createdAt: world.clock.iso(),
      expired: false,
    })),
  });
  run.suite.run = run;
  repository.runs.push(run);
  happen(world, { event: 'workflow_run', action: 'requested', repository, by, run });
  addJobs(world, run, given.jobs);
  return run;
}

/** Jobs of a re-run have a suite's check runs of their own; those of the attempt before stay readable. */
export function rerun(world: World, run: WorkflowRun, jobs: readonly NewJob[]): void {
  run.attempt += 1;
  run.jobs = [];
  addJobs(world, run, jobs);
}

function addJobs(world: World, run: WorkflowRun, jobs: readonly NewJob[]): void {
  const by = { account: run.suite.app.bot, app: run.suite.app };
  const { repository } = run.workflow;
  const one: Job['steps'] = [{ name: 'Run', conclusion: 'success' }];
  for (const { steps = one, ...job } of jobs)
    run.jobs.push({ check: createCheck(world, repository, by, run.suite.sha, job, run), steps });
  completeRun(world, run);
}

/** Ends a job that was still going; the run is over with its last job. */
export function finishJob(
  world: World,
  run: WorkflowRun,
  name: string,
  conclusion: Conclusion,
): void {
  const job = run.jobs.find(({ check }) => check.name === name);
  if (job === undefined) throw new Error(`The run has no job ${name}`);
  updateCheck(world, job.check, { account: run.suite.app.bot, app: run.suite.app }, { conclusion });
  completeRun(world, run);
}

function completeRun(world: World, run: WorkflowRun): void {
  if (runStatus(run) !== 'completed') return;
  happen(world, {
    event: 'workflow_run',
    action: 'completed',
    repository: run.workflow.repository,
    by: run.actor,
    run,
  });
}

export function runStatus({ jobs }: WorkflowRun): CheckStatus {
  if (jobs.every(({ check }) => check.status === 'queued')) return 'queued';
  return jobs.every(({ check }) => check.status === 'completed') ? 'completed' : 'in_progress';
}

/** A run whose jobs were all skipped is skipped; a skipped or neutral job harms no other. */
export function runConclusion(run: WorkflowRun): Conclusion | undefined {
  if (runStatus(run) !== 'completed') return undefined;
  const found = run.jobs.map(({ check }) => check.conclusion);
  const bad = (['failure', 'timed_out', 'cancelled', 'action_required'] as const).find((one) =>
    found.includes(one),
  );
  return bad ?? (found.every((one) => one === 'skipped') ? 'skipped' : 'success');
}

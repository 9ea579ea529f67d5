import { type Annotation, type CheckRun, type CheckSuite, latest } from '../checks.ts';
import type { Job, Workflow, WorkflowRun } from '../workflows.ts';
import { fullName } from '../world.ts';
import { connection, type PageArguments } from './connection.ts';
import { fields } from './fields.ts';
import { commit } from './git-fields.ts';

interface RunArguments extends PageArguments {
  readonly filterBy?: {
    readonly appId?: number | null;
    readonly checkName?: string | null;
    readonly checkType?: 'ALL' | 'LATEST' | null;
    readonly status?: string | null;
    readonly statuses?: readonly string[] | null;
    readonly conclusions?: readonly string[] | null;
  } | null;
}

/** REST writes small letters, GraphQL capitals. */
export const capitals = (word: string | undefined) => word?.toUpperCase() ?? null;

function checkRuns(suite: CheckSuite, { filterBy, ...args }: RunArguments) {
  const { appId, checkName, checkType, status, statuses, conclusions } = filterBy ?? {};
  const kept = checkType === 'LATEST' ? latest(suite.checkRuns) : suite.checkRuns;
  const wanted = (run: CheckRun) =>
    (appId == null || suite.app.id === appId) &&
    (checkName == null || run.name === checkName) &&
    (status == null || capitals(run.status) === status) &&
    (statuses == null || statuses.includes(capitals(run.status) ?? '')) &&
    (conclusions == null || conclusions.includes(capitals(run.conclusion) ?? ''));
  return connection(kept.filter(wanted), args, 'checkRuns');
}

/** A suite is as far as its runs are; the worst conclusion is the suite's. */
const WORST = [
  'failure',
  'timed_out',
  'cancelled',
  'action_required',
  'stale',
  'neutral',
  'skipped',
  'success',
];

type Step = Job['steps'][number];

function stepsOf(run: CheckRun): readonly Step[] {
  return run.suite.run?.jobs.find(({ check }) => check === run)?.steps ?? [];
}

export const checkFields = {
  CheckSuite: fields<CheckSuite>(['app', 'repository', 'createdAt', 'updatedAt'], {
    id: (suite) => suite.nodeId,
    databaseId: (suite) => suite.id,
    workflowRun: (suite) => suite.run ?? null,
    commit: (suite) => commit(suite.repository, suite.sha),
    status: ({ checkRuns }) =>
      checkRuns.length === 0
        ? 'QUEUED'
        : checkRuns.every((run) => run.status === 'completed')
          ? 'COMPLETED'
          : 'IN_PROGRESS',
    conclusion: ({ checkRuns }) =>
      checkRuns.some((run) => run.status !== 'completed')
        ? null
        : capitals(WORST.find((one) => checkRuns.some((run) => run.conclusion === one))),
    checkRuns,
  }),
  CheckRun: fields<CheckRun>(
    ['name', 'externalId', 'detailsUrl', 'startedAt', 'completedAt', 'title', 'summary', 'text'],
    {
      id: (run) => run.nodeId,
      databaseId: (run) => run.id,
      status: (run) => capitals(run.status),
      conclusion: (run) => capitals(run.conclusion),
      checkSuite: (run) => run.suite,
      repository: (run) => run.suite.repository,
      url: (run, _: never, { world }) =>
        `${world.url}/${fullName(run.suite.repository)}/runs/${run.id}`,
      permalink: (run, _: never, { world }) =>
        `${world.url}/${fullName(run.suite.repository)}/runs/${run.id}`,
      annotations: (run, args: PageArguments) => connection(run.annotations, args, 'annotations'),
      // Only a job has steps; what was written through the API has none.
      steps: (run, args: PageArguments) => connection(stepsOf(run), args, 'steps'),
    },
  ),
  CheckStep: fields<Step>(['name'], {
    conclusion: (step) => capitals(step.conclusion),
    status: () => 'COMPLETED',
  }),
  CheckAnnotation: fields<Annotation>(['path', 'message', 'title', 'rawDetails'], {
    annotationLevel: (one) => capitals(one.level),
    location: (one) => one,
  }),
  CheckAnnotationSpan: fields<Annotation>([], {
    start: (one) => ({ line: one.startLine, column: one.startColumn }),
    end: (one) => ({ line: one.endLine, column: one.endColumn }),
  }),
  CheckAnnotationPosition: fields<{ line: number; column: number }>(['line', 'column'], {}),
  WorkflowRun: fields<WorkflowRun>(['workflow', 'event', 'runNumber', 'createdAt'], {
    id: (run) => run.nodeId,
    databaseId: (run) => run.id,
    checkSuite: (run) => run.suite,
    file: (run) => run,
    url: (run, _: never, { world }) =>
      `${world.url}/${fullName(run.workflow.repository)}/actions/runs/${run.id}`,
  }),
  WorkflowRunFile: fields<WorkflowRun>([], {
    id: (run) => `WRF_${run.id}`,
    path: (run) => run.workflow.path,
    run: (run) => run,
  }),
  Workflow: fields<Workflow>(['name', 'createdAt'], {
    id: (workflow) => workflow.nodeId,
    databaseId: (workflow) => workflow.id,
  }),
};

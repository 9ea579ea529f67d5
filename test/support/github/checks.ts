import type { App } from './accounts.ts';
import { cutToBytes, refuseTooMuch } from './check-limits.ts';
import { type Actor, happen } from './happenings.ts';
import type { WorkflowRun } from './workflows.ts';
import { enrol, identity, Refused, type Repository, type World } from './world.ts';

/** All that one app checked on one commit. */
export interface CheckSuite {
  readonly node: 'CheckSuite';
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly app: App;
  readonly sha: string;
  readonly branch: string | undefined;
  readonly createdAt: string;
  updatedAt: string;
  run: WorkflowRun | undefined;
  readonly checkRuns: CheckRun[];
}

/** As REST writes them; GraphQL writes them in capitals. */
export const CONCLUSIONS = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'timed_out',
  'action_required',
  'skipped',
  'stale',
] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];
export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn: number | undefined;
  readonly endColumn: number | undefined;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title: string | undefined;
  readonly rawDetails: string | undefined;
}

export interface CheckRun {
  readonly node: 'CheckRun';
  readonly id: number;
  readonly nodeId: string;
  readonly suite: CheckSuite;
  name: string;
  status: CheckStatus;
  conclusion: Conclusion | undefined;
  externalId: string | undefined;
  detailsUrl: string | undefined;
  startedAt: string;
  completedAt: string | undefined;
  title: string | undefined;
  summary: string | undefined;
  text: string | undefined;
  readonly annotations: Annotation[];
}

export interface CheckOutput {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly text?: string | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
}

export interface CheckChange {
  readonly name?: string | undefined;
  readonly status?: CheckStatus | undefined;
  readonly conclusion?: Conclusion | undefined;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly output?: CheckOutput | undefined;
}

/** «If you reach … 1000 check runs with the same name in a check suite, older ones are deleted»: REST «Check runs» guide. */
export const MAX_SAME_NAME = 1000;

export function createCheck(
  world: World,
  repository: Repository,
  by: Actor,
  sha: string,
  given: CheckChange & { readonly name: string },
  inRun?: WorkflowRun,
): CheckRun {
  const { app } = by;
  if (app === undefined) throw new Error('Only apps make check runs: ask who it is first');
  if (!/^[0-9a-f]{40}$/.test(sha) || repository.git.resolve(sha) === undefined)
    throw new Refused(422, `No commit found for SHA: ${sha}`);
  const suite = inRun?.suite ?? suiteOf(world, repository, app, sha);
  const check: CheckRun = {
    node: 'CheckRun',
    ...identity(world, 'CR'),
    suite,
    name: given.name,
    status: 'queued',
    conclusion: undefined,
    externalId: undefined,
    detailsUrl: undefined,
    startedAt: world.clock.iso(),
    completedAt: undefined,
    title: undefined,
    summary: undefined,
    text: undefined,
    annotations: [],
  };
  apply(world, check, given);
  suite.checkRuns.push(enrol(world, check));
  const namesakes = suite.checkRuns.filter(({ name }) => name === check.name);
  for (const old of namesakes.slice(0, -MAX_SAME_NAME)) {
    suite.checkRuns.splice(suite.checkRuns.indexOf(old), 1);
    world.nodes.delete(old.nodeId);
  }
  happen(world, { event: 'check_run', action: 'created', repository, by, checkRun: check });
  if (check.status === 'completed') completed(world, check, by);
  return check;
}

export function updateCheck(world: World, check: CheckRun, by: Actor, change: CheckChange): void {
  if (by.app !== check.suite.app)
    throw new Refused(
      403,
      `Invalid app_id \`${by.app?.id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  apply(world, check, change);
  if (check.status === 'completed') completed(world, check, by);
}

/**
 * The suite that a check run of the API joins: nobody can choose it. One that is written with GITHUB_TOKEN therefore lands
 * in the workflow run that was first on the commit, whichever workflow wrote it (github.com/orgs/community/discussions/24616).
 */
export function suiteOf(world: World, repository: Repository, app: App, sha: string): CheckSuite {
  const known = repository.checkSuites.find((one) => one.app === app && one.sha === sha);
  return known ?? newSuite(world, repository, app, sha);
}

export function newSuite(
  world: World,
  repository: Repository,
  app: App,
  sha: string,
  branch?: string,
): CheckSuite {
  const at = world.clock.iso();
  const suite: CheckSuite = enrol(world, {
    node: 'CheckSuite',
    ...identity(world, 'CS'),
    repository,
    app,
    sha,
    branch,
    createdAt: at,
    updatedAt: at,
    run: undefined,
    checkRuns: [],
  });
  repository.checkSuites.push(suite);
  return suite;
}

/** The newest of each name in each suite, as `filter=latest` and `checkType: LATEST` give them. */
export function latest(checks: readonly CheckRun[]): readonly CheckRun[] {
  return checks.filter(
    (check) =>
      !checks.some(
        (one) => one.suite === check.suite && one.name === check.name && one.id > check.id,
      ),
  );
}

export function checksOn(repository: Repository, sha: string): readonly CheckRun[] {
  return repository.checkSuites
    .filter((suite) => suite.sha === sha)
    .flatMap((suite) => suite.checkRuns);
}

function completed(world: World, checkRun: CheckRun, by: Actor): void {
  const { repository } = checkRun.suite;
  happen(world, { event: 'check_run', action: 'completed', repository, by, checkRun });
}

/** Everything is checked before anything is changed. */
function apply(world: World, check: CheckRun, change: CheckChange): void {
  refuseTooMuch(check, change);
  const { output } = change;
  check.name = change.name ?? check.name;
  check.externalId = change.externalId ?? check.externalId;
  check.detailsUrl = change.detailsUrl ?? check.detailsUrl;
  check.startedAt = change.startedAt ?? check.startedAt;
  if (change.conclusion !== undefined) {
    // «Providing conclusion will automatically set the status parameter to completed»: REST checks/create.
    check.status = 'completed';
    check.conclusion = change.conclusion;
    check.completedAt = change.completedAt ?? world.clock.iso();
  } else if (change.status !== undefined) {
    check.status = change.status;
    if (change.status !== 'completed') {
      check.conclusion = undefined;
      check.completedAt = undefined;
    }
  }
  if (output) {
    check.title = output.title ?? check.title;
    check.summary = output.summary ?? check.summary;
    check.text = output.text === undefined ? check.text : cutToBytes(output.text);
    check.annotations.push(...(output.annotations ?? []));
  }
  check.suite.updatedAt = world.clock.iso();
}

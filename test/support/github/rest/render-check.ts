import type { Annotation, CheckRun, CheckSuite } from '../checks.ts';
import { fullName, type World } from '../world.ts';
import { renderApp } from './render-account.ts';
import { renderHeadCommit } from './render-git.ts';
import { pullsOf } from './render-pull.ts';
import { renderRepository, repositoryUrl } from './render-repository.ts';

/** Schema `check-run`. */
export function renderCheck(world: World, check: CheckRun) {
  const { repository, sha, app, id } = check.suite;
  const url = `${repositoryUrl(world, repository)}/check-runs/${check.id}`;
  const html = `${world.url}/${fullName(repository)}/runs/${check.id}`;
  return {
    id: check.id,
    node_id: check.nodeId,
    head_sha: sha,
    external_id: check.externalId ?? '',
    url,
    html_url: html,
    details_url: check.detailsUrl ?? html,
    status: check.status,
    conclusion: check.conclusion ?? null,
    started_at: check.startedAt,
    completed_at: check.completedAt ?? null,
    output: {
      title: check.title ?? null,
      summary: check.summary ?? null,
      text: check.text ?? null,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: check.name,
    check_suite: { id },
    app: renderApp(world, app),
    pull_requests: pullsOf(world, repository, sha),
  };
}

export function suiteStatus({ checkRuns }: CheckSuite) {
  if (checkRuns.length === 0) return 'queued';
  return checkRuns.every(({ status }) => status === 'completed') ? 'completed' : 'in_progress';
}

/** The worst conclusion of its runs is the suite's. */
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

export function suiteConclusion(suite: CheckSuite): string | undefined {
  if (suiteStatus(suite) !== 'completed') return undefined;
  return WORST.find((one) => suite.checkRuns.some(({ conclusion }) => conclusion === one));
}

/** Schema `check-suite`. */
export function renderSuite(world: World, suite: CheckSuite) {
  const { repository, sha } = suite;
  const url = `${repositoryUrl(world, repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.branch ?? null,
    head_sha: sha,
    status: suiteStatus(suite),
    conclusion: suiteConclusion(suite) ?? null,
    url,
    before: null,
    after: sha,
    pull_requests: pullsOf(world, repository, sha),
    app: renderApp(world, suite.app),
    repository: renderRepository(world, repository),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    head_commit: renderHeadCommit(world, repository, sha),
    latest_check_runs_count: suite.checkRuns.length,
    check_runs_url: `${url}/check-runs`,
  };
}

/** Schema `check-annotation`. */
export function renderAnnotation(world: World, { suite }: CheckRun, one: Annotation) {
  return {
    path: one.path,
    start_line: one.startLine,
    end_line: one.endLine,
    start_column: one.startColumn ?? null,
    end_column: one.endColumn ?? null,
    annotation_level: one.level,
    title: one.title ?? null,
    message: one.message,
    raw_details: one.rawDetails ?? null,
    blob_href: `${world.url}/${fullName(suite.repository)}/blob/${suite.sha}/${encodeURI(one.path)}`,
  };
}

import { createHash } from 'node:crypto';
import {
  type Artifact,
  type Job,
  runConclusion,
  runStatus,
  type Workflow,
  type WorkflowRun,
} from '../workflows.ts';
import { fullName, type Repository, type World } from '../world.ts';
import { renderAccount } from './render-account.ts';
import { renderHeadCommit } from './render-git.ts';
import { pullsOf } from './render-pull.ts';
import { renderRepository, repositoryUrl } from './render-repository.ts';

/** Schema `workflow`. */
export function renderWorkflow(world: World, workflow: Workflow) {
  const url = `${repositoryUrl(world, workflow.repository)}/actions/workflows/${workflow.id}`;
  const html = `${world.url}/${fullName(workflow.repository)}`;
  return {
    id: workflow.id,
    node_id: workflow.nodeId,
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url,
    html_url: `${html}/blob/${workflow.repository.defaultBranch}/${workflow.path}`,
    badge_url: `${html}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

/** Schema `workflow-run`. `pull_requests` is empty for forks: GitHub finds pull requests of the same repository only. */
export function renderRun(world: World, run: WorkflowRun) {
  const { repository } = run.workflow;
  const base = repositoryUrl(world, repository);
  const url = `${base}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: run.nodeId,
    check_suite_id: run.suite.id,
    check_suite_node_id: run.suite.nodeId,
    head_branch: run.headBranch,
    head_sha: run.suite.sha,
    path: run.workflow.path,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    referenced_workflows: [],
    event: run.event,
    status: runStatus(run),
    conclusion: runConclusion(run) ?? null,
    workflow_id: run.workflow.id,
    url,
    html_url: `${world.url}/${fullName(repository)}/actions/runs/${run.id}`,
    pull_requests: pullsOf(world, repository, run.suite.sha),
    created_at: run.createdAt,
    updated_at: run.suite.updatedAt,
    run_started_at: run.createdAt,
    actor: renderAccount(world, run.actor.account),
    triggering_actor: renderAccount(world, run.actor.account),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${base}/check-suites/${run.suite.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${base}/actions/workflows/${run.workflow.id}`,
    head_commit: renderHeadCommit(world, repository, run.suite.sha),
    repository: renderRepository(world, repository),
    head_repository: renderRepository(world, run.headRepository),
    display_title: run.workflow.name,
  };
}

/** Schema `job`: the job and its check run have one number. */
export function renderJob(world: World, run: WorkflowRun, { check, steps }: Job) {
  const base = repositoryUrl(world, run.workflow.repository);
  return {
    id: check.id,
    run_id: run.id,
    run_url: `${base}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    node_id: check.nodeId,
    head_sha: run.suite.sha,
    url: `${base}/actions/jobs/${check.id}`,
    html_url: `${world.url}/${fullName(run.workflow.repository)}/actions/runs/${run.id}/job/${check.id}`,
    status: check.status,
    conclusion: check.conclusion ?? null,
    created_at: run.createdAt,
    started_at: check.startedAt,
    completed_at: check.completedAt ?? null,
    name: check.name,
    // A skipped job runs no step.
    steps: (check.conclusion === 'skipped' ? [] : steps).map(({ name, conclusion }, index) => ({
      name,
      status: check.status,
      conclusion: check.status === 'completed' ? conclusion : null,
      number: index + 1,
      started_at: check.startedAt,
      completed_at: check.completedAt ?? null,
    })),
    check_run_url: `${base}/check-runs/${check.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
    workflow_name: run.workflow.name,
    head_branch: run.headBranch,
  };
}

/** Schema `artifact`. «Artifacts … are retained for 90 days» by default. */
export function renderArtifact(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  artifact: Artifact,
) {
  const url = `${repositoryUrl(world, repository)}/actions/artifacts/${artifact.id}`;
  const expires = new Date(Date.parse(artifact.createdAt) + 90 * 86_400_000).toISOString();
  return {
    id: artifact.id,
    node_id: artifact.nodeId,
    name: artifact.name,
    size_in_bytes: artifact.bytes.length,
    url,
    archive_download_url: `${url}/zip`,
    digest: `sha256:${createHash('sha256').update(artifact.bytes).digest('hex')}`,
    expired: artifact.expired,
    created_at: artifact.createdAt,
    expires_at: expires,
    updated_at: artifact.createdAt,
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: run.headRepository.id,
      head_branch: run.headBranch,
      head_sha: run.suite.sha,
    },
  };
}

import { happen } from '../happenings.ts';
import { demand } from '../permissions.ts';
import { runConclusion, runStatus } from '../workflows.ts';
import { Refused } from '../world.ts';
import { type Call, counted, type Handlers, ok, readable, repositoryOf, writable } from './call.ts';
import { renderArtifact, renderJob, renderRun, renderWorkflow } from './render-actions.ts';

export const actionHandlers: Handlers = {
  'actions/list-repo-workflows': (call) =>
    counted(call, 'workflows', readable(call, 'actions').workflows, (one) =>
      renderWorkflow(call.world, one),
    ),
  'actions/get-workflow': (call) => ok(renderWorkflow(call.world, workflowOf(call))),
  'actions/list-workflow-runs-for-repo'(call) {
    const is = (name: string, value: string) => (call.query.get(name) ?? value) === value;
    const found = readable(call, 'actions')
      .runs.filter(
        (run) =>
          is('head_sha', run.suite.sha) &&
          is('event', run.event) &&
          is('branch', run.headBranch) &&
          is('check_suite_id', String(run.suite.id)) &&
          is('actor', run.actor.account.login) &&
          [runStatus(run), runConclusion(run), null].includes(
            (call.query.get('status') as never) ?? null,
          ),
      )
      .toReversed();
    return counted(call, 'workflow_runs', found, (run) => renderRun(call.world, run));
  },
  'actions/get-workflow-run': (call) => ok(renderRun(call.world, runOf(call))),
  'actions/list-jobs-for-workflow-run'(call) {
    const run = runOf(call);
    return counted(call, 'jobs', run.jobs, (job) => renderJob(call.world, run, job));
  },
  'actions/list-workflow-run-artifacts'(call) {
    const run = runOf(call);
    return counted(call, 'artifacts', run.artifacts, (one) =>
      renderArtifact(call.world, run.workflow.repository, run, one),
    );
  },
  'actions/download-artifact'(call) {
    const repository = repositoryOf(call);
    demand(call.credential, repository, 'actions', 'read', 'read');
    const id = Number(call.params['artifact_id']);
    const found = repository.runs
      .flatMap(({ artifacts }) => artifacts)
      .find((one) => one.id === id);
    if (found === undefined) throw new Refused(404, 'Not Found');
    if (found.expired) throw new Refused(410, 'Artifact has expired');
    // «Look for Location: in the response header to find the URL for the download»; it needs no token, for a minute.
    return { status: 302, headers: { location: `${call.world.url}/_artifacts/${id}.zip` } };
  },
  'actions/create-workflow-dispatch'(call) {
    const { repository, by } = writable(call, 'actions', 'write');
    const { ref, inputs = {} } = call.body as { ref: string; inputs?: Record<string, unknown> };
    const workflow = workflowOf(call);
    if (repository.git.resolve(`refs/heads/${ref}`) === undefined)
      throw new Refused(422, `No ref found for: ${ref}`);
    happen(call.world, {
      event: 'workflow_dispatch',
      repository,
      by,
      ref: `refs/heads/${ref}`,
      workflow,
      inputs,
    });
    return { status: 204 };
  },
  'repos/create-dispatch-event'(call) {
    const { repository, by } = writable(call, 'contents', 'write');
    const { event_type: action, client_payload: inputs = {} } = call.body as {
      event_type: string;
      client_payload?: Record<string, unknown>;
    };
    happen(call.world, { event: 'repository_dispatch', action, repository, by, inputs });
    return { status: 204 };
  },
  'actions/get-github-actions-default-workflow-permissions-repository'(call) {
    const repository = repositoryOf(call);
    demand(call.credential, repository, 'administration', 'read', 'admin');
    const { canApprove, level } = repository.actionsPermissions;
    return ok({
      default_workflow_permissions: level,
      can_approve_pull_request_reviews: canApprove,
    });
  },
};

function runOf(call: Call) {
  const found = readable(call, 'actions').runs.find(
    ({ id }) => id === Number(call.params['run_id']),
  );
  if (found === undefined) throw new Refused(404, 'Not Found');
  return found;
}

/** By number, or by file name. */
function workflowOf(call: Call) {
  const wanted = String(call.params['workflow_id']);
  const found = readable(call, 'actions').workflows.find(
    ({ id, path }) => String(id) === wanted || path.split('/').at(-1) === wanted,
  );
  if (found === undefined) throw new Refused(404, 'Not Found');
  return found;
}

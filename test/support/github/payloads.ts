import type { App } from './accounts.ts';
import type { Happening } from './happenings.ts';
import type { MergeGroup } from './merge-queue.ts';
import { renderPush } from './push-payload.ts';
import { renderAccount } from './rest/render-account.ts';
import { renderRun, renderWorkflow } from './rest/render-actions.ts';
import { renderCheck, renderSuite } from './rest/render-check.ts';
import { renderHeadCommit } from './rest/render-git.ts';
import { renderComment, renderIssue, renderLabel } from './rest/render-issue.ts';
import { renderPull } from './rest/render-pull.ts';
import { renderFullRepository } from './rest/render-repository.ts';
import { cutToSchema } from './webhook-schema.ts';
import type { PullRequest, Repository, World } from './world.ts';

type Payload = Readonly<Record<string, unknown>> & { readonly action?: string | undefined };

/**
 * The body of a webhook, and the event of a workflow (`$GITHUB_EVENT_PATH`), as it is when it is asked for.
 * @param to the app whose webhook it is; it is told its installation.
 */
export function payloadOf(world: World, told: Happening, to?: App): Payload {
  const { repository, by, event, action } = told;
  const installation =
    to && world.installations.find((one) => one.app === to && one.account === repository.owner);
  const payload = {
    ...(action === undefined ? {} : { action }),
    ...subject(world, told),
    repository: renderFullRepository(world, repository),
    sender: renderAccount(world, by.account),
    ...(repository.owner.node === 'Organization'
      ? { organization: organization(world, repository) }
      : {}),
    ...(installation
      ? { installation: { id: installation.id, node_id: `INS_${installation.id}` } }
      : {}),
  };
  return cutToSchema(event, structuredClone(payload));
}

function subject(world: World, told: Happening): Readonly<Record<string, unknown>> {
  const { repository, pull, issue, comment, label, changes, before, after, reason, group, inputs } =
    told;
  const more = {
    ...(label ? { label: renderLabel(world, repository, label) } : {}),
    ...(changes ? { changes } : {}),
    ...(before !== undefined && after !== undefined ? { before, after } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
  switch (told.event) {
    case 'pull_request':
      return pull ? { number: pull.number, pull_request: settled(world, pull), ...more } : {};
    case 'issues':
      return issue ? { issue: withState(renderIssue(world, issue)), ...more } : {};
    case 'issue_comment': {
      const on = issue ?? pull;
      if (!on || !comment) return {};
      return {
        issue: withState(renderIssue(world, on)),
        comment: renderComment(world, comment),
        ...more,
      };
    }
    case 'check_run': {
      const { checkRun } = told;
      if (!checkRun) return {};
      const suite = { ...renderSuite(world, checkRun.suite), pull_requests: [] };
      return { check_run: { ...renderCheck(world, checkRun), check_suite: suite } };
    }
    case 'workflow_run': {
      const { run } = told;
      if (!run) return {};
      return { workflow: renderWorkflow(world, run.workflow), workflow_run: renderRun(world, run) };
    }
    case 'merge_group':
      return group ? { merge_group: mergeGroup(world, repository, group), ...more } : {};
    case 'push':
      return renderPush(world, told);
    case 'workflow_dispatch':
      return { inputs: inputs ?? {}, ref: told.ref, workflow: told.workflow?.path };
    case 'repository_dispatch':
      return { branch: repository.defaultBranch, client_payload: inputs ?? {} };
    default:
      throw new Error(`The emulated GitHub has no webhook ${told.event}`);
  }
}

/** What `issues` holds beside the REST issue. */
function withState(issue: ReturnType<typeof renderIssue>) {
  return { ...issue, milestone: null };
}

/** A webhook comes before the background job: it never knows whether a pull request merges. Its repositories are whole. */
function settled(world: World, pull: PullRequest) {
  const shown = renderPull(world, pull);
  const head = { ...shown.head, repo: renderFullRepository(world, pull.head.repository) };
  const base = { ...shown.base, repo: renderFullRepository(world, pull.repository) };
  const whole = { ...shown, head, base };
  const unknown = { mergeable: null, rebaseable: null, mergeable_state: 'unknown' };
  return pull.merged ? whole : { ...whole, ...unknown };
}

function mergeGroup(world: World, repository: Repository, group: MergeGroup) {
  return {
    head_sha: group.sha,
    head_ref: group.ref,
    base_sha: group.baseSha,
    base_ref: `refs/heads/${group.baseRef}`,
    head_commit: renderHeadCommit(world, repository, group.sha),
  };
}

function organization(world: World, { owner }: Repository) {
  const { login, id, node_id, avatar_url } = renderAccount(world, owner);
  const url = `${world.url}/orgs/${login}`;
  const parts = ['repos', 'events', 'hooks', 'issues'].map((part) => [
    `${part}_url`,
    `${url}/${part}`,
  ]);
  return {
    login,
    id,
    node_id,
    url,
    ...Object.fromEntries(parts),
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url,
    description: '',
  };
}

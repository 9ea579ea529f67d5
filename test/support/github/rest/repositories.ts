import { atLeast, type Role } from '../accounts.ts';
import { demand, effectiveRole, roleOf } from '../permissions.ts';
import { Refused, type Status } from '../world.ts';
import { type Call, type Handlers, ok, readable, repositoryOf, writable } from './call.ts';
import { renderAccount } from './render-account.ts';
import { renderFullRepository, renderRepository, repositoryUrl } from './render-repository.ts';

/** «The permission is admin, write, read, or none. `maintain` is mapped to write and `triage` to read»: repos/get-collaborator-permission-level. */
const LEGACY: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

export const repositoryHandlers: Handlers = {
  'repos/get': (call) => ok(renderFullRepository(call.world, readable(call, 'metadata'))),
  'repos/check-collaborator'(call) {
    const repository = repositoryOf(call);
    demand(call.credential, repository, 'metadata', 'read', 'write');
    if (!atLeast(roleOf(repository, person(call)), 'read')) throw new Refused(404, 'Not Found');
    return { status: 204 };
  },
  'repos/get-collaborator-permission-level'(call) {
    const repository = repositoryOf(call);
    demand(call.credential, repository, 'metadata', 'read', 'write');
    const user = person(call);
    const role = effectiveRole(repository, user);
    const can = (least: Role) => atLeast(role, least);
    const permissions = {
      pull: can('read'),
      triage: can('triage'),
      push: can('write'),
      maintain: can('maintain'),
      admin: can('admin'),
    };
    return ok({
      permission: LEGACY[role],
      role_name: role,
      user: { ...renderAccount(call.world, user), permissions, role_name: role },
    });
  },
  'repos/create-commit-status'(call) {
    const { repository, by } = writable(call, 'statuses', 'write');
    const sha = String(call.params['sha']);
    if (repository.git.resolve(sha) !== sha)
      throw new Refused(422, `No commit found for SHA: ${sha}`);
    const {
      state,
      context = 'default',
      description = null,
    } = call.body as Pick<Status, 'state'> & { context?: string; description?: string | null };
    const id = call.world.nextId();
    const status: Status = {
      id,
      nodeId: `SC_${id}`,
      sha,
      context,
      state,
      description,
      by,
      createdAt: call.world.clock.iso(),
    };
    repository.statuses.push(status);
    return ok(
      { ...renderStatus(call, status), creator: renderAccount(call.world, by.account) },
      201,
    );
  },
  'repos/get-combined-status-for-ref'(call) {
    const repository = readable(call, 'statuses');
    const sha = repository.git.resolve(String(call.params['ref']));
    if (sha === undefined) throw new Refused(404, 'Not Found');
    const newest = new Map(
      repository.statuses.filter((one) => one.sha === sha).map((one) => [one.context, one]),
    );
    const states = [...newest.values()].map(({ state }) => state);
    const failed = states.some((state) => state === 'failure' || state === 'error');
    const base = `${repositoryUrl(call.world, repository)}/commits/${sha}`;
    return ok({
      state: failed
        ? 'failure'
        : states.length > 0 && states.every((state) => state === 'success')
          ? 'success'
          : 'pending',
      statuses: [...newest.values()].map((one) => ({ ...renderStatus(call, one), required: null })),
      sha,
      total_count: newest.size,
      repository: renderRepository(call.world, repository),
      commit_url: base,
      url: `${base}/status`,
    });
  },
  'users/get-authenticated'(call) {
    const { credential } = call;
    if (credential === undefined) throw new Refused(401, 'Requires authentication');
    if (credential.app) throw new Refused(403, 'Resource not accessible by integration');
    return ok(publicUser(call, credential.account.login));
  },
  // An app needs `members`; a person must be in the organisation to see who else is.
  'teams/get-membership-for-user-in-org'(call) {
    const { world, credential, params } = call;
    const team = `${params['org']}/${params['team_slug']}`;
    const members = world.teams.get(team);
    if (credential?.app && credential.permissions?.['members'] === undefined)
      throw new Refused(403, 'Resource not accessible by integration');
    const user = person(call);
    if (credential === undefined || !members?.has(user.id)) throw new Refused(404, 'Not Found');
    const url = `${world.url}/orgs/${params['org']}/teams/${params['team_slug']}/memberships/${user.login}`;
    return ok({ url, role: 'member', state: 'active' });
  },
  'users/get-by-username': (call) => ok(publicUser(call, person(call).login)),
};

function renderStatus(call: Call, status: Status) {
  return {
    id: status.id,
    node_id: status.nodeId,
    url: `${repositoryUrl(call.world, repositoryOf(call))}/statuses/${status.sha}`,
    avatar_url: renderAccount(call.world, status.by.account).avatar_url,
    state: status.state,
    description: status.description,
    target_url: null,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

function person(call: Call) {
  const wanted = String(call.params['username']).toLowerCase();
  const found = [...call.world.accounts.values()].find(
    ({ login }) => login.toLowerCase() === wanted,
  );
  if (found === undefined) throw new Refused(404, 'Not Found');
  return found;
}

function publicUser(call: Call, login: string) {
  const account = person({ ...call, params: { username: login } });
  const none = {
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
  };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const at = { created_at: account.createdAt, updated_at: account.createdAt };
  return { ...renderAccount(call.world, account), ...none, ...counts, ...at };
}

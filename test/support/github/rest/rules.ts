import { account } from '../new-world.ts';
import { demand } from '../permissions.ts';
import { activeRules, type Ruleset } from '../rulesets.ts';
import { fullName, Refused, type Repository } from '../world.ts';
import { type Call, type Handlers, list, ok, readable, repositoryOf } from './call.ts';
import { renderAccount } from './render-account.ts';
import { repositoryUrl } from './render-repository.ts';

export const ruleHandlers: Handlers = {
  // Everybody who may read may see which rules hold for a branch; no permission but metadata.
  'repos/get-branch-rules'(call) {
    const repository = readable(call, 'metadata');
    const found = activeRules(repository, String(call.params['branch']));
    return list(call, found, ({ set, rule }) => ({
      ...rule,
      ruleset_source_type: set.source,
      ruleset_source: sourceOf(repository, set),
      ruleset_id: set.id,
    }));
  },
  'repos/get-repo-rulesets'(call) {
    const repository = readable(call, 'metadata');
    return list(call, repository.rulesets, (set) => renderSummary(call, repository, set));
  },
  'repos/get-repo-ruleset'(call) {
    const repository = readable(call, 'metadata');
    const set = repository.rulesets.find(({ id }) => id === Number(call.params['ruleset_id']));
    if (set === undefined) throw new Refused(404, 'Not Found');
    const { credential } = call;
    const mayWrite = credential?.app
      ? credential.permissions?.['administration'] === 'write'
      : credential !== undefined && isAdmin(call, repository);
    return ok({
      ...renderSummary(call, repository, set),
      conditions: { ref_name: { include: set.include, exclude: set.exclude } },
      rules: set.rules,
      // «bypass_actors … only returned if the user making the API call has write access to the ruleset»
      ...(mayWrite ? { bypass_actors: set.bypass } : {}),
    });
  },
  'repos/get-branch-protection'(call) {
    const repository = repositoryOf(call);
    demand(call.credential, repository, 'administration', 'read', 'admin');
    const branch = String(call.params['branch']);
    const found = repository.protections.get(branch);
    if (found === undefined) throw new Refused(404, 'Branch not protected');
    const url = `${repositoryUrl(call.world, repository)}/branches/${branch}/protection`;
    return ok({
      url,
      required_status_checks: {
        url: `${url}/required_status_checks`,
        strict: found.strict,
        contexts: found.checks.map(({ context }) => context),
        contexts_url: `${url}/required_status_checks/contexts`,
        checks: found.checks.map(({ context, appId = null }) => ({ context, app_id: appId })),
      },
      enforce_admins: { url: `${url}/enforce_admins`, enabled: found.enforceAdmins },
      ...(found.requirePull
        ? {
            required_pull_request_reviews: {
              url: `${url}/required_pull_request_reviews`,
              dismiss_stale_reviews: false,
              require_code_owner_reviews: false,
              required_approving_review_count: 0,
              require_last_push_approval: false,
              ...(found.withoutPull && {
                bypass_pull_request_allowances: {
                  users: found.withoutPull.map((login) =>
                    renderAccount(call.world, account(call.world, login)),
                  ),
                  teams: [],
                  apps: [],
                },
              }),
            },
          }
        : {}),
      allow_force_pushes: { enabled: found.allowForcePushes },
      allow_deletions: { enabled: false },
    });
  },
};

function isAdmin(call: Call, repository: Repository): boolean {
  try {
    demand(call.credential, repository, 'administration', 'write', 'admin');
    return true;
  } catch {
    return false;
  }
}

function sourceOf(repository: Repository, set: Ruleset): string {
  return set.source === 'Repository' ? fullName(repository) : repository.owner.login;
}

function renderSummary(call: Call, repository: Repository, set: Ruleset) {
  return {
    id: set.id,
    node_id: set.nodeId,
    name: set.name,
    target: 'branch',
    source_type: set.source,
    source: sourceOf(repository, set),
    enforcement: set.enforcement,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    _links: { self: { href: `${repositoryUrl(call.world, repository)}/rulesets/${set.id}` } },
  };
}

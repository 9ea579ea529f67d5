import type { App, Permissions } from '../accounts.ts';
import { appOfJwt, type Installation } from '../installations.ts';
import { newToken } from '../new-world.ts';
import type { Delivery } from '../webhooks.ts';
import { fullName, Refused } from '../world.ts';
import { type Call, type Handlers, list, ok } from './call.ts';
import { renderAccount, renderApp } from './render-account.ts';

/** «Installation tokens expire one hour from the time you create them»: apps/create-installation-access-token. */
const TOKEN_SECONDS = 3600;

/** What an app does as itself, with a JWT. */
export const appHandlers: Handlers = {
  'apps/get-authenticated': (call) => ok(renderApp(call.world, appOf(call))),
  'apps/list-installations'(call) {
    const own = call.world.installations.filter(({ app }) => app === appOf(call));
    return list(call, own, (one) => renderInstallation(call, one));
  },
  'apps/get-installation': (call) => ok(renderInstallation(call, installationOf(call))),
  'apps/get-repo-installation'(call) {
    const owner = appOf(call);
    const repository = call.world.repositories.get(
      `${call.params['owner']}/${call.params['repo']}`,
    );
    const found = call.world.installations.find(
      ({ app, account, repositories }) =>
        app === owner &&
        account === repository?.owner &&
        (repositories === undefined || repositories.includes(fullName(repository))),
    );
    if (found === undefined) throw new Refused(404, 'Not Found');
    return ok(renderInstallation(call, found));
  },
  'apps/create-installation-access-token'(call) {
    const installation = installationOf(call);
    if (installation.suspended) throw new Refused(403, 'This installation has been suspended');
    const { repositories, permissions } = call.body as {
      repositories?: string[];
      permissions?: Permissions;
    };
    const has = installation.permissions;
    const more = Object.entries(permissions ?? {}).filter(
      ([name, level]) => has[name] === undefined || (level !== 'read' && has[name] === 'read'),
    );
    if (more.length > 0)
      throw new Refused(422, 'The permissions requested are not granted to this installation.');
    const named = repositories?.map((name) => `${installation.account.login}/${name}`);
    const all = [...call.world.repositories.values()]
      .filter(({ owner }) => owner === installation.account)
      .map(fullName);
    const open = installation.repositories ?? all;
    if (named?.some((name) => !open.includes(name)))
      throw new Refused(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    const expires = call.world.clock.now() + TOKEN_SECONDS * 1000;
    const given = {
      app: installation.app.slug,
      permissions: permissions ?? has,
      repositories: named ?? open,
      expires,
    };
    return ok(
      {
        token: newToken(call.world, given),
        expires_at: new Date(expires).toISOString(),
        permissions: permissions ?? has,
        repository_selection: named || installation.repositories ? 'selected' : 'all',
      },
      201,
    );
  },
  'apps/get-by-slug'(call) {
    const found = call.world.apps.get(String(call.params['app_slug']));
    if (found === undefined) throw new Refused(404, 'Not Found');
    return ok(renderApp(call.world, found));
  },
  'apps/list-webhook-deliveries'(call) {
    const own = deliveriesOf(call).toReversed();
    return list(call, own, (one) => ({
      id: one.id,
      guid: one.guid,
      delivered_at: one.at,
      redelivery: one.isRedelivery,
      duration: 0.1,
      status:
        one.status === 0
          ? 'failed to connect'
          : one.status && one.status < 300
            ? 'OK'
            : 'Invalid HTTP Response',
      status_code: one.status ?? 0,
      event: one.event,
      action: one.action ?? null,
      installation_id: null,
      repository_id: one.repository.id,
    }));
  },
  'apps/redeliver-webhook-delivery'(call) {
    const found = deliveriesOf(call).find(({ id }) => id === Number(call.params['delivery_id']));
    if (found === undefined) throw new Refused(404, 'Not Found');
    call.world.webhooks?.redeliver(found);
    return ok({}, 202);
  },
  // «Accessing this endpoint does not count against your REST API rate limit.»
  'rate-limit/get'(call) {
    const standing = (resource: 'core' | 'graphql') =>
      call.world.limits.standing(call.credential, resource);
    const search = { limit: 30, used: 0, remaining: 30, reset: standing('core').reset };
    const [core, graphql] = [standing('core'), standing('graphql')];
    return ok({ resources: { core, graphql, search }, rate: core });
  },
};

/** «The past 3 days»: docs «Viewing webhook deliveries». */
const KEPT_SECONDS = 3 * 86_400;

function deliveriesOf(call: Call): readonly Delivery[] {
  const owner = appOf(call);
  const oldest = call.world.clock.now() - KEPT_SECONDS * 1000;
  const all = call.world.webhooks?.deliveries ?? [];
  return all.filter(({ hook, at }) => hook.app === owner && Date.parse(at) >= oldest);
}

function appOf(call: Call): App {
  const [, jwt] = /^bearer (.+\..+\..+)$/i.exec(call.authorization ?? '') ?? [];
  if (jwt === undefined) throw new Refused(401, 'A JSON web token could not be decoded');
  return appOfJwt(call.world, jwt);
}

function installationOf(call: Call): Installation {
  const owner = appOf(call);
  const id = Number(call.params['installation_id']);
  const found = call.world.installations.find((one) => one.id === id && one.app === owner);
  if (found === undefined) throw new Refused(404, 'Not Found');
  return found;
}

function renderInstallation(call: Call, one: Installation) {
  const { world } = call;
  return {
    id: one.id,
    account: renderAccount(world, one.account),
    repository_selection: one.repositories ? 'selected' : 'all',
    access_tokens_url: `${world.url}/app/installations/${one.id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${one.id}`,
    app_id: one.app.id,
    app_slug: one.app.slug,
    target_id: one.account.id,
    target_type: one.account.node,
    permissions: one.permissions,
    events: one.app.events,
    created_at: one.createdAt,
    updated_at: one.createdAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: one.suspended ? one.createdAt : null,
  };
}

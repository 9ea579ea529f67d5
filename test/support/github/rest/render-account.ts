import { type Account, type App, GHOST_ID } from '../accounts.ts';
import type { World } from '../world.ts';

const PARTS = ['followers', 'subscriptions', 'organizations', 'repos', 'received_events'];

/** Schema `simple-user`. */
export function renderAccount({ url }: World, who: Account) {
  const gone = { ...who, login: 'ghost', id: GHOST_ID, nodeId: `U_${GHOST_ID}` };
  const account = who.isDeleted ? gone : who;
  const base = `${url}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `${url}/avatars/${account.id}`,
    gravatar_id: '',
    url: base,
    html_url: `${url}/${encodeURIComponent(account.login)}`,
    ...Object.fromEntries(PARTS.map((part) => [`${part}_url`, `${base}/${part}`])),
    following_url: `${base}/following{/other_user}`,
    gists_url: `${base}/gists{/gist_id}`,
    starred_url: `${base}/starred{/owner}{/repo}`,
    events_url: `${base}/events{/privacy}`,
    type: account.node,
    site_admin: false,
  };
}

/** Schema `integration`. */
export function renderApp(world: World, app: App) {
  return {
    id: app.id,
    slug: app.slug,
    node_id: app.nodeId,
    client_id: `Iv1.${app.id}`,
    owner: renderAccount(world, app.owner),
    name: app.name,
    description: '',
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

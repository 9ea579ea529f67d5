import type { Account, App } from '../accounts.ts';
import type { World } from '../world.ts';
import { fields } from './fields.ts';

const url = (account: Account, world: World) => `${world.url}/${graphQLLogin(account)}`;

const common = fields<Account>(['createdAt'], {
  id: (account) => account.nodeId,
  databaseId: (account) => account.id,
  login: graphQLLogin,
  url: (account, _: never, { world }) => url(account, world),
  resourcePath: (account) => `/${graphQLLogin(account)}`,
  avatarUrl: (account, _: never, { world }) => `${url(account, world)}.png`,
});

/** REST writes `name[bot]`, GraphQL writes `name` and says `Bot` as the type: only the numeric id is the same in both. */
export function graphQLLogin(account: Account): string {
  return account.node === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login;
}

export const accountFields = {
  User: new Map([
    ...common,
    ...fields<Account>([], {
      isViewer: (account, _: never, { viewer }) => viewer.account === account,
      name: (account) => account.login,
    }),
  ]),
  Bot: common,
  Organization: common,
  App: fields<App>(['name', 'slug', 'createdAt'], {
    id: (app) => app.nodeId,
    databaseId: (app) => app.id,
  }),
};

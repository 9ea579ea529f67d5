import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../repo.ts';
import {
  type Account,
  type App,
  type Credential,
  GITHUB_ACTIONS,
  type Permissions,
  type Role,
} from './accounts.ts';
import { type Clock, virtualClock } from './clock.ts';
import { bareRepository, type Files } from './git-store.ts';
import { rateLimits } from './limits.ts';
import { enrol, fullName, identity, type Repository, type World } from './world.ts';

export function newWorld(clock: Clock = virtualClock()): World {
  let id = 5_000_000;
  return {
    clock,
    accounts: new Map(),
    apps: new Map(),
    tokens: new Map(),
    installations: [],
    teams: new Map(),
    repositories: new Map(),
    nodes: new Map(),
    happenings: [],
    listeners: [],
    limits: rateLimits(clock),
    webhooks: undefined,
    url: '',
    nextId: () => ++id,
  };
}

const PREFIX = { User: 'U', Bot: 'BOT', Organization: 'O' } as const;

export function newAccount(
  world: World,
  login: string,
  node: Account['node'] = 'User',
  id = world.nextId(),
): Account {
  const nodeId = `${PREFIX[node]}_${id}`;
  const createdAt = world.clock.iso();
  const account: Account = { node, id, nodeId, login, isDeleted: false, createdAt };
  world.accounts.set(login, account);
  return enrol(world, account);
}

export function newApp(world: World, slug: string, permissions: Permissions, owner: Account): App {
  const isActions = slug === GITHUB_ACTIONS.slug;
  const id = isActions ? GITHUB_ACTIONS.appId : world.nextId();
  const botId = isActions ? GITHUB_ACTIONS.botId : world.nextId();
  const app: App = {
    node: 'App',
    id,
    nodeId: `A_${id}`,
    slug,
    name: slug,
    owner,
    bot: newAccount(world, `${slug}[bot]`, 'Bot', botId),
    createdAt: world.clock.iso(),
    permissions,
    events: [],
  };
  world.apps.set(slug, app);
  return enrol(world, app);
}

export function account(world: World, login: string): Account {
  const found =
    world.accounts.get(login) ?? [...world.accounts.values()].find((one) => one.login === login);
  if (found) return found;
  throw new Error(
    `The emulated GitHub has no account ${login}; there are ${[...world.accounts.keys()].join(', ')}`,
  );
}

export function app(world: World, slug: string): App {
  const found = world.apps.get(slug);
  if (found) return found;
  throw new Error(
    `The emulated GitHub has no app ${slug}; there are ${[...world.apps.keys()].join(', ')}`,
  );
}

export interface NewToken {
  /** Login of a person: the token may do what the person may. */
  readonly user?: string;
  /** Slug of an app: an installation token, as GITHUB_TOKEN is one of «github-actions». */
  readonly app?: string;
  /** Of an installation token; default: all that the app has. */
  readonly permissions?: Permissions;
  /** Default: all repositories. */
  readonly repositories?: readonly string[];
  /** Milliseconds since 1970; default: never. */
  readonly expires?: number;
}

/** @returns the text of a new token. */
export function newToken(world: World, given: NewToken): string {
  const owner = given.app === undefined ? undefined : app(world, given.app);
  const token = `${owner ? 'ghs' : 'ghp'}_${String(world.nextId()).padStart(36, '0')}`;
  const credential: Credential = {
    token,
    account: owner ? owner.bot : account(world, given.user ?? 'admin'),
    app: owner,
    permissions: owner ? (given.permissions ?? owner.permissions) : undefined,
    repositories: given.repositories,
    expires: given.expires,
  };
  world.tokens.set(token, credential);
  return token;
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly files?: Files;
  /** A repository on disk whose branches and tags are taken over instead of `files`. */
  readonly from?: string;
  readonly isPrivate?: boolean;
  readonly forkOf?: Repository;
  readonly roles?: Readonly<Record<string, Role>>;
}

export function newRepository(world: World, given: NewRepository): Repository {
  const dir = join(temporaryFolder(), `${given.name}.git`);
  mkdirSync(dir);
  const git = bareRepository(dir);
  const repository: Repository = enrol(world, {
    node: 'Repository',
    ...identity(world, 'R'),
    owner: account(world, given.owner),
    name: given.name,
    defaultBranch: 'main',
    isPrivate: given.isPrivate === true,
    forkOf: given.forkOf,
    git,
    createdAt: world.clock.iso(),
    roles: new Map(),
    labels: new Map(),
    issues: new Map(),
    checkSuites: [],
    workflows: [],
    runs: [],
    rulesets: [],
    protections: new Map(),
    statuses: [],
    queue: [],
    actionsPermissions: { level: 'read', canApprove: false },
  });
  for (const [login, role] of Object.entries(given.roles ?? {}))
    repository.roles.set(account(world, login).id, role);
  world.repositories.set(fullName(repository), repository);
  const source = given.from ?? given.forkOf?.git.dir;
  if (given.forkOf) shareObjects(given.forkOf, repository);
  if (source)
    git.run('fetch', '-q', source, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*');
  else
    git.commit({
      refs: ['refs/heads/main'],
      parents: [],
      message: 'Initial',
      author: 'Ada <ada@example.com>',
      at: world.clock.now() / 1000,
      files: given.files ?? { 'README.md': '# Shop\n' },
    });
  return repository;
}

/**
 * A fork and its parent share their objects: whoever asks the parent for a commit of the fork by its id gets it, as on
 * github.com («this commit does not belong to any branch on this repository»). That is how an impostor commit looks real (C02).
 */
function shareObjects(parent: Repository, fork: Repository): void {
  appendFileSync(
    join(parent.git.dir, 'objects/info/alternates'),
    `${join(fork.git.dir, 'objects')}\n`,
  );
}

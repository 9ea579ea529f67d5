import { GITHUB_ACTIONS, type Permissions, type Role } from './accounts.ts';
import type { Clock } from './clock.ts';
import { type Faults, faultSource } from './faults.ts';
import type { Files } from './git-store.ts';
import { install } from './installations.ts';
import { MERGE_QUEUE_BOT, watchQueue } from './merge-queue.ts';
import {
  type NewRepository,
  type NewToken,
  newAccount,
  newApp,
  newRepository,
  newToken,
  newWorld,
} from './new-world.ts';
import { type RequestLog, requestLog } from './request-log.ts';
import { listen } from './server.ts';
import { type Webhooks, webhooks } from './webhooks.ts';
import { type RepositoryWords, repositoryWords } from './words.ts';
import type { World } from './world.ts';

export interface GitHub {
  /** Base of REST (`GITHUB_API_URL`); GraphQL is at `${apiUrl}/graphql`. */
  readonly apiUrl: string;
  /** Base of git (`GITHUB_SERVER_URL`); a repository is at `${gitUrl}/acme/shop.git`. */
  readonly gitUrl: string;
  readonly world: World;
  readonly clock: Clock;
  /** `acme/shop`, told in words. */
  readonly repository: RepositoryWords;
  /** One ready token for each account of the default world. */
  readonly tokens: Readonly<Record<keyof typeof PEOPLE | 'actions' | 'app', string>>;
  readonly requests: RequestLog;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  /** A new token: of a person, or of an app with the permissions that are said. */
  token(given: NewToken): string;
  /** Another repository; its owner becomes an account when it is none. */
  add(given: NewRepository): RepositoryWords;
  close(): Promise<void>;
}

export interface GivenWorld {
  /** Files of the first commit on main. */
  readonly files?: Files;
  /** A repository on disk whose branches are taken over, e.g. `repo({…}).make().dir`. */
  readonly from?: string;
  readonly isPrivate?: boolean;
  /** Of everything that goes wrong by chance. */
  readonly seed?: number;
}

/** Who is there, and what they may do in acme/shop. */
const PEOPLE = {
  admin: 'admin',
  planner: 'write',
  executor: 'write',
  triager: 'triage',
  reader: 'read',
  stranger: 'none',
} as const satisfies Readonly<Record<string, Role>>;

/** What our workflows and our app ask for. */
const PERMISSIONS: Permissions = {
  contents: 'read',
  metadata: 'read',
  checks: 'write',
  pull_requests: 'write',
  issues: 'write',
  actions: 'read',
};

/**
 * A GitHub of the test's own, on 127.0.0.1, with the repository acme/shop. Its git is real: pull requests, merges and
 * fetches are made by git itself.
 * ```ts
 * const hub = await gitHub({ files: { 'src/a.ts': 'a\n' } });
 * hub.repository.push('handoff/a', { 'src/a.ts': 'b\n' });
 * const pull = hub.repository.pull({ head: 'handoff/a', body: 'What was done' });
 * await run({ apiUrl: hub.apiUrl, token: hub.tokens.actions });    // the code under test
 * expect(hub.requests.writes.length).toBe(1);
 * await hub.close();                                               // fails when something is not emulated
 * ```
 * What else can be said: all words of `RepositoryWords`, e.g.
 * ```ts
 * hub.repository.require({ checks: { 'handoff-gate': 'handoff-gate' }, queue: {} });  // a ruleset with expected source
 * hub.repository.role('triager', 'none');                          // live permissions
 * hub.webhooks.to(url, { secret });  hub.faults.webhooks.drop = 0.3;
 * hub.faults.api({ on: 'createCheckRun', what: { lost: 'answer' }, times: 1 });
 * hub.faults.meanwhile({ on: ['CurrentState'], act: () => hub.repository.close(pull) });
 * hub.clock.advance(3600);                                         // limits, tokens, delayed webhooks, queues
 * payloadOf(hub.world, hub.world.happenings.at(-1));               // what GITHUB_EVENT_PATH would hold
 * ```
 */
export async function gitHub(given: GivenWorld = {}): Promise<GitHub> {
  const world = newWorld();
  const acme = newAccount(world, 'acme', 'Organization');
  for (const login of Object.keys(PEOPLE)) newAccount(world, login);
  newApp(
    world,
    GITHUB_ACTIONS.slug,
    PERMISSIONS,
    newAccount(world, 'github', 'Organization', 9919),
  );
  newApp(world, 'handoff-gate', PERMISSIONS, acme);
  install(world, 'handoff-gate', acme);
  newAccount(world, MERGE_QUEUE_BOT.login, 'Bot', MERGE_QUEUE_BOT.id);
  world.listeners.push((told) => watchQueue(world, told));
  const noun = newRepository(world, { ...given, owner: 'acme', name: 'shop', roles: PEOPLE });
  const log = requestLog();
  const faults = faultSource(world, given.seed);
  const hooks = webhooks(world, faults.route);
  const server = await listen(world, log, faults);
  const token = (asked: NewToken) => newToken(world, asked);
  const people = Object.keys(PEOPLE) as readonly (keyof typeof PEOPLE)[];
  const ofPeople = Object.fromEntries(people.map((user) => [user, token({ user })])) as Record<
    keyof typeof PEOPLE,
    string
  >;
  return {
    apiUrl: server.url,
    gitUrl: server.url,
    world,
    clock: world.clock,
    repository: repositoryWords(world, noun),
    tokens: {
      ...ofPeople,
      actions: token({ app: GITHUB_ACTIONS.slug, repositories: ['acme/shop'] }),
      app: token({ app: 'handoff-gate' }),
    },
    requests: log,
    webhooks: hooks,
    faults,
    token,
    add(asked) {
      if (!world.accounts.has(asked.owner)) newAccount(world, asked.owner);
      return repositoryWords(world, newRepository(world, asked));
    },
    close: server.close,
  };
}

import { type Credential, GITHUB_ACTIONS } from './accounts.ts';
import type { Clock } from './clock.ts';

/**
 * The limits of github.com. Primary, an hour: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api and
 * docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api; secondary: the same pages. An app's
 * installation has more from 20 repositories or people on, to 12,500; that is not counted here.
 */
export const LIMITS = {
  core: { actions: 1000, app: 5000, user: 5000, anonymous: 60 },
  graphql: { actions: 1000, app: 5000, user: 5000, anonymous: 0 },
  /** «No more than 100 concurrent requests», REST and GraphQL together. */
  concurrent: 100,
  /** «No more than 900 points per minute … for REST, no more than 2,000 … for the GraphQL API endpoint». */
  pointsPerMinute: { core: 900, graphql: 2000 },
  /** «GET, HEAD, OPTIONS 1; POST, PATCH, PUT, DELETE 5; GraphQL with mutations 5, without 1». */
  points: { read: 1, write: 5 },
  /**
   * «no more than 80 content-generating requests per minute and no more than 500 … per hour». Which requests generate
   * content is not published: all writes are counted, so that a client that stays within here stays within there.
   */
  content: { perMinute: 80, perHour: 500 },
  /** What the emulated GitHub says in `retry-after`: the docs advise a minute where nothing is said. */
  retryAfterSeconds: 60,
} as const;

export type Resource = 'core' | 'graphql';

export interface Asked {
  readonly credential: Credential | undefined;
  readonly resource: Resource;
  readonly isWrite: boolean;
  /** Points of the primary limit: 1 of REST, the query's cost of GraphQL. */
  readonly cost: number;
}

export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal:
    | { readonly status: number; readonly message: string; readonly type: string }
    | undefined;
}

export interface Standing {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

export interface Limits {
  /** Counts a request, or refuses it. A refused one costs nothing of the hour. */
  admit(asked: Asked): Verdict;
  /** Gives back what a 304 cost: «does not count against your primary rate limit» (docs «Best practices for using the REST API»). */
  forgive(asked: Asked): void;
  standing(credential: Credential | undefined, resource: Resource): Standing;
  /** A request is under way until `leave`. */
  enter(credential: Credential | undefined): void;
  leave(credential: Credential | undefined): void;
}

interface Account {
  readonly windows: Record<Resource, { start: number; used: number }>;
  /** What was done in the last hour, for the limits that slide. */
  readonly recent: {
    readonly at: number;
    readonly resource: Resource;
    readonly points: number;
    readonly isWrite: boolean;
  }[];
  underWay: number;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const SECONDARY =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

export function rateLimits(clock: Clock): Limits {
  const accounts = new Map<string, Account>();
  const of = (credential: Credential | undefined) => {
    const key = keyOf(credential);
    const fresh = () => ({ start: Number.NEGATIVE_INFINITY, used: 0 });
    const found = accounts.get(key) ?? {
      windows: { core: fresh(), graphql: fresh() },
      recent: [],
      underWay: 0,
    };
    accounts.set(key, found);
    for (const window of Object.values(found.windows))
      if (clock.now() - window.start >= HOUR)
        Object.assign(window, { start: clock.now(), used: 0 });
    while (found.recent[0] && found.recent[0].at <= clock.now() - HOUR) found.recent.shift();
    return found;
  };
  const standing = (credential: Credential | undefined, resource: Resource): Standing => {
    const { start, used } = of(credential).windows[resource];
    const limit = LIMITS[resource][kindOf(credential)];
    return {
      limit,
      used,
      remaining: Math.max(0, limit - used),
      reset: Math.ceil((start + HOUR) / 1000),
    };
  };
  const headers = (asked: Asked): Record<string, string> => {
    const { limit, used, remaining, reset } = standing(asked.credential, asked.resource);
    const named = { limit, used, remaining, reset, resource: asked.resource };
    return Object.fromEntries(
      Object.entries(named).map(([name, value]) => [`x-ratelimit-${name}`, String(value)]),
    );
  };
  return {
    standing,
    admit(asked) {
      const { credential, resource, isWrite, cost } = asked;
      const account = of(credential);
      const { remaining } = standing(credential, resource);
      if (remaining < cost) {
        const status = resource === 'graphql' ? 200 : 403;
        const message = `API rate limit exceeded for ${keyOf(credential)}.`;
        return { headers: headers(asked), refusal: { status, message, type: 'RATE_LIMITED' } };
      }
      const points = isWrite ? LIMITS.points.write : LIMITS.points.read;
      if (isTooMuch(account, clock.now(), { resource, points, isWrite })) {
        const wait = { 'retry-after': String(LIMITS.retryAfterSeconds) };
        const refusal = { status: 403, message: SECONDARY, type: 'RATE_LIMITED' };
        return { headers: { ...headers(asked), ...wait }, refusal };
      }
      account.windows[resource].used += cost;
      account.recent.push({ at: clock.now(), resource, points, isWrite });
      return { headers: headers(asked), refusal: undefined };
    },
    forgive(asked) {
      of(asked.credential).windows[asked.resource].used -= asked.cost;
    },
    enter(credential) {
      of(credential).underWay += 1;
    },
    leave(credential) {
      of(credential).underWay -= 1;
    },
  };
}

function isTooMuch(
  { recent, underWay }: Account,
  now: number,
  asked: { readonly resource: Resource; readonly points: number; readonly isWrite: boolean },
): boolean {
  const first = recent.findLastIndex(({ at }) => at <= now - MINUTE) + 1;
  const minute = recent.slice(first);
  const points = minute
    .filter(({ resource }) => resource === asked.resource)
    .reduce((sum, one) => sum + one.points, asked.points);
  const writes = (list: Account['recent']) => list.filter(({ isWrite }) => isWrite).length;
  const { perMinute, perHour } = LIMITS.content;
  return (
    underWay > LIMITS.concurrent ||
    points > LIMITS.pointsPerMinute[asked.resource] ||
    (asked.isWrite && (writes(minute) >= perMinute || writes(recent) >= perHour))
  );
}

function kindOf(credential: Credential | undefined): 'actions' | 'app' | 'user' | 'anonymous' {
  if (credential === undefined) return 'anonymous';
  if (credential.app === undefined) return 'user';
  return credential.app.id === GITHUB_ACTIONS.appId ? 'actions' : 'app';
}

/** Whose allowance it is: a person's, an installation's, of GITHUB_TOKEN the repository's. All tokens of one share it. */
function keyOf(credential: Credential | undefined): string {
  if (credential === undefined) return '127.0.0.1';
  const { app, account, repositories } = credential;
  if (app === undefined) return `user ID ${account.id}`;
  if (app.id === GITHUB_ACTIONS.appId)
    return `installation for ${repositories?.join(', ') ?? 'all'}`;
  const owners = new Set((repositories ?? ['all']).map((name) => name.split('/')[0]));
  return `installation of ${app.slug} for ${[...owners].join(', ')}`;
}

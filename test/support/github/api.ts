import { createHash } from 'node:crypto';
import { type DocumentNode, getOperationAST, parse } from 'graphql';
import type { Credential } from './accounts.ts';
import type { ApiFault, FaultSource } from './faults.ts';
import { type Cost, costOf } from './graphql/cost.ts';
import { answer, type GraphQLRequest } from './graphql/execute.ts';
import type { Asked } from './limits.ts';
import { answerRest } from './rest/answer.ts';
import type { World } from './world.ts';

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly text: string;
  readonly authorization: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** Undefined = nobody said who it is. */
  readonly credential: Credential | undefined;
  /** A token was sent, and it is none. */
  readonly isUnknown: boolean;
}

export interface ApiReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How the answer is spoiled on its way. */
  readonly broken?: 'lost' | 'cut';
}

export interface Understood {
  readonly reply: ApiReply;
  readonly isWrite: boolean;
  readonly query: string | undefined;
}

/** The API from a request's text to its answer: what goes wrong, who asks, the limits, the work, the etag; in that order. */
export function api(world: World, faults: FaultSource): (asked: ApiRequest) => Promise<Understood> {
  /** The last answer to each read, for replicas that lag. */
  const before = new Map<string, ApiReply>();
  return async (asked) => {
    const body = asked.text === '' ? undefined : parsed(asked.text);
    const graphql = isGraphQL(asked.url) && isQuestion(body) ? body : undefined;
    const document = graphql && documentOf(graphql.query);
    const isWrite = graphql
      ? document !== undefined &&
        getOperationAST(document, graphql.operationName)?.operation === 'mutation'
      : asked.method !== 'GET' && asked.method !== 'HEAD';
    const path = `${asked.url.pathname}${asked.url.search}`;
    const fault = faults.next(path, asked.text);
    const same = `${asked.authorization} ${asked.method} ${path} ${asked.text}`;
    const done = (reply: ApiReply) => ({ reply, isWrite, query: graphql?.query });
    const early = brokenEarly(fault);
    if (early) return done(early);
    const old = before.get(same);
    if (fault && 'stale' in fault && !isWrite && old) return done(old);
    if (asked.isUnknown) return done({ status: 401, body: { message: 'Bad credentials' } });
    if (body instanceof SyntaxError)
      return done({ status: 400, body: { message: 'Problems parsing JSON' } });
    const cost = document
      ? costOf(document, graphql?.variables ?? {}, graphql?.operationName)
      : undefined;
    const counted: Asked = {
      credential: asked.credential,
      resource: isGraphQL(asked.url) ? 'graphql' : 'core',
      isWrite,
      cost: asked.url.pathname === '/rate_limit' ? 0 : (cost?.points ?? 1),
    };
    world.limits.enter(asked.credential);
    try {
      const { refusal, headers } = world.limits.admit(counted);
      if (refusal) return done({ ...refused(refusal, counted), headers });
      if (fault && 'timeout' in fault) return done({ ...timedOut(fault.timeout), headers });
      const made = isGraphQL(asked.url)
        ? await graphqlReply(world, asked, graphql, cost ?? NO_COST)
        : answerRest(world, { ...asked, body });
      const reply = unchanged(asked, { ...made, headers: { ...made.headers, ...headers } });
      if (reply.status === 304) world.limits.forgive(counted);
      if (!isWrite) before.set(same, reply);
      if (fault && 'lost' in fault) return done({ ...reply, broken: 'lost' });
      if (fault && 'half' in fault) return done(halved(reply));
      return done(fault && 'cut' in fault ? { ...reply, broken: 'cut' } : reply);
    } finally {
      world.limits.leave(asked.credential);
    }
  };
}

/** What a fault answers, or breaks off, before anything was done. */
function brokenEarly(fault: ApiFault['what'] | undefined): ApiReply | undefined {
  if (fault === undefined) return undefined;
  if ('lost' in fault) return fault.lost === 'request' ? { status: 0, broken: 'lost' } : undefined;
  if (!('status' in fault)) return undefined;
  const wait =
    'retryAfter' in fault && fault.retryAfter !== undefined ? fault.retryAfter : undefined;
  const message = fault.status < 500 ? 'You have exceeded a secondary rate limit.' : 'Server Error';
  return {
    status: fault.status,
    body: { message },
    headers: wait === undefined ? {} : { 'retry-after': String(wait) },
  };
}

const STOPPED =
  'Something went wrong while executing your query on 2026-05-03T10:00:00Z. This may be the result of a timeout, or it could be a GitHub bug. Please include `E5B0:1:2:3:4` when reporting this issue.';

/** As seen in cli/cli#12715 and turbot/steampipe-plugin-github#471 with 502, liatrio/liatrio-otel-collector#71 with 200. */
function timedOut(status: 200 | 502): ApiReply {
  return { status, body: { data: null, errors: [{ message: STOPPED }] } };
}

/** The last thing that was asked for is not there, and an error says why. */
function halved(reply: ApiReply): ApiReply {
  const { data } = reply.body as { readonly data: Readonly<Record<string, object>> };
  const [root = '', found = {}] = Object.entries(data).at(-1) ?? [];
  const last = Object.keys(found).at(-1) ?? '';
  const body = {
    data: { ...data, [root]: { ...found, [last]: null } },
    errors: [{ message: STOPPED, path: [root, last] }],
  };
  return { ...reply, body };
}

function refused(
  refusal: { readonly status: number; readonly message: string; readonly type: string },
  { resource }: Asked,
): ApiReply {
  const { status, message, type } = refusal;
  if (resource === 'graphql' && status === 200)
    return { status, body: { errors: [{ type, message }] } };
  const documentation_url =
    'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
  return { status, body: { message, documentation_url } };
}

const NO_COST: Cost = { nodes: 0, points: 1 };

async function graphqlReply(
  world: World,
  { credential }: ApiRequest,
  asked: GraphQLRequest | undefined,
  cost: Cost,
): Promise<ApiReply> {
  if (credential === undefined)
    return { status: 401, body: { message: 'This endpoint requires you to be authenticated.' } };
  if (asked === undefined)
    return {
      status: 400,
      body: { message: 'A query attribute must be specified and must be a string.' },
    };
  const { missing, body } = await answer(world, credential, asked, cost);
  if (missing.length > 0) throw new Error(`The emulated GitHub has no ${missing.join(', no ')}`);
  return { status: 200, body };
}

/** Conditional requests: what the client has already is not sent again (docs «Best practices for using the REST API»). */
function unchanged({ method, ifNoneMatch }: ApiRequest, reply: ApiReply): ApiReply {
  if (method !== 'GET' || reply.status !== 200) return reply;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(reply.body)).digest('hex')}"`;
  const headers = { ...reply.headers, etag };
  return ifNoneMatch === etag ? { status: 304, headers } : { ...reply, headers };
}

function isGraphQL(url: URL): boolean {
  return /^\/(api\/)?graphql$/.test(url.pathname);
}

function isQuestion(body: unknown): body is GraphQLRequest {
  return typeof (body as { query?: unknown } | undefined)?.query === 'string';
}

function documentOf(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined; // The answer will say what is wrong.
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

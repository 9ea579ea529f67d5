import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credential } from './accounts.ts';
import { gitRequest, serveGit } from './git-http.ts';
import { answer, type GraphQLRequest } from './graphql/execute.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { answerRest } from './rest/answer.ts';
import { Refused, type World } from './world.ts';

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isWrite?: boolean;
  readonly query?: string;
}

/** GitHub takes 25 MB at most in an upload through the API; what is larger is not read. */
const MAX_BYTES = 25 * 1024 * 1024;

export interface Listening {
  readonly url: string;
  /** @throws when the emulator was asked for what it has not got, or failed itself: the test would prove nothing. */
  close(): Promise<void>;
}

export async function listen(
  world: World,
  log: RequestLog & { add(request: LoggedRequest): void },
): Promise<Listening> {
  const broken: unknown[] = [];
  const server = createServer((request, response) => {
    handle(world, log, request, response).catch((error: unknown) => {
      broken.push(error);
      // Not 5xx: a client would try again, slowly, what can never work.
      send(response, { status: 400, body: { message: `Emulator: ${String(error)}` } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: world.url,
    async close() {
      await closed(server);
      if (broken.length > 0) throw new AggregateError(broken, broken.map(String).join('\n'));
    },
  };
}

async function handle(
  world: World,
  log: RequestLog & { add(request: LoggedRequest): void },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.url);
  const { method = 'GET' } = request;
  const note = (kind: LoggedRequest['kind'], status: number, by?: Credential, query?: string) =>
    log.add({
      kind,
      method,
      path: `${url.pathname}${url.search}`,
      status,
      by: by?.account.login,
      query,
    });
  const sent = tokenOf(request);
  // An app's JWT is no token: the operation that takes one looks at it itself.
  const token = sent !== undefined && sent.split('.').length === 3 ? undefined : sent;
  const credential = token === undefined ? undefined : alive(world, token);
  const git = gitRequest(url);
  if (git) {
    if (token !== undefined && credential === undefined) {
      request.resume();
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
      return note('git', 401);
    }
    note('git', await serveGit(world, credential, git, request, response), credential);
    return void response.end();
  }
  const text = await read(request);
  const reply =
    token !== undefined && credential === undefined
      ? { status: 401, body: { message: 'Bad credentials' } }
      : await apiReply(world, credential, request, url, text);
  note(reply.isWrite ? 'write' : 'read', reply.status, credential, reply.query);
  send(response, unchanged(request, reply));
}

function alive(world: World, token: string): Credential | undefined {
  const found = world.tokens.get(token);
  return found?.expires !== undefined && found.expires <= world.clock.now() ? undefined : found;
}

async function apiReply(
  world: World,
  credential: Credential | undefined,
  request: IncomingMessage,
  url: URL,
  text: string,
): Promise<Reply> {
  const { method = 'GET' } = request;
  const body = text === '' ? undefined : parsed(text);
  if (body instanceof SyntaxError)
    return { status: 400, body: { message: 'Problems parsing JSON' } };
  if (!/^\/(api\/)?graphql$/.test(url.pathname)) {
    const { authorization } = request.headers;
    const answered = answerRest(world, { method, url, body, credential, authorization });
    return { ...answered, isWrite: method !== 'GET' && method !== 'HEAD' };
  }
  if (credential === undefined)
    return { status: 401, body: { message: 'This endpoint requires you to be authenticated.' } };
  const asked = body as GraphQLRequest;
  const { missing, isWrite, body: answered } = await answer(world, credential, asked);
  if (missing.length > 0) throw new Error(`The emulated GitHub has no ${missing.join(', no ')}`);
  return { status: 200, body: answered, isWrite, query: asked.query };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** Conditional requests: what the client has already is not sent again (docs «Best practices for using the REST API»). */
function unchanged(request: IncomingMessage, reply: Reply): Reply {
  if (request.method !== 'GET' || reply.status !== 200) return reply;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(reply.body)).digest('hex')}"`;
  const headers = { ...reply.headers, etag };
  if (request.headers['if-none-match'] !== etag) return { ...reply, headers };
  return { status: 304, headers, isWrite: false };
}

/** `Authorization: Bearer X`, `token X`, or what git sends: any name with the token as the password. */
function tokenOf(request: IncomingMessage): string | undefined {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ');
  if (value === '') return undefined;
  if (scheme.toLowerCase() !== 'basic') return value;
  const [, password = ''] = /:(.*)$/.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return password;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Refused(413, 'Payload too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...(body === undefined ? {} : type), ...headers }).end(text);
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

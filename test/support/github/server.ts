import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credential } from './accounts.ts';
import { gitRequest, serveGit } from './git-http.ts';
import { answer, type GraphQLRequest } from './graphql/execute.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
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
  const token = tokenOf(request);
  const credential = token === undefined ? undefined : world.tokens.get(token);
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
  const body = await read(request);
  const reply =
    token !== undefined && credential === undefined
      ? { status: 401, body: { message: 'Bad credentials' } }
      : await apiReply(world, credential, method, url, body);
  note(reply.isWrite ? 'write' : 'read', reply.status, credential, reply.query);
  send(response, reply);
}

async function apiReply(
  world: World,
  credential: Credential | undefined,
  method: string,
  url: URL,
  body: string,
): Promise<Reply> {
  if (!/^\/(api\/)?graphql$/.test(url.pathname))
    throw new Error(`The emulated GitHub has no ${method} ${url.pathname}`);
  if (credential === undefined)
    return { status: 401, body: { message: 'This endpoint requires you to be authenticated.' } };
  const asked = JSON.parse(body) as GraphQLRequest;
  const { missing, isWrite, body: answered } = await answer(world, credential, asked);
  if (missing.length > 0) throw new Error(`The emulated GitHub has no ${missing.join(', no ')}`);
  return { status: 200, body: answered, isWrite, query: asked.query };
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

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credential } from './accounts.ts';
import { type ApiReply, api } from './api.ts';
import type { FaultSource } from './faults.ts';
import { gitRequest, serveGit } from './git-http.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { Artifact } from './workflows.ts';
import { Refused, type World } from './world.ts';

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
  faults: FaultSource,
): Promise<Listening> {
  const broken: unknown[] = [];
  const answerApi = api(world, faults);
  const server = createServer((request, response) => {
    handle({ world, log, faults, answerApi }, request, response).catch((error: unknown) => {
      broken.push(error);
      // Not 5xx: a client would try again, slowly, what can never work.
      send(world, response, { status: 400, body: { message: `Emulator: ${String(error)}` } });
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

interface Serving {
  readonly world: World;
  readonly log: RequestLog & { add(request: LoggedRequest): void };
  readonly faults: FaultSource;
  readonly answerApi: ReturnType<typeof api>;
}

async function handle(
  { world, log, faults, answerApi }: Serving,
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
    await faults.arrived({ path: `${url.pathname}${url.search}`, text: '' });
    note('git', await serveGit(world, credential, git, request, response), credential);
    return void response.end();
  }
  const artifact = artifactAt(world, url.pathname);
  if (artifact) return void response.end(artifact.bytes);
  const { authorization, 'if-none-match': ifNoneMatch } = request.headers;
  const text = await read(request);
  await faults.arrived({ path: `${url.pathname}${url.search}`, text });
  const { reply, isWrite, query } = await answerApi({
    method,
    url,
    text,
    authorization,
    ifNoneMatch,
    credential,
    isUnknown: token !== undefined && credential === undefined,
  });
  note(isWrite ? 'write' : 'read', reply.status, credential, query);
  send(world, response, reply);
}

function alive(world: World, token: string): Credential | undefined {
  const found = world.tokens.get(token);
  return found?.expires !== undefined && found.expires <= world.clock.now() ? undefined : found;
}

/** Where `actions/download-artifact` leads to: the file itself, for whoever has the address. */
function artifactAt(world: World, path: string): Artifact | undefined {
  const [, id] = /^\/_artifacts\/(\d+)\.zip$/.exec(path) ?? [];
  const runs = [...world.repositories.values()].flatMap((repository) => repository.runs);
  return id === undefined
    ? undefined
    : runs.flatMap(({ artifacts }) => artifacts).find((one) => one.id === Number(id));
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

function send(world: World, response: ServerResponse, reply: ApiReply): void {
  const { status, body, headers = {}, broken } = reply;
  if (broken === 'lost') return void response.destroy();
  const text = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const type = { 'content-type': 'application/json; charset=utf-8' };
  const date = new Date(world.clock.now()).toUTCString();
  const length = { 'content-length': String(text.length) };
  const isEmpty = status === 204 || status === 304;
  const all = { ...headers, date, ...(body === undefined ? {} : type), ...(isEmpty ? {} : length) };
  response.writeHead(status, all);
  if (broken !== 'cut') return void response.end(text);
  response.write(text.subarray(0, Math.floor(text.length / 2)), () => response.destroy());
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

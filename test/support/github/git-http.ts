import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Credential } from './accounts.ts';
import { atLeast } from './accounts.ts';
import { gitEnvironment } from './git-store.ts';
import { permits, roleOf } from './permissions.ts';
import { pushed, tryMerges } from './pull-requests.ts';
import { pushRules } from './push-rules.ts';
import type { Repository, World } from './world.ts';

/** `/owner/name.git/info/refs`, `…/git-upload-pack`, `…/git-receive-pack`; GitHub also takes the name without `.git`. */
const GIT_PATH =
  /^\/(?<owner>[^/]+)\/(?<name>[^/]+?)(?:\.git)?(?<service>\/(?:info\/refs|git-upload-pack|git-receive-pack))$/;

export interface GitRequest {
  readonly repository: string;
  readonly service: string;
  readonly isWrite: boolean;
}

export function gitRequest(url: URL): GitRequest | undefined {
  const { owner, name, service } = GIT_PATH.exec(url.pathname)?.groups ?? {};
  if (owner === undefined || name === undefined || service === undefined) return undefined;
  const isWrite =
    service === '/git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  return { repository: `${owner}/${name}`, service, isWrite };
}

/** The caller ends the answer. Real git answers: `git http-backend` over CGI, with the tokens' rights checked before it and its pushes seen after it. */
export async function serveGit(
  world: World,
  credential: Credential | undefined,
  asked: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const repository = world.repositories.get(asked.repository);
  const denied = repository === undefined ? 404 : refusal(credential, repository, asked.isWrite);
  if (repository === undefined || denied !== undefined) {
    request.resume();
    const ask = denied === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    response.writeHead(denied ?? 404, ask).write('Repository not found.\n');
    return denied ?? 404;
  }
  tryMerges(world, repository);
  const before = repository.git.refs();
  const isPush = asked.service === '/git-receive-pack';
  const body = isPush ? await whole(request) : undefined;
  const rules = body && credential ? pushRules(repository, credential, body) : {};
  const given = { credential, rules, body };
  const status = await cgi(repository, asked, given, request, response);
  if (isPush && credential) {
    const after = repository.git.refs();
    for (const ref of new Set([...before.keys(), ...after.keys()]))
      if (ref.startsWith('refs/heads/') && before.get(ref) !== after.get(ref))
        pushed(world, repository, credential, {
          ref,
          before: before.get(ref),
          after: after.get(ref),
        });
  }
  return status;
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** GitHub says 404 where somebody may not even know, 401 where a name is missing. */
function refusal(
  credential: Credential | undefined,
  repository: Repository,
  isWrite: boolean,
): number | undefined {
  if (credential === undefined) return repository.isPrivate || isWrite ? 401 : undefined;
  const mayRead = credential.app
    ? permits(credential, repository, 'contents', 'read')
    : atLeast(roleOf(repository, credential.account), 'read');
  if (!mayRead && repository.isPrivate) return 404;
  if (!isWrite) return undefined;
  const mayWrite = credential.app
    ? permits(credential, repository, 'contents', 'write')
    : atLeast(roleOf(repository, credential.account), 'write');
  return mayWrite ? undefined : 403;
}

function cgi(
  { git }: Repository,
  { service }: GitRequest,
  given: {
    readonly credential: Credential | undefined;
    readonly rules: Readonly<Record<string, string>>;
    /** Read already; undefined = still to be read. */
    readonly body: Buffer | undefined;
  },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const { credential, rules, body } = given;
  const header = (name: string) => [request.headers[name] ?? []].flat().join(', ');
  const env = {
    ...gitEnvironment(),
    ...rules,
    GIT_PROJECT_ROOT: git.dir,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: service,
    QUERY_STRING: request.url?.split('?')[1] ?? '',
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: header('content-type'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    HTTP_GIT_PROTOCOL: header('git-protocol'),
    REMOTE_ADDR: '127.0.0.1',
    ...(credential ? { REMOTE_USER: credential.account.login } : {}),
    ...(header('content-length') ? { CONTENT_LENGTH: header('content-length') } : {}),
  };
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    let head: Buffer | undefined = Buffer.alloc(0);
    let status = 200;
    child.on('error', reject);
    child.stdin.on('error', () => child.stdin.destroy()); // The backend may answer before it read all.
    if (body) child.stdin.end(body);
    else request.pipe(child.stdin);
    child.stdout.on('data', (chunk: Buffer) => {
      if (head === undefined) return response.write(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return false;
      for (const line of head.subarray(0, end).toString('latin1').split('\r\n')) {
        const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(line) ?? [];
        if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.writeHead(status);
      const rest = head.subarray(end + 4);
      head = undefined;
      return response.write(rest);
    });
    child.on('close', () => resolve(status));
  });
}

import type { Credential, Role } from '../accounts.ts';
import { demand, maySee } from '../permissions.ts';
import { type Issue, type PullRequest, Refused, type Repository, type World } from '../world.ts';

/** One REST request, understood. */
export interface Call {
  readonly world: World;
  readonly credential: Credential | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => Answer;
export type Handlers = Readonly<Record<string, Handler>>;

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

/** The repository that the path names. @throws Refused 404 when it is not there or must not be seen. */
export function repositoryOf({ world, credential, params }: Call): Repository {
  const found = world.repositories.get(`${params['owner']}/${params['repo']}`);
  if (found === undefined || !maySee(found, credential)) throw new Refused(404, 'Not Found');
  return found;
}

/** For reading: what is public needs no permission; what is private needs the one that is named. */
export function readable(call: Call, permission: string): Repository {
  const repository = repositoryOf(call);
  if (repository.isPrivate) demand(call.credential, repository, permission, 'read', 'read');
  return repository;
}

export function writable(call: Call, permission: string, least: Role) {
  const repository = repositoryOf(call);
  const { credential } = call;
  demand(credential, repository, permission, 'write', least);
  return { repository, by: credential };
}

export function conversationOf(call: Call, name = 'issue_number'): Issue | PullRequest {
  const found = repositoryOf(call).issues.get(Number(call.params[name]));
  if (found === undefined) throw new Refused(404, 'Not Found');
  return found;
}

export function pullOf(call: Call): PullRequest {
  const found = conversationOf(call, 'pull_number');
  if (found.node !== 'PullRequest') throw new Refused(404, 'Not Found');
  return found;
}

/** «per_page: default 30, max 100»: docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export const PER_PAGE = { default: 30, max: 100 } as const;

/** One page, and the `link` header that leads to the others. */
export function page<T>(
  call: Call,
  all: readonly T[],
): { readonly items: readonly T[]; readonly headers: Record<string, string> } {
  const size = Math.min(
    Number(call.query.get('per_page') ?? PER_PAGE.default) || PER_PAGE.default,
    PER_PAGE.max,
  );
  const number = Math.max(Number(call.query.get('page') ?? 1) || 1, 1);
  const last = Math.max(Math.ceil(all.length / size), 1);
  const links = [
    ...(number > 1 ? [['prev', number - 1] as const] : []),
    ...(number < last ? [['next', number + 1] as const, ['last', last] as const] : []),
    ...(number > 1 ? [['first', 1] as const] : []),
  ];
  const items = all.slice((number - 1) * size, number * size);
  return {
    items,
    headers:
      links.length > 0
        ? { link: links.map(([rel, to]) => `<${pageUrl(call, to)}>; rel="${rel}"`).join(', ') }
        : {},
  };
}

function pageUrl(call: Call, to: number): string {
  const query = new URLSearchParams(call.query);
  query.set('page', String(to));
  return `${call.world.url}${call.params[PATH]}?${query}`;
}

/** Where the call keeps its own path: no parameter of GitHub has that name. */
export const PATH = ':path';

/** A list as GitHub gives most: an array, paged. */
export function list<T>(call: Call, all: readonly T[], render: (one: T) => unknown): Answer {
  const { items, headers } = page(call, all);
  return { status: 200, body: items.map(render), headers };
}

/** A list under a name, with its `total_count`. */
export function counted<T>(
  call: Call,
  name: string,
  all: readonly T[],
  render: (one: T) => unknown,
): Answer {
  const { items, headers } = page(call, all);
  return { status: 200, body: { total_count: all.length, [name]: items.map(render) }, headers };
}

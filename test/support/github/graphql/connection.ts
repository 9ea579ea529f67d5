import { GraphQLError } from 'graphql';
import { fields } from './fields.ts';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A page of a connection; `node` names the GraphQL type of none: connections are told apart by their field. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** «Values of `first` and `last` must be within 1-100»: docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
export const MAX_PAGE = 100;

export function connection<T>(all: readonly T[], args: PageArguments, name: string): Connection<T> {
  const { first, last } = args;
  if (first == null && last == null)
    throw failed(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  if (first != null && last != null)
    throw failed(
      'INVALID_PAGINATION_BOUNDARIES',
      `Passing both \`first\` and \`last\` to paginate the \`${name}\` connection is not supported.`,
    );
  const asked = first ?? last ?? 0;
  if (asked > MAX_PAGE)
    throw failed(
      'EXCESSIVE_PAGINATION',
      `Requesting ${asked} records on the \`${name}\` connection exceeds the \`${first == null ? 'last' : 'first'}\` limit of ${MAX_PAGE} records.`,
    );
  if (asked < 0)
    throw failed(
      'INVALID_PAGINATION_BOUNDARIES',
      `\`first\` on the \`${name}\` connection cannot be less than zero.`,
    );
  const from = args.after == null ? 0 : position(all, args.after, name) + 1;
  const to = args.before == null ? all.length : position(all, args.before, name);
  const start = first == null ? Math.max(from, to - asked) : from;
  const end = first == null ? to : Math.min(to, from + asked);
  const edges = all
    .slice(start, end)
    .map((node, index) => ({ node, cursor: cursor(start + index, node) }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A cursor stands for a node, not for a place: what is closed between two pages moves nobody across. */
function cursor(index: number, node: unknown): string {
  return Buffer.from(`cursor:v2:${index}:${idOf(node)}`).toString('base64');
}

function idOf(node: unknown): string {
  return String((node as { readonly id?: unknown } | null)?.id ?? '');
}

function position(all: readonly unknown[], text: string, name: string): number {
  const [, index, id] = /^cursor:v2:(\d+):(.*)$/.exec(Buffer.from(text, 'base64').toString()) ?? [];
  if (index === undefined)
    throw failed(
      'INVALID_CURSOR_ARGUMENTS',
      `\`${text}\` does not appear to be a valid cursor for \`${name}\`.`,
    );
  const now = id === '' ? -1 : all.findIndex((node) => idOf(node) === id);
  return now === -1 ? Number(index) : now;
}

/** An error as GitHub's GraphQL API gives it: `type` stands beside the message. */
export function failed(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

export const pageInfo = fields<PageInfo>(
  ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
  {},
);
export const anyConnection = fields<Connection<unknown>>(
  ['nodes', 'edges', 'pageInfo', 'totalCount'],
  {},
);
export const anyEdge = fields<{ node: unknown; cursor: string }>(['node', 'cursor'], {});

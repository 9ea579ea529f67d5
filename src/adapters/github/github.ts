import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';

/** One repository on GitHub, as a token sees it. Shells make it: the action out of its token, the app out of an installation. */
export interface GitHub {
  readonly owner: string;
  readonly name: string;
  /** @throws what octokit throws: a status, or the errors of GraphQL. */
  graphql(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    tries?: Tries,
  ): Promise<unknown>;
  /** REST; `{owner}` and `{repo}` are filled in. */
  request(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly status: number; readonly data: unknown }>;
}

/** once: when GitHub cannot answer, somebody asks for less instead of asking for the same again. */
export type Tries = 'several' | 'once';

/** A query or mutation with the shape of what it answers: only the fields that are used, everything else is dropped. */
export interface Operation<Answer> {
  readonly name: string;
  readonly text: string;
  readonly answer: z.ZodType<Answer>;
}

/** @throws GateError 'access' when GitHub cannot be asked, or answers with something else. */
export async function ask<Answer>(
  github: GitHub,
  { name, text, answer }: Operation<Answer>,
  variables: Readonly<Record<string, unknown>>,
  tries: Tries = 'several',
): Promise<Answer> {
  const { owner, name: repository } = github;
  const where = text.includes('$owner') ? { owner, name: repository } : {};
  let refusal: unknown;
  const data = await github
    .graphql(text, { ...where, ...variables }, tries)
    .catch((cause: unknown) => {
      refusal = cause;
      return withoutAbsent(cause);
    });
  const read = answer.safeParse(data);
  if (read.success) return read.data;
  // Without the repository itself there is no rest to read.
  if (refusal !== undefined) throw unreachable(name, refusal);
  const [issue] = read.error.issues;
  throw new GateError(
    'access',
    `GitHub's answer to ${name} is not as documented: ${issue?.path.join('.')} ${issue?.message}`,
    { remedy: 'Run it again; if it stays so, report it with the version of this engine.' },
  );
}

const Partial = z.object({
  data: z.record(z.string(), z.unknown()),
  errors: z.array(z.object({ type: z.literal('NOT_FOUND') })).min(1),
});

/** GitHub answers a number that is not there with an error beside the rest of the answer, where it is null. */
function withoutAbsent(cause: unknown): unknown {
  const read = Partial.safeParse(cause);
  return read.success ? read.data.data : undefined;
}

function unreachable(name: string, cause: unknown): GateError {
  const used = usedUp(cause);
  if (used !== undefined)
    return new GateError('access', `GitHub did not answer ${name}: ${used.what}`, {
      remedy: `Run it again ${used.when}; nothing is green before it was judged.`,
      cause,
    });
  return new GateError('access', `GitHub did not answer ${name}: ${saidIn(cause)}`, {
    remedy: mayNot(cause)
      ? 'Check the token and the permissions of the job; handoff-gate doctor names those that are needed.'
      : 'Run it again; GitHub was asked several times already.',
    cause,
  });
}

const Denied = z.object({
  errors: z.array(z.object({ type: z.string().optional() })).min(1),
});
const DENIALS: ReadonlySet<unknown> = new Set(['FORBIDDEN', 'INSUFFICIENT_SCOPES']);

/** REST says it with a status, GraphQL with a type. */
function mayNot(cause: unknown): boolean {
  const status = statusOf(cause);
  if (status === 401 || status === 404) return true;
  if (status === 403) return !isLimit(cause);
  const read = Denied.safeParse(cause);
  const types = read.success ? read.data.errors.map(({ type }) => type) : [undefined];
  return types.some((type) => DENIALS.has(type)) || types.every((type) => type === 'NOT_FOUND');
}

const Limit = z.object({
  response: z.object({ headers: z.record(z.string(), z.unknown()) }),
});

/**
 * GitHub answers 403 to a token that may not, and to one that asked too often: the second may again in a while.
 * @source https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function isLimit(cause: unknown): boolean {
  const read = Limit.safeParse(cause);
  const headers = read.success ? read.data.response.headers : {};
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    // Without a header only the words tell a secondary limit, as octokit's own plugin reads them.
    /\bsecondary rate\b/i.test(saidIn(cause))
  );
}

/**
 * The hour's allowance of a token, where that is why: of GITHUB_TOKEN 1,000 requests and as many points of GraphQL. GraphQL
 * says it with status 200.
 * @source https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#exceeding-the-rate-limit
 */
function usedUp(cause: unknown): { readonly what: string; readonly when: string } | undefined {
  const read = Limit.safeParse(cause);
  const headers = read.success ? read.data.response.headers : {};
  if (headers['x-ratelimit-remaining'] !== '0' && !/\brate limit exceeded\b/i.test(saidIn(cause)))
    return undefined;
  const limit = Number(headers['x-ratelimit-limit']);
  const reset = Number(headers['x-ratelimit-reset']);
  const all = Number.isInteger(limit) ? `all ${limit}` : 'all';
  const unit = headers['x-ratelimit-resource'] === 'graphql' ? 'points' : 'requests';
  return {
    what: `${all} ${unit} that the token has for this hour are used up`,
    when: reset > 0 ? `after ${timeOf(reset)}` : 'in an hour',
  };
}

/** @param seconds since 1970, as GitHub's headers give them */
export function timeOf(seconds: number): string {
  return `${new Date(Math.min(seconds, LAST_SECOND) * 1000).toISOString().slice(0, 16)}Z`;
}

/** Of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** The words of an error on one line; they may quote names of others (threat F03). */
export function saidIn(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/[^ -~]/g, '?').slice(0, 300) : '';
}

export function statusOf(cause: unknown): number | undefined {
  return typeof cause === 'object' && cause !== null && 'status' in cause
    ? Number(cause.status)
    : undefined;
}

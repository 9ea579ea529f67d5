import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';

/** One repository on GitHub, as a token sees it. Shells make it: the action out of its token, the app out of an installation. */
export interface GitHub {
  readonly owner: string;
  readonly name: string;
  /** @throws what octokit throws: a status, or the errors of GraphQL. */
  graphql(query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** REST; `{owner}` and `{repo}` are filled in. */
  request(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly status: number; readonly data: unknown }>;
}

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
): Promise<Answer> {
  const { owner, name: repository } = github;
  const data = await github
    .graphql(text, text.includes('$owner') ? { owner, name: repository, ...variables } : variables)
    .catch((cause: unknown) => {
      const part = withoutAbsent(cause);
      if (part === undefined) throw unreachable(name, cause);
      return part;
    });
  const read = answer.safeParse(data);
  if (read.success) return read.data;
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
  const status = statusOf(cause);
  const said = cause instanceof Error ? cause.message.replace(/[^ -~]/g, '?').slice(0, 300) : '';
  return new GateError('access', `GitHub did not answer ${name}: ${said}`, {
    remedy:
      status === 401 || status === 403 || status === 404
        ? 'Check the token and the permissions of the job; handoff-gate doctor names those that are needed.'
        : 'Run it again; GitHub was asked several times already.',
    cause,
  });
}

export function statusOf(cause: unknown): number | undefined {
  return typeof cause === 'object' && cause !== null && 'status' in cause
    ? Number(cause.status)
    : undefined;
}

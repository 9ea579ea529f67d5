import type { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { type GitHub, statusOf } from './github.ts';

/** One read by REST, of what GraphQL cannot look up. */
export interface Reading<Answer> {
  /** As octokit writes it; `{owner}` and `{repo}` are filled in. */
  readonly route: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<Answer>;
  /** What lets the token read it. */
  readonly remedy: string;
}

/**
 * @returns undefined when there is no such thing (404), or not any more (410).
 * @throws GateError 'access' for any other refusal, and for an answer of another shape.
 */
export async function readRest<Answer>(
  github: GitHub,
  { route, parameters, answer, remedy }: Reading<Answer>,
): Promise<Answer | undefined> {
  try {
    const { data } = await github.request(route, parameters);
    return answer.parse(data);
  } catch (cause) {
    const status = statusOf(cause);
    if (status === 404 || status === 410) return undefined;
    throw new GateError('access', `GitHub did not answer ${route}`, { remedy, cause });
  }
}

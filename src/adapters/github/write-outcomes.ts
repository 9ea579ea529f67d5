import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { isLimit, saidIn, statusOf } from './github.ts';

/** What became of one change. */
export type Written =
  | { readonly state: 'written'; readonly nodeId: string | undefined }
  /** The token may not. */
  | { readonly state: 'refused'; readonly because: string }
  /** GitHub did not make this one; others of the request may be made. */
  | { readonly state: 'failed'; readonly error: GateError };

const Node = z.object({ id: z.string() });
const Changed = z
  .object({
    checkRun: Node.nullish(),
    commentEdge: z.object({ node: Node.nullish() }).nullish(),
    issueComment: Node.nullish(),
  })
  .nullable();

/**
 * A mutation that fails is null, with an error at its name; the others of the request are made all the same, for every
 * mutation may be null (GraphQL specification, "Mutation" and "Handling Execution Errors"). octokit throws such an answer.
 */
const Answer = z.object({
  data: z.record(z.string(), Changed),
  errors: z.array(
    z.object({
      type: z.string().optional(),
      message: z.string(),
      path: z.tuple([z.string()]).rest(z.unknown()).optional(),
    }),
  ),
});

type Problem = z.infer<typeof Answer>['errors'][number];

/**
 * What became of each change of a request, whose mutations are called w0, w1, …
 * @param answer data and errors of an answer, or what was thrown instead of one
 * @throws GateError 'access' when it is no answer
 */
export function outcomesIn(
  answer: unknown,
  batch: readonly { readonly mutation: string }[],
): readonly Written[] {
  const read = Answer.safeParse(answer);
  if (!read.success) throw notWritten(answer);
  const { data, errors } = read.data;
  return batch.map(({ mutation }, at): Written => {
    const changed = data[`w${at}`];
    const nodeId = (changed?.checkRun ?? changed?.commentEdge?.node ?? changed?.issueComment)?.id;
    if (changed != null) return { state: 'written', nodeId };
    const problem = errors.find(({ path }) => path?.[0] === `w${at}`);
    // What is gone need not be deleted: somebody else was faster.
    if (mutation === 'deleteIssueComment' && problem?.type === 'NOT_FOUND')
      return { state: 'written', nodeId: undefined };
    return problem !== undefined && isRefusal(problem)
      ? { state: 'refused', because: problem.message }
      : { state: 'failed', error: notWritten(answer) };
  });
}

const Refusal = z.object({
  data: z.null().optional(),
  errors: Answer.shape.errors.min(1),
});

/** Why nothing of the request was looked at. GraphQL says it with a type, REST with a status. */
export function refusedAltogether(cause: unknown): string | undefined {
  const read = Refusal.safeParse(cause);
  const found = read.success ? read.data.errors.find(isRefusal) : undefined;
  if (found !== undefined) return found.message;
  // Who only asked too often may write: taken as a refusal, an old green would stay.
  return statusOf(cause) === 403 && !isLimit(cause) ? saidIn(cause) : undefined;
}

function isRefusal({ type }: Problem): boolean {
  return type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES';
}

function notWritten(cause: unknown): GateError {
  const message = `GitHub did not take what the gate has to say: ${saidIn(cause)}`;
  const remedy = 'Run it again; what is written already is left as it is.';
  return new GateError('access', message, { remedy, cause });
}

import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { type GitHub, isLimit, saidIn, statusOf } from './github.ts';

/** One change on GitHub: a mutation and its input. */
export interface Write {
  readonly mutation:
    | 'createCheckRun'
    | 'updateCheckRun'
    | 'addComment'
    | 'updateIssueComment'
    | 'deleteIssueComment';
  readonly input: Readonly<Record<string, unknown>>;
}

interface Kind {
  readonly input: string;
  /** What it answers; the id of what was written where something needs it. */
  readonly answer: string;
}

const KINDS: Readonly<Record<Write['mutation'], Kind>> = {
  createCheckRun: { input: 'CreateCheckRunInput', answer: 'checkRun { id }' },
  updateCheckRun: { input: 'UpdateCheckRunInput', answer: 'checkRun { id }' },
  addComment: { input: 'AddCommentInput', answer: 'commentEdge { node { id } }' },
  updateIssueComment: { input: 'UpdateIssueCommentInput', answer: 'issueComment { id }' },
  deleteIssueComment: { input: 'DeleteIssueCommentInput', answer: 'clientMutationId' },
};

/** Mutations of one request run one after the other; a request ends after 10 seconds, so 100 pull requests are some requests. */
const PER_REQUEST = 20;

/** The text of one request; its variables are $i0, $i1, … in the order of the writes. */
export function writeText(writes: readonly Write[]): string {
  const variables = writes.map(({ mutation }, at) => `$i${at}: ${KINDS[mutation].input}!`);
  const fields = writes.map(
    ({ mutation }, at) => `w${at}: ${mutation}(input: $i${at}) { ${KINDS[mutation].answer} }`,
  );
  return `mutation Write(${variables.join(', ')}) {\n  ${fields.join('\n  ')}\n}`;
}

/** Token of a fork or without the permission: the caller says it in the log instead (M17). */
export type Writing =
  | { readonly state: 'written'; readonly nodeIds: readonly (string | undefined)[] }
  | { readonly state: 'refused'; readonly because: string };

/**
 * Writes in as few requests as it takes: one request for up to 20 changes.
 * @returns refused when the token may not; then nothing of the request that was refused was written
 * @throws GateError 'access' when GitHub does not answer: what was written is seen the next time
 */
export async function write(github: GitHub, writes: readonly Write[]): Promise<Writing> {
  const nodeIds: (string | undefined)[] = [];
  for (let at = 0; at < writes.length; at += PER_REQUEST) {
    const batch = writes.slice(at, at + PER_REQUEST);
    const variables = Object.fromEntries(batch.map(({ input }, index) => [`i${index}`, input]));
    try {
      const answer = github.graphql(writeText(batch), variables);
      const data = Answer.parse(await answer.catch((cause: unknown) => exceptGone(cause, batch)));
      nodeIds.push(...batch.map((_, index) => nodeIdOf(data[`w${index}`])));
    } catch (cause) {
      const because = whyRefused(cause);
      if (because === undefined) throw notWritten(cause);
      return { state: 'refused', because };
    }
  }
  return { state: 'written', nodeIds };
}

const Gone = z.object({
  data: z.record(z.string(), z.unknown()),
  errors: z
    .array(
      z.object({ type: z.literal('NOT_FOUND'), path: z.tuple([z.string()]).rest(z.unknown()) }),
    )
    .min(1),
});

/** What is gone need not be deleted: somebody else was faster. Every other part of the request was done. */
function exceptGone(cause: unknown, batch: readonly Write[]): unknown {
  const read = Gone.safeParse(cause);
  const deletes = ([name]: readonly unknown[]): boolean =>
    batch[Number(String(name).slice(1))]?.mutation === 'deleteIssueComment';
  if (read.success && read.data.errors.every(({ path }) => deletes(path))) return read.data.data;
  throw cause;
}

const Node = z.object({ id: z.string() });
const Answer = z.record(
  z.string(),
  z
    .object({
      checkRun: Node.nullish(),
      commentEdge: z.object({ node: Node.nullish() }).nullish(),
      issueComment: Node.nullish(),
    })
    .nullable(),
);

function nodeIdOf(answer: z.infer<typeof Answer>[string] | undefined): string | undefined {
  return (answer?.checkRun ?? answer?.commentEdge?.node ?? answer?.issueComment)?.id;
}

const Refusal = z.object({
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).min(1),
});

/** GraphQL says it with a type, REST with a status. */
function whyRefused(cause: unknown): string | undefined {
  const read = Refusal.safeParse(cause);
  const found = read.success
    ? read.data.errors.find(({ type }) => type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES')
    : undefined;
  if (found !== undefined) return found.message;
  // Who only asked too often may write: taken as a refusal, an old green would stay.
  return statusOf(cause) === 403 && !isLimit(cause) ? saidIn(cause) : undefined;
}

function notWritten(cause: unknown): GateError {
  const message = `GitHub did not take what the gate has to say: ${saidIn(cause)}`;
  const remedy = 'Run it again; what is written already is left as it is.';
  return new GateError('access', message, { remedy, cause });
}

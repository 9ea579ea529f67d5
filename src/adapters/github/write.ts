import type { GitHub } from './github.ts';
import { outcomesIn, refusedAltogether, type Written } from './write-outcomes.ts';

/** One change on GitHub: a mutation and its input. */
export interface Write {
  readonly mutation:
    | 'createCheckRun'
    | 'updateCheckRun'
    | 'addComment'
    | 'updateIssueComment'
    | 'deleteIssueComment'
    | 'addLabelsToLabelable'
    | 'removeLabelsFromLabelable';
  readonly input: Readonly<Record<string, unknown>>;
}

interface Kind {
  readonly input: string;
  /** What it answers; the id of what was written where something needs it. */
  readonly answer: string;
  /** What a token needs for it; a job may have one without the other. */
  readonly permission: 'checks' | 'conversation' | 'labels';
}

const KINDS: Readonly<Record<Write['mutation'], Kind>> = {
  createCheckRun: {
    input: 'CreateCheckRunInput',
    answer: 'checkRun { id }',
    permission: 'checks',
  },
  updateCheckRun: {
    input: 'UpdateCheckRunInput',
    answer: 'checkRun { id }',
    permission: 'checks',
  },
  addComment: {
    input: 'AddCommentInput',
    answer: 'commentEdge { node { id } }',
    permission: 'conversation',
  },
  updateIssueComment: {
    input: 'UpdateIssueCommentInput',
    answer: 'issueComment { id }',
    permission: 'conversation',
  },
  deleteIssueComment: {
    input: 'DeleteIssueCommentInput',
    answer: 'clientMutationId',
    permission: 'conversation',
  },
  addLabelsToLabelable: {
    input: 'AddLabelsToLabelableInput',
    answer: 'clientMutationId',
    permission: 'labels',
  },
  removeLabelsFromLabelable: {
    input: 'RemoveLabelsFromLabelableInput',
    answer: 'clientMutationId',
    permission: 'labels',
  },
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
 * Changes that belong together, in as few requests as it takes.
 * @returns refused when the token may not make one of them
 * @throws GateError 'access' when GitHub does not make one of them: what was written is seen the next time
 */
export async function write(github: GitHub, writes: readonly Write[]): Promise<Writing> {
  const nodeIds: (string | undefined)[] = [];
  for (const one of await writeEach(github, writes)) {
    if (one.state === 'refused') return one;
    if (one.state === 'failed') throw one.error;
    nodeIds.push(one.nodeId);
  }
  return { state: 'written', nodeIds };
}

/**
 * Changes of several kinds, in their order, one request for up to 20: GitHub asks for a second between two requests. One that
 * is refused or fails takes no other with it.
 * @returns what became of each, in the same order
 * @throws GateError 'access' when a request got no answer: what was written is seen the next time
 */
export async function writeEach(
  github: GitHub,
  writes: readonly Write[],
): Promise<readonly Written[]> {
  const done: Written[] = [];
  for (let at = 0; at < writes.length; at += PER_REQUEST)
    done.push(...(await request(github, writes.slice(at, at + PER_REQUEST))));
  return done;
}

async function request(github: GitHub, batch: readonly Write[]): Promise<readonly Written[]> {
  const variables = Object.fromEntries(batch.map(({ input }, at) => [`i${at}`, input]));
  try {
    const data = await github.graphql(writeText(batch), variables);
    return outcomesIn({ data, errors: [] }, batch);
  } catch (cause) {
    const because = refusedAltogether(cause);
    return because === undefined ? outcomesIn(cause, batch) : apart(github, batch, because);
  }
}

/** Refused as a whole, a request does not tell which permission was missing: the other one may be there. */
async function apart(
  github: GitHub,
  batch: readonly Write[],
  because: string,
): Promise<readonly Written[]> {
  const permissions = new Set(batch.map(({ mutation }) => KINDS[mutation].permission));
  if (permissions.size === 1) return batch.map(() => ({ state: 'refused', because }));
  const done = new Map<Write, Written | undefined>();
  for (const permission of permissions) {
    const own = batch.filter(({ mutation }) => KINDS[mutation].permission === permission);
    const outcomes = await request(github, own);
    for (const [at, one] of own.entries()) done.set(one, outcomes[at]);
  }
  return batch.flatMap((one) => done.get(one) ?? []);
}

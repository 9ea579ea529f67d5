import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import { type CheckRun, CheckSuites, checkSuites, newestRuns } from './check-runs.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { ObjectId } from './object-id.ts';

/** Where a pull request stands. */
export interface Standing {
  readonly number: number;
  readonly state: 'open' | 'over';
  readonly head: Sha;
  /** Without refs/heads/. */
  readonly baseBranch: string;
}

export interface CurrentPullRequest extends Standing {
  readonly body: string;
  /** The newest run of each of our checks on the head. */
  readonly checks: readonly CheckRun[];
}

/** What verdicts stand on, as GitHub shows it at one moment; what is not there any more is absent. */
export interface CurrentState {
  readonly pullRequests: ReadonlyMap<number, CurrentPullRequest>;
  /** Texts of issues that are open. */
  readonly issues: ReadonlyMap<number, string>;
  /** Tips of branches, by their names without refs/heads/. */
  readonly tips: ReadonlyMap<string, Sha>;
  /** Those of all pull requests that changed last, open or not: 100 at most. */
  readonly changedLast: readonly Standing[];
}

export interface AskedState {
  readonly pullRequests: readonly number[];
  readonly issues: readonly number[];
  readonly branches: readonly string[];
}

const STANDING = 'number state headRefOid baseRefName';
const Standing = z.object({
  number: z.number(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  headRefOid: ObjectId,
  baseRefName: z.string(),
});
const PullRequest = Standing.extend({
  body: z.string(),
  head: z.object({
    nodes: z.array(z.object({ commit: z.object({ oid: ObjectId, checkSuites: CheckSuites }) })),
  }),
});
const Issue = z.object({ state: z.enum(['OPEN', 'CLOSED']), body: z.string() });
const Branch = z.object({ target: z.object({ oid: ObjectId }).nullable() });
const Answer = z.object({
  repository: z.object({ pullRequests: z.object({ nodes: z.array(Standing) }) }),
  asked: z.record(z.string(), PullRequest.nullable()).optional(),
  issues: z.record(z.string(), Issue.nullable()).optional(),
  branches: z.record(z.string(), Branch.nullable()).optional(),
});
type Answer = z.infer<typeof Answer>;

/** One point for a pull request, 13 for 100. */
export function currentStateQuery({
  pullRequests,
  issues,
  branches,
}: AskedState): Operation<Answer> {
  const part = (name: string, fields: readonly string[]): string =>
    fields.length === 0
      ? ''
      : `${name}: repository(owner: $owner, name: $name) {\n    ${fields.join('\n    ')}\n  }`;
  const names = branches.map((_, at) => `, $b${at}: String!`).join('');
  return {
    name: 'CurrentState',
    answer: Answer,
    text: `query CurrentState($owner: String!, $name: String!, $app: Int!${names}) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: 100, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { ${STANDING} } }
  }
  ${part(
    'asked',
    pullRequests.map((number) => `pr${number}: pullRequest(number: ${number}) { ...Current }`),
  )}
  ${part(
    'issues',
    issues.map((number) => `i${number}: issue(number: ${number}) { state body }`),
  )}
  ${part(
    'branches',
    branches.map((_, at) => `b${at}: ref(qualifiedName: $b${at}) { target { oid } }`),
  )}
}
fragment Current on PullRequest {
  ${STANDING} body
  head: commits(last: 1) { nodes { commit { oid ${checkSuites()} } } }
}`,
  };
}

/**
 * One request for up to 100 pull requests.
 * @param app database id of the app that the token acts for: only its checks are ours
 * @throws GateError 'access' when GitHub cannot be asked
 */
export async function currentState(
  github: GitHub,
  app: number,
  asked: AskedState,
): Promise<CurrentState> {
  const refs = asked.branches.map((name, at) => [`b${at}`, `refs/heads/${name}`] as const);
  const answers = await inBatches(asked.pullRequests, async (pullRequests) => [
    await ask(github, currentStateQuery({ ...asked, pullRequests }), {
      app,
      ...Object.fromEntries(refs),
    }),
  ]);
  const standings = answers.flatMap(({ repository }) => repository.pullRequests.nodes);
  return {
    pullRequests: new Map(
      answers.flatMap((one) =>
        Object.values(one.asked ?? {}).flatMap((node) =>
          node === null ? [] : [[node.number, currentOf(node)] as const],
        ),
      ),
    ),
    issues: new Map(
      asked.issues.flatMap((number) => {
        const issue = answers.at(-1)?.issues?.[`i${number}`];
        return issue?.state === 'OPEN' ? [[number, issue.body] as const] : [];
      }),
    ),
    tips: new Map(
      asked.branches.flatMap((name, at) => {
        const tip = answers.at(-1)?.branches?.[`b${at}`]?.target?.oid;
        return tip === undefined ? [] : [[name, tip] as const];
      }),
    ),
    changedLast: standings.map(standingOf),
  };
}

function standingOf(node: z.infer<typeof Standing>): Standing {
  return {
    number: node.number,
    state: node.state === 'OPEN' ? 'open' : 'over',
    head: node.headRefOid,
    baseBranch: node.baseRefName,
  };
}

function currentOf(node: z.infer<typeof PullRequest>): CurrentPullRequest {
  const commit = node.head.nodes.find((one) => one.commit.oid === node.headRefOid)?.commit;
  return {
    ...standingOf(node),
    body: node.body,
    checks: newestRuns(commit?.checkSuites ?? null),
  };
}

import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import {
  type CheckRun,
  ChecksOfCommit,
  checkFragments,
  checksOn,
  type NamedChecks,
  newestRuns,
} from './check-runs.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { ObjectId } from './object-id.ts';
import { allRuns } from './own-checks.ts';

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
  /** The newest run of each check that was asked for, on the head that was asked about. */
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

/** A pull request, with checks of ours on the commit that it was judged at. */
export interface AskedPullRequest extends NamedChecks {
  readonly number: number;
}

export interface AskedState {
  readonly pullRequests: readonly AskedPullRequest[];
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
const PullRequest = Standing.extend({ body: z.string() });
const Issue = z.object({ state: z.enum(['OPEN', 'CLOSED']), body: z.string() });
const Branch = z.object({ target: z.object({ oid: ObjectId }).nullable() });
const Answer = z.object({
  repository: z.object({ pullRequests: z.object({ nodes: z.array(Standing) }) }),
  asked: z.record(z.string(), PullRequest.nullable()).optional(),
  checked: z.record(z.string(), ChecksOfCommit).optional(),
  issues: z.record(z.string(), Issue.nullable()).optional(),
  branches: z.record(z.string(), Branch.nullable()).optional(),
});
type Answer = z.infer<typeof Answer>;

/** One point for a pull request; for 100 two for each name of a check. */
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
    pullRequests.map(
      ({ number }) => `p${number}: pullRequest(number: ${number}) { ${STANDING} body }`,
    ),
  )}
  ${part(
    'checked',
    pullRequests.map((one) => `p${one.number}: ${checksOn(one)}`),
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
${checkFragments(pullRequests)}`,
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
  const answers = await inBatches(asked.pullRequests, async (pullRequests, tries) => [
    await ask(
      github,
      currentStateQuery({ ...asked, pullRequests }),
      { app, ...Object.fromEntries(refs) },
      tries,
    ),
  ]);
  const nodes = new Map(answers.flatMap((one) => Object.entries(one.asked ?? {})));
  const checks = new Map(answers.flatMap((one) => Object.entries(one.checked ?? {})));
  const runsOf = await allRuns(
    github,
    app,
    asked.pullRequests.map((one) => ({ ...one, found: checks.get(`p${one.number}`) ?? null })),
  );
  const standings = answers.flatMap(({ repository }) => repository.pullRequests.nodes);
  return {
    pullRequests: new Map(
      asked.pullRequests.flatMap((one) => {
        const node = nodes.get(`p${one.number}`);
        if (node == null) return [];
        const { body } = node;
        const current = { ...standingOf(node), body, checks: newestRuns(runsOf(one)) };
        return [[one.number, current] as const];
      }),
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

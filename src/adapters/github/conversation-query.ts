import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { ObjectId } from './object-id.ts';

/** An issue or pull request by its number, or the checks of one name on one commit. */
export type Asked =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'check'; readonly head: Sha; readonly name: string };

export interface FoundCheck {
  /** Slug of the app that wrote it. */
  readonly by: string;
  /** Database id of that app. */
  readonly app: number | undefined;
  readonly conclusion: string | undefined;
  /** Path of the workflow file whose run the check is in. */
  readonly workflow: string | undefined;
  /**
   * Did a step of it run? Only jobs have steps: a check that a workflow writes through the API joins a run that it is no job
   * of, whichever workflow wrote it.
   */
  readonly ran: boolean;
}

export type Found =
  | { readonly kind: 'issue'; readonly body: string }
  | {
      readonly kind: 'pull-request';
      readonly head: Sha;
      readonly base: Sha;
      readonly merged: Sha | undefined;
    }
  | { readonly kind: 'checks'; readonly runs: readonly FoundCheck[] };

const Issue = z.object({ __typename: z.literal('Issue'), body: z.string() });
const PullRequest = z.object({
  __typename: z.literal('PullRequest'),
  headRefOid: ObjectId,
  baseRefOid: ObjectId,
  mergeCommit: z.object({ oid: ObjectId }).nullable(),
});
const Commit = z.object({
  __typename: z.literal('Commit'),
  checkSuites: z
    .object({
      pageInfo: z.object({ hasNextPage: z.boolean() }),
      nodes: z.array(
        z.object({
          app: z.object({ databaseId: z.number().nullable(), slug: z.string() }).nullable(),
          workflowRun: z.object({ file: z.object({ path: z.string() }).nullable() }).nullable(),
          checkRuns: z
            .object({
              nodes: z.array(
                z.object({
                  conclusion: z.string().nullable(),
                  steps: z
                    .object({ nodes: z.array(z.object({ conclusion: z.string().nullable() })) })
                    .nullable(),
                }),
              ),
            })
            .nullable(),
        }),
      ),
    })
    .nullable(),
});
const Answer = z.object({
  repository: z.record(
    z.string(),
    z.discriminatedUnion('__typename', [Issue, PullRequest, Commit]).nullable(),
  ),
});

/** A name is a variable: whoever cites it chose it. Numbers and commits are digits. */
export function conversationQuery(asked: readonly Asked[]): Operation<z.infer<typeof Answer>> {
  const names = asked.flatMap((one, at) => (one.kind === 'check' ? [`, $n${at}: String!`] : []));
  const each = asked.map((one, at) =>
    one.kind === 'number'
      ? `a${at}: issueOrPullRequest(number: ${one.number}) { __typename ...Words ...Proposal }`
      : `a${at}: object(oid: "${one.head}") { __typename ... on Commit { checkSuites(first: ${SUITES}, filterBy: {checkName: $n${at}}) { pageInfo { hasNextPage } nodes {
      app { databaseId slug }
      workflowRun { file { path } }
      checkRuns(first: 5, filterBy: {checkName: $n${at}, checkType: LATEST}) { nodes { conclusion steps(first: 20) { nodes { conclusion } } } }
    } } } }`,
  );
  const numbers = asked.some(({ kind }) => kind === 'number') ? FRAGMENTS : '';
  return {
    name: 'Conversation',
    answer: Answer,
    text: `query Conversation($owner: String!, $name: String!${names.join('')}) {
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}${numbers}`,
  };
}

const FRAGMENTS = `
fragment Words on Issue { body }
fragment Proposal on PullRequest { headRefOid baseRefOid mergeCommit { oid } }`;

/** More suites than these with one check name on one commit are asked for by nobody honest. */
const SUITES = 10;

/** One request. Same order as asked; undefined = it is not there. */
export async function askAbout(
  github: GitHub,
  asked: readonly Asked[],
): Promise<readonly (Found | undefined)[]> {
  const names = asked.flatMap((one, at) =>
    one.kind === 'check' ? [[`n${at}`, one.name] as const] : [],
  );
  const { repository } = await ask(github, conversationQuery(asked), Object.fromEntries(names));
  return asked.map((_, at) => foundIn(repository[`a${at}`] ?? null));
}

function foundIn(node: z.infer<typeof Answer>['repository'][string]): Found | undefined {
  switch (node?.__typename) {
    case undefined:
      return undefined;
    case 'Issue':
      return { kind: 'issue', body: node.body };
    case 'PullRequest': {
      const { headRefOid: head, baseRefOid: base, mergeCommit } = node;
      return { kind: 'pull-request', head, base, merged: mergeCommit?.oid };
    }
    case 'Commit':
      return { kind: 'checks', runs: runsOf(node) };
  }
}

/** A page that is full may hide a failure behind it: then an unfinished check stands for what was not seen. */
function runsOf({ checkSuites }: z.infer<typeof Commit>): readonly FoundCheck[] {
  const runs = (checkSuites?.nodes ?? []).flatMap(({ app, workflowRun, checkRuns }) =>
    (checkRuns?.nodes ?? []).map(
      ({ conclusion, steps }): FoundCheck => ({
        by: app?.slug ?? 'an app that is gone',
        app: app?.databaseId ?? undefined,
        conclusion: conclusion?.toLowerCase(),
        workflow: workflowRun?.file?.path,
        ran: (steps?.nodes ?? []).some((step) => step.conclusion === 'SUCCESS'),
      }),
    ),
  );
  return checkSuites?.pageInfo.hasNextPage
    ? [
        ...runs,
        {
          by: 'more apps than are read',
          app: undefined,
          conclusion: undefined,
          workflow: undefined,
          ran: false,
        },
      ]
    : runs;
}

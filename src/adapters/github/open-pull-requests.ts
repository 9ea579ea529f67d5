import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import { ACTOR, Actor } from './actor.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { ObjectId } from './object-id.ts';

/** An open pull request as GitHub shows it at one moment: conversation only, its content is in git. */
export interface OpenPullRequest {
  readonly nodeId: string;
  readonly number: number;
  readonly body: string;
  readonly head: Sha;
  /** Without refs/heads/. */
  readonly headBranch: string;
  readonly baseBranch: string;
  /** fork: somebody who cannot push here opened it from a repository of their own. */
  readonly origin: 'repository' | 'fork';
  /** draft: whoever opened it does not hand it over yet. */
  readonly stage: 'draft' | 'ready';
  readonly author: Actor;
  readonly labels: readonly string[];
}

export interface OpenPullRequests {
  readonly repository: {
    readonly nodeId: string;
    /** Without refs/heads/. */
    readonly defaultBranch: string;
  };
  /** Sorted by number. */
  readonly pullRequests: readonly OpenPullRequest[];
}

const Answer = z.object({
  repository: z.object({
    id: z.string(),
    defaultBranchRef: z.object({ name: z.string() }).nullable(),
    pullRequests: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(
        z.object({
          id: z.string(),
          number: z.number(),
          body: z.string(),
          headRefOid: ObjectId,
          headRefName: z.string(),
          baseRefName: z.string(),
          isCrossRepository: z.boolean(),
          isDraft: z.boolean(),
          author: Actor,
          labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
        }),
      ),
    }),
  }),
});

type Answer = z.infer<typeof Answer>;

/** One request and about 2 points per 100 pull requests (GITHUB-FACTS: points = connections / 100). */
export const OPEN_PULL_REQUESTS: Operation<Answer> = {
  name: 'OpenPullRequests',
  answer: Answer,
  text: `query OpenPullRequests($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    id
    defaultBranchRef { name }
    pullRequests(states: OPEN, first: 100, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id number body headRefOid headRefName baseRefName isCrossRepository isDraft
        author ${ACTOR}
        labels(first: 30) { nodes { name } }
      }
    }
  }
}`,
};

/** 2,000 open pull requests: what one run of an action can fetch and compare in its minutes. */
const MOST_PAGES = 20;

/** @throws GateError 'access' when GitHub cannot be asked, or when there are more than 2,000: never a part of them. */
export async function openPullRequests(github: GitHub): Promise<OpenPullRequests> {
  const pages = await pagesFrom(github, null, MOST_PAGES);
  const [{ repository }] = pages;
  // A pull request that was opened or closed between two pages may be on both.
  const byNumber = new Map(
    pages
      .flatMap((page) => page.repository.pullRequests.nodes)
      .map((node): readonly [number, OpenPullRequest] => [
        node.number,
        {
          nodeId: node.id,
          number: node.number,
          body: node.body,
          head: node.headRefOid,
          headBranch: node.headRefName,
          baseBranch: node.baseRefName,
          origin: node.isCrossRepository ? 'fork' : 'repository',
          stage: node.isDraft ? 'draft' : 'ready',
          author: node.author,
          labels: (node.labels?.nodes ?? []).map(({ name }) => name),
        },
      ]),
  );
  return {
    repository: {
      nodeId: repository.id,
      defaultBranch: repository.defaultBranchRef?.name ?? 'main',
    },
    pullRequests: [...byNumber.values()].sort((a, b) => a.number - b.number),
  };
}

async function pagesFrom(
  github: GitHub,
  after: string | null,
  left: number,
): Promise<readonly [Answer, ...Answer[]]> {
  if (left === 0)
    throw new GateError('access', `There are more than ${MOST_PAGES * 100} open pull requests`, {
      remedy: 'Close those that nobody works on, or run the app, which keeps a mirror.',
    });
  const page = await ask(github, OPEN_PULL_REQUESTS, { after });
  const { hasNextPage, endCursor } = page.repository.pullRequests.pageInfo;
  return hasNextPage ? [page, ...(await pagesFrom(github, endCursor, left - 1))] : [page];
}

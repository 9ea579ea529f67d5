import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import { ACTOR, Actor } from './actor.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { isTooMuch } from './in-batches.ts';
import { ObjectId } from './object-id.ts';
import { FIRST_TASK_ISSUES, FirstTaskIssues } from './task-issue-numbers.ts';

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
}

export interface OpenPullRequests {
  readonly repository: {
    readonly nodeId: string;
    /** Without refs/heads/. */
    readonly defaultBranch: string;
  };
  /** Sorted by number. */
  readonly pullRequests: readonly OpenPullRequest[];
  /** Which issues may be their tasks comes along with the first page: one request less for almost every run. */
  readonly taskIssues?: FirstTaskIssues;
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
        }),
      ),
    }),
  }),
  tasks: FirstTaskIssues.optional(),
});

type Answer = z.infer<typeof Answer>;

/** One request and one point per 100 pull requests, and one more point for the first page of the issues of tasks. */
export function openPullRequestsQuery(page: 'first' | 'further'): Operation<Answer> {
  const tasks =
    page === 'first'
      ? `\n  tasks: repository(owner: $owner, name: $name) {\n    ${FIRST_TASK_ISSUES}\n  }`
      : '';
  return {
    name: 'OpenPullRequests',
    answer: Answer,
    text: `query OpenPullRequests($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    id
    defaultBranchRef { name }
    pullRequests(states: OPEN, first: $first, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id number body headRefOid headRefName baseRefName isCrossRepository isDraft
        author ${ACTOR}
      }
    }
  }${tasks}
}`,
  };
}

/** What one run of an action can fetch and compare in its minutes. */
const MOST = 2_000;
/** The most that GitHub gives in one page. */
const PAGE = 100;

/** @throws GateError 'access' when GitHub cannot be asked, or when there are more than 2,000: never a part of them. */
export async function openPullRequests(github: GitHub): Promise<OpenPullRequests> {
  const pages = await pagesFrom(github);
  const [{ repository, tasks }] = pages;
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
        },
      ]),
  );
  return {
    repository: {
      nodeId: repository.id,
      defaultBranch: repository.defaultBranchRef?.name ?? 'main',
    },
    pullRequests: [...byNumber.values()].sort((a, b) => a.number - b.number),
    ...(tasks && { taskIssues: tasks }),
  };
}

async function pagesFrom(github: GitHub): Promise<readonly [Answer, ...Answer[]]> {
  let { page, size } = await pageAfter(github, null, PAGE);
  const pages: [Answer, ...Answer[]] = [page];
  for (let asked = size; page.repository.pullRequests.pageInfo.hasNextPage; asked += size) {
    if (asked >= MOST)
      throw new GateError('access', `There are more than ${MOST} open pull requests`, {
        remedy: 'Close those that nobody works on, or run the app, which keeps a mirror.',
      });
    const { endCursor } = page.repository.pullRequests.pageInfo;
    ({ page, size } = await pageAfter(github, endCursor, size));
    pages.push(page);
  }
  return pages;
}

/** A hundred bodies can be megabytes: a page that was too much for GitHub is asked for again with half of them. */
async function pageAfter(
  github: GitHub,
  after: string | null,
  size: number,
): Promise<{ readonly page: Answer; readonly size: number }> {
  const tries = size > 1 ? 'once' : 'several';
  try {
    const query = openPullRequestsQuery(after === null ? 'first' : 'further');
    return { page: await ask(github, query, { first: size, after }, tries), size };
  } catch (error) {
    if (size === 1 || !isTooMuch(error)) throw error;
    return pageAfter(github, after, Math.ceil(size / 2));
  }
}

import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import { type CheckRun, CheckSuites, checkSuites, newestRuns } from './check-runs.ts';
import { Comments, comments, type OwnComment, ownComment } from './comments.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { ObjectId } from './object-id.ts';

/** What we have said of a pull request so far. */
export interface Published {
  /** The commit that the checks are on: the head when GitHub was asked. */
  readonly head: Sha | undefined;
  readonly checks: readonly CheckRun[];
  readonly comment: OwnComment | undefined;
}

const PullRequest = z.object({
  id: z.string(),
  comments: Comments,
  commits: z.object({
    nodes: z.array(z.object({ commit: z.object({ oid: ObjectId, checkSuites: CheckSuites }) })),
  }),
});
const Answer = z.object({ repository: z.record(z.string(), PullRequest.nullable()) });

/** About 12 connections a pull request: 100 of them cost 12 points. */
export function publishedQuery(numbers: readonly number[]): Operation<z.infer<typeof Answer>> {
  const each = numbers.map((number) => `pr${number}: pullRequest(number: ${number}) { ...Said }`);
  return {
    name: 'Published',
    answer: Answer,
    text: `query Published($owner: String!, $name: String!, $app: Int!) {
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}
fragment Said on PullRequest {
  id
  ${comments(COMMENTS)}
  commits(last: 1) { nodes { commit { oid ${checkSuites()} } } }
}`,
  };
}

/** The gate comments when a pull request is opened, so its comment is an early one; else the rest is read page by page. */
const COMMENTS = 30;
/** Pull requests of one request: GitHub ends a query after 10 seconds. */
const BATCH = 50;

/**
 * @param app database id of the app that the token acts for: its checks are ours, those of others are not (threat G01)
 * @param marker the first line of our comment
 */
export async function published(
  github: GitHub,
  app: number,
  numbers: readonly number[],
  marker: string,
): Promise<ReadonlyMap<number, Published>> {
  const found = new Map<number, Published>();
  for (let at = 0; at < numbers.length; at += BATCH) {
    const batch = numbers.slice(at, at + BATCH);
    const { repository } = await ask(github, publishedQuery(batch), { app });
    for (const number of batch) {
      const node = repository[`pr${number}`];
      if (node == null) continue;
      const [last] = node.commits.nodes;
      found.set(number, {
        head: last?.commit.oid,
        checks: newestRuns(last?.commit.checkSuites ?? null),
        comment: ownComment(node.comments, marker) ?? (await furtherComment(github, node, marker)),
      });
    }
  }
  return found;
}

const Further = z.object({ node: z.object({ comments: Comments }).nullable() });
export const FURTHER_COMMENTS: Operation<z.infer<typeof Further>> = {
  name: 'FurtherComments',
  answer: Further,
  text: `query FurtherComments($id: ID!, $after: String) {
  node(id: $id) { ... on PullRequest { ${comments(100, '$after')} } }
}`,
};
/** 1,000 comments are read before a new one is written. */
const MOST_PAGES = 10;

async function furtherComment(
  github: GitHub,
  { id, comments: { pageInfo } }: Pick<z.infer<typeof PullRequest>, 'id' | 'comments'>,
  marker: string,
  left = MOST_PAGES,
): Promise<OwnComment | undefined> {
  if (!pageInfo.hasNextPage || left === 0) return undefined;
  const { node } = await ask(github, FURTHER_COMMENTS, { id, after: pageInfo.endCursor });
  if (node === null) return undefined;
  return (
    ownComment(node.comments, marker) ??
    (await furtherComment(github, { id, comments: node.comments }, marker, left - 1))
  );
}

import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import { type CheckRun, CheckSuites, checkSuites, newestRuns } from './check-runs.ts';
import { Comments, comments, type OwnComment, ownComment } from './comments.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { ObjectId } from './object-id.ts';

/** The check that holds recorded test runs (FORMATS §1). */
export const TESTS_CHECK = 'handoff-tests';

/** Comments and reviews of a pull request, as far as one page of each goes. */
export interface FirstPages {
  readonly nodeId: string;
  readonly comments: z.infer<typeof Comments>;
  readonly reviews: z.infer<typeof Comments> | null;
}

/** What was said of a pull request so far, by us and by the workflows that record its tests. */
export interface Details {
  /** The commit that the checks are on: the head when GitHub was asked. */
  readonly head: Sha | undefined;
  /** The newest run of each of our checks. */
  readonly checks: readonly CheckRun[];
  readonly comment: OwnComment | undefined;
  /** The first pages of what was said, with the node id that leads to the rest. */
  readonly said: FirstPages;
  /** Texts of the checks that hold test runs, on the head and on the commits before it, oldest commit first. */
  readonly testTexts: readonly string[];
}

const TestSuites = z
  .object({
    nodes: z.array(
      z.object({
        checkRuns: z
          .object({ nodes: z.array(z.object({ text: z.string().nullable() })) })
          .nullable(),
      }),
    ),
  })
  .nullable();
const PullRequest = z.object({
  id: z.string(),
  comments: Comments,
  reviews: Comments.nullable(),
  head: z.object({
    nodes: z.array(z.object({ commit: z.object({ oid: ObjectId, checkSuites: CheckSuites }) })),
  }),
  tested: z.object({
    nodes: z.array(z.object({ commit: z.object({ checkSuites: TestSuites }) })),
  }),
});
const Answer = z.object({ repository: z.record(z.string(), PullRequest.nullable()) });

/** About 30 points for 100 pull requests, 1 for one. */
export function detailsQuery(numbers: readonly number[]): Operation<z.infer<typeof Answer>> {
  const each = numbers.map((number) => `pr${number}: pullRequest(number: ${number}) { ...Said }`);
  return {
    name: 'Details',
    answer: Answer,
    text: `query Details($owner: String!, $name: String!, $app: Int!) {
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}
fragment Said on PullRequest {
  id
  ${comments(COMMENTS)}
  ${comments(REVIEWS).replace('comments', 'reviews')}
  head: commits(last: 1) { nodes { commit { oid ${checkSuites()} } } }
  tested: commits(last: ${TESTED}) { nodes { commit {
    checkSuites(first: ${TESTED_SUITES}, filterBy: {appId: $app, checkName: "${TESTS_CHECK}"}) { nodes {
      checkRuns(first: 20, filterBy: {checkName: "${TESTS_CHECK}"}) { nodes { text } }
    } }
  } } }
}`,
  };
}

/** The gate comments when a pull request is opened, so its comment is an early one; else the rest is read page by page. */
const COMMENTS = 30;
const REVIEWS = 20;
/** A run of an older commit counts while nothing in the scope changed since (FORMATS §4). */
const TESTED = 5;
/** What one token writes lands in one suite of a commit. Each that is asked for costs 5 points per 100 pull requests, of 1,000 an hour. */
const TESTED_SUITES = 2;

/**
 * @param app database id of the app that the token acts for: its checks are ours, those of others are not, test runs among them (threat G01)
 * @param marker the first line of our comment
 */
export async function pullRequestDetails(
  github: GitHub,
  app: number,
  numbers: readonly number[],
  marker: string,
): Promise<ReadonlyMap<number, Details>> {
  const found = await inBatches(numbers, async (batch) => {
    const { repository } = await ask(github, detailsQuery(batch), { app });
    return Promise.all(
      batch.flatMap((number) => {
        const node = repository[`pr${number}`];
        return node == null ? [] : [detailsOf(github, number, node, marker)];
      }),
    );
  });
  return new Map(found);
}

async function detailsOf(
  github: GitHub,
  number: number,
  node: z.infer<typeof PullRequest>,
  marker: string,
): Promise<readonly [number, Details]> {
  const [last] = node.head.nodes;
  const texts = node.tested.nodes
    .flatMap(({ commit }) => commit.checkSuites?.nodes ?? [])
    .flatMap(({ checkRuns }) => checkRuns?.nodes ?? []);
  return [
    number,
    {
      head: last?.commit.oid,
      checks: newestRuns(last?.commit.checkSuites ?? null),
      comment: ownComment(node.comments, marker) ?? (await furtherComment(github, node, marker)),
      said: { nodeId: node.id, comments: node.comments, reviews: node.reviews },
      testTexts: texts.flatMap(({ text }) => text ?? []),
    },
  ];
}

/** The next hundred comments. */
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

import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import {
  type CheckRun,
  ChecksOfCommit,
  checkFragments,
  checksOn,
  type NamedChecks,
  newestRuns,
  TESTS_CHECK,
} from './check-runs.ts';
import { Comments, comments, type OwnComment, ownComment, ownComments } from './comments.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { allRuns } from './own-checks.ts';

/** Comments and reviews of a pull request, as far as one page of each goes. */
export interface FirstPages {
  readonly nodeId: string;
  readonly comments: z.infer<typeof Comments>;
  readonly reviews: z.infer<typeof Comments> | null;
}

/** A pull request whose details are wanted, and which checks on its head: each name costs 2 points per 100 pull requests. */
export interface Detailed extends NamedChecks {
  readonly number: number;
}

/** What was said of a pull request so far, by us and by the workflows that record its tests. */
export interface Details {
  /** The commit that the checks are on. */
  readonly head: Sha;
  /** Which checks were asked for: of others nothing is known. */
  readonly asked: readonly string[];
  /** The newest run of each of those that are there. */
  readonly checks: readonly CheckRun[];
  readonly comment: OwnComment | undefined;
  /** More of ours: of two runs that had none to edit, each has written one. */
  readonly spare: readonly OwnComment[];
  /** The first pages of what was said, with the node id that leads to the rest. */
  readonly said: FirstPages;
  /** Texts of the checks that hold test runs of the head. */
  readonly testTexts: readonly string[];
}

const PullRequest = z.object({
  id: z.string(),
  comments: Comments,
  reviews: Comments.nullable(),
});
const Answer = z.object({
  said: z.record(z.string(), PullRequest.nullable()),
  checked: z.record(z.string(), ChecksOfCommit),
});

/** 2 points for 100 pull requests, and what their checks cost. */
export function detailsQuery(asked: readonly Detailed[]): Operation<z.infer<typeof Answer>> {
  const said = asked.map(({ number }) => `p${number}: pullRequest(number: ${number}) { ...Said }`);
  const checked = asked.map((one) => `p${one.number}: ${checksOn(one)}`);
  return {
    name: 'Details',
    answer: Answer,
    text: `query Details($owner: String!, $name: String!, $app: Int!) {
  said: repository(owner: $owner, name: $name) {
    ${said.join('\n    ')}
  }
  checked: repository(owner: $owner, name: $name) {
    ${checked.join('\n    ')}
  }
}
fragment Said on PullRequest {
  id
  ${comments(COMMENTS)}
  ${comments(REVIEWS).replace('comments', 'reviews')}
}
${checkFragments(asked)}`,
  };
}

/** The gate comments when a pull request is opened, so its comment is an early one; else the rest is read page by page. */
const COMMENTS = 30;
const REVIEWS = 20;

/**
 * One request per 100 pull requests; a number that is not there is absent.
 * @param app database id of the app that the token acts for: its checks are ours, those of others are not, test runs among them (threat G01)
 * @param marker the first line of our comment
 */
export async function pullRequestDetails(
  github: GitHub,
  app: number,
  asked: readonly Detailed[],
  marker: string,
): Promise<ReadonlyMap<number, Details>> {
  const found = await inBatches(asked, async (batch, tries) => {
    const { said, checked } = await ask(github, detailsQuery(batch), { app }, tries);
    return batch.flatMap((one) => {
      const node = said[`p${one.number}`];
      return node == null ? [] : [{ one, node, found: checked[`p${one.number}`] ?? null }];
    });
  });
  const runsOf = await allRuns(
    github,
    app,
    found.map((each) => ({ ...each.one, found: each.found })),
  );
  const details = found.map(async ({ one, node }) => {
    const runs = runsOf(one);
    const [comment, ...spare] = ownComments(node.comments, marker);
    return [
      one.number,
      {
        head: one.head,
        asked: one.names,
        checks: newestRuns(runs.filter(({ name }) => name !== TESTS_CHECK)),
        comment: comment ?? (await furtherComment(github, node, marker)),
        spare,
        said: { nodeId: node.id, comments: node.comments, reviews: node.reviews },
        testTexts: runs.flatMap(({ name, text }) => (name === TESTS_CHECK ? (text ?? []) : [])),
      },
    ] as const;
  });
  return new Map(await Promise.all(details));
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

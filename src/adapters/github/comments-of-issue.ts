import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { type Comment, Comments, comments } from './comments.ts';
import { ask, type GitHub, type Operation } from './github.ts';

/**
 * How far the comments of an issue are read: to the first of ours, or to the one that locks a scope, which is newer than what
 * we said before.
 */
export type Sought = 'ours' | 'lock';

const Further = z.object({ node: z.object({ comments: Comments }).nullable() });
export const FURTHER_ISSUE_COMMENTS: Operation<z.infer<typeof Further>> = {
  name: 'FurtherIssueComments',
  answer: Further,
  text: `query FurtherIssueComments($id: ID!, $after: String) {
  node(id: $id) { ... on Issue { ${comments(100, '$after')} } }
}`,
};

/** 1,000 comments beyond the first page. */
const MOST_PAGES = 10;

interface Thread {
  readonly id: string;
  readonly number: number;
  readonly first: z.infer<typeof Comments>;
}

/**
 * The comments of an issue, oldest first, until it is found what is sought. One request per 100 beyond the first page.
 * @throws GateError 'access' when a lock is sought among more than it reads: a lock that nobody sees would be none (threat A12)
 */
export async function commentsUntil(
  github: GitHub,
  { id, number, first }: Thread,
  sought: Sought,
  isFound: (nodes: readonly Comment[]) => boolean,
): Promise<Comment[]> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  for (let page = 0; pageInfo.hasNextPage && !isFound(nodes); page += 1) {
    if (page === MOST_PAGES) {
      if (sought === 'ours') break;
      throw new GateError('access', `Issue #${number} has more comments than are read for a lock`, {
        remedy: `Close issue #${number}, and file its task in a new one.`,
      });
    }
    const { node } = await ask(github, FURTHER_ISSUE_COMMENTS, { id, after: pageInfo.endCursor });
    if (node === null) break;
    nodes.push(...node.comments.nodes);
    ({ pageInfo } = node.comments);
  }
  return nodes;
}

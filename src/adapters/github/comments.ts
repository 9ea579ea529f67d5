import { z } from 'zod';

/** A comment that this identity wrote: only those are ever read as ours, whatever marker others copy (threat F01, G12). */
export interface OwnComment {
  readonly nodeId: string;
  readonly body: string;
  /** GitHub's own number: comments are numbered in the order in which they are written. */
  readonly order: number;
}

export const Comments = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(
    z.object({
      id: z.string(),
      databaseId: z.number(),
      viewerDidAuthor: z.boolean(),
      body: z.string(),
    }),
  ),
});

export function comments(first: number, after?: string): string {
  const from = after === undefined ? '' : `, after: ${after}`;
  return `comments(first: ${first}${from}) { pageInfo { hasNextPage endCursor } nodes { id databaseId viewerDidAuthor body } }`;
}

/** Those of ours that begin with the marker, oldest first. */
export function ownComments(
  { nodes }: z.infer<typeof Comments>,
  marker: string,
): readonly OwnComment[] {
  return nodes
    .filter(({ viewerDidAuthor, body }) => viewerDidAuthor && body.startsWith(marker))
    .map(({ id, body, databaseId }) => ({ nodeId: id, body, order: databaseId }))
    .sort((a, b) => a.order - b.order);
}

/** The oldest of them; the gate edits it in place. */
export function ownComment(
  comments: z.infer<typeof Comments>,
  marker: string,
): OwnComment | undefined {
  return ownComments(comments, marker)[0];
}

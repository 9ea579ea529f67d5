import { z } from 'zod';
import { ACTOR, Actor } from './actor.ts';

/** A comment that this identity wrote: only those are ever read as ours, whatever marker others copy (threat F01, G12). */
export interface OwnComment {
  readonly nodeId: string;
  readonly body: string;
  /** GitHub's own number: comments are numbered in the order in which they are written. */
  readonly order: number;
  /** `edited` by somebody else, who need not be its author for that: then nothing in it is our word any more (threat G12). */
  readonly state: 'ours' | 'edited';
}

export const Comments = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(
    z.object({
      id: z.string(),
      databaseId: z.number(),
      viewerDidAuthor: z.boolean(),
      author: Actor,
      editor: Actor,
      lastEditedAt: z.string().nullable(),
      body: z.string(),
    }),
  ),
});

export function comments(first: number, after?: string): string {
  const from = after === undefined ? '' : `, after: ${after}`;
  return `comments(first: ${first}${from}) { pageInfo { hasNextPage endCursor } nodes { id databaseId viewerDidAuthor author ${ACTOR} editor ${ACTOR} lastEditedAt body } }`;
}

export type Comment = z.infer<typeof Comments>['nodes'][number];

/** Those of ours that begin with the marker: oldest first, those that somebody edited last. */
export function ownComments(
  { nodes }: { readonly nodes: readonly Comment[] },
  marker: string,
): readonly OwnComment[] {
  return nodes
    .filter(({ viewerDidAuthor, body }) => viewerDidAuthor && body.startsWith(marker))
    .map(
      (comment): OwnComment => ({
        nodeId: comment.id,
        body: comment.body,
        order: comment.databaseId,
        state: isEdited(comment) ? 'edited' : 'ours',
      }),
    )
    .sort((a, b) => (a.state === b.state ? a.order - b.order : a.state === 'ours' ? -1 : 1));
}

/** By somebody else: whoever may write here may edit the comments of others. An editor whose account is gone is nobody that we know. */
export function isEdited({ author, editor, lastEditedAt }: Comment): boolean {
  if (lastEditedAt === null) return false;
  return editor === undefined || editor.id !== author?.id || editor.kind !== author?.kind;
}

/** The first of them; the gate edits it in place. */
export function ownComment(
  comments: z.infer<typeof Comments>,
  marker: string,
): OwnComment | undefined {
  return ownComments(comments, marker)[0];
}

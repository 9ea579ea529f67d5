import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import type { TaskId } from '../../model/task-id.ts';
import { ACTOR, Actor } from './actor.ts';
import { Comments, comments, type OwnComment, ownComment } from './comments.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { ObjectId } from './object-id.ts';

/** A pull request of a task's branch that is not open any more: attempts and drift add up over all of them (threat A09). */
export interface TaskPullRequest {
  readonly number: number;
  readonly state: 'closed' | 'merged';
  readonly head: Sha;
  readonly baseBranch: string;
  readonly author: Actor;
}

const Answer = z.object({
  repository: z.record(
    z.string(),
    z.object({
      nodes: z.array(
        z.object({
          number: z.number(),
          state: z.enum(['CLOSED', 'MERGED']),
          headRefOid: ObjectId,
          baseRefName: z.string(),
          isCrossRepository: z.boolean(),
          author: Actor,
        }),
      ),
    }),
  ),
});

/** Of each task the newest: more attempts than these are no attempts any more. */
const NEWEST = 5;

export function taskPullRequestsQuery(tasks: readonly TaskId[]): Operation<z.infer<typeof Answer>> {
  const each = tasks.map(
    (task, at) =>
      `t${at}: pullRequests(headRefName: "handoff/${task}", states: [CLOSED, MERGED], first: ${NEWEST}, orderBy: {field: CREATED_AT, direction: DESC}) { ...Of }`,
  );
  return {
    name: 'TaskPullRequests',
    answer: Answer,
    text: `query TaskPullRequests($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}
fragment Of on PullRequestConnection {
  nodes { number state headRefOid baseRefName isCrossRepository author ${ACTOR} }
}`,
  };
}

/** One request and point per 100 tasks; by task, oldest first. Pull requests out of forks are nobody's: their branch names prove nothing. */
export async function taskPullRequests(
  github: GitHub,
  tasks: readonly TaskId[],
): Promise<ReadonlyMap<TaskId, readonly TaskPullRequest[]>> {
  const found = await inBatches(tasks, async (batch, tries) => {
    const { repository } = await ask(github, taskPullRequestsQuery(batch), {}, tries);
    return batch.map((task, at) => {
      const nodes = (repository[`t${at}`]?.nodes ?? []).filter((node) => !node.isCrossRepository);
      const pullRequests = nodes.map(
        (node): TaskPullRequest => ({
          number: node.number,
          state: node.state === 'MERGED' ? 'merged' : 'closed',
          head: node.headRefOid,
          baseBranch: node.baseRefName,
          author: node.author,
        }),
      );
      return [task, pullRequests.reverse()] as const;
    });
  });
  return new Map(found);
}

const Said = z.object({
  repository: z.record(z.string(), z.object({ comments: Comments }).nullable()),
});

export function commentsOfQuery(numbers: readonly number[]): Operation<z.infer<typeof Said>> {
  const each = numbers.map((number) => `p${number}: pullRequest(number: ${number}) { ...Said }`);
  return {
    name: 'CommentsOfPullRequests',
    answer: Said,
    text: `query CommentsOfPullRequests($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}
fragment Said on PullRequest { ${comments(30)} }`,
  };
}

/** Our comments on pull requests, by number; one request and point per 100. */
export async function ownCommentsOn(
  github: GitHub,
  numbers: readonly number[],
  marker: string,
): Promise<ReadonlyMap<number, OwnComment>> {
  const found = await inBatches(numbers, async (batch, tries) => {
    const { repository } = await ask(github, commentsOfQuery(batch), {}, tries);
    return batch.flatMap((number) => {
      const node = repository[`p${number}`];
      const comment = node == null ? undefined : ownComment(node.comments, marker);
      return comment === undefined ? [] : [[number, comment] as const];
    });
  });
  return new Map(found);
}

import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { OPEN_TASK_LABELS, TASK_LABELS } from '../../model/task-labels.ts';
import { ask, type GitHub, type Operation } from './github.ts';

const Named = z.object({ name: z.string() });
const Labelled = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(z.object({ number: z.number() })),
});
const Touched = z.object({
  nodes: z.array(
    z.object({
      number: z.number(),
      timelineItems: z.object({ nodes: z.array(z.object({ label: Named })) }),
    }),
  ),
});
const Answer = z.object({
  repository: z.object({ touched: Touched }).catchall(Labelled),
});

/**
 * 1 point. Each label is asked for by itself: what a list of labels means is not documented. An issue that lost a label is
 * among those that were touched last.
 */
export const TASK_ISSUES: Operation<z.infer<typeof Answer>> = {
  name: 'TaskIssues',
  answer: Answer,
  text: `query TaskIssues($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${OPEN_TASK_LABELS.map((label, at) => `l${at}: issues(labels: ["${label}"], states: OPEN, first: 100, orderBy: {field: CREATED_AT, direction: ASC}) { pageInfo { hasNextPage } nodes { number } }`).join('\n    ')}
    touched: issues(states: OPEN, first: 100, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes {
      number
      timelineItems(last: 100, itemTypes: [UNLABELED_EVENT]) { nodes { ... on UnlabeledEvent { label { name } } } }
    } }
  }
}`,
};

/**
 * Numbers of the open issues that carry a label of a task, and of those that lost one lately: they may hold the scope of a
 * task all the same (threat A12, decision 0016). One request.
 * @throws GateError 'access' when more than 100 carry one label: never a part of them.
 */
export async function taskIssueNumbers(github: GitHub): Promise<readonly number[]> {
  const { repository } = await ask(github, TASK_ISSUES, {});
  const found = new Set<number>();
  for (const [at, label] of OPEN_TASK_LABELS.entries()) {
    const page = repository[`l${at}`];
    if (page?.pageInfo.hasNextPage)
      throw new GateError('access', `More than 100 open issues carry the label ${label}`, {
        remedy: 'Close those that are over, or take the label off.',
      });
    for (const { number } of page?.nodes ?? []) found.add(number);
  }
  for (const { number, timelineItems } of repository.touched.nodes)
    if (timelineItems.nodes.some(({ label }) => label.name.toLowerCase().startsWith(TASK_LABELS)))
      found.add(number);
  return [...found];
}

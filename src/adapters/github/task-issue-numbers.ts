import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { OPEN_TASK_LABELS, TASK_LABELS } from '../../model/task-labels.ts';
import { ask, type GitHub, type Operation } from './github.ts';

const Named = z.object({ name: z.string() });
const Labelled = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
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
/** Of a repository, the first page of the issues that may be tasks. */
export const FirstTaskIssues = z.object({ touched: Touched }).catchall(Labelled);
export type FirstTaskIssues = z.infer<typeof FirstTaskIssues>;
const Answer = z.object({ repository: FirstTaskIssues });

function labelled(label: string, after: string | null): string {
  const from = after === null ? '' : `, after: ${JSON.stringify(after)}`;
  return `issues(labels: ["${label}"], states: OPEN, first: 100${from}, orderBy: {field: CREATED_AT, direction: ASC}) { pageInfo { hasNextPage endCursor } nodes { number } }`;
}

/**
 * What FirstTaskIssues reads: 1 point. Each label is asked for by itself: what a list of labels means is not documented. An
 * issue that lost a label is among those that were touched last.
 */
export const FIRST_TASK_ISSUES = `${OPEN_TASK_LABELS.map((label, at) => `l${at}: ${labelled(label, null)}`).join('\n    ')}
    touched: issues(states: OPEN, first: 100, orderBy: {field: UPDATED_AT, direction: DESC}) { nodes {
      number
      timelineItems(last: 100, itemTypes: [UNLABELED_EVENT]) { nodes { ... on UnlabeledEvent { label { name } } } }
    } }`;

export const TASK_ISSUES: Operation<z.infer<typeof Answer>> = {
  name: 'TaskIssues',
  answer: Answer,
  text: `query TaskIssues($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${FIRST_TASK_ISSUES}
  }
}`,
};

const Further = z.object({ repository: z.record(z.string(), Labelled) });

/** 1 point for a page of each label. */
export function furtherTaskIssuesQuery(
  asked: readonly { readonly label: string; readonly after: string | null }[],
): Operation<z.infer<typeof Further>> {
  return {
    name: 'FurtherTaskIssues',
    answer: Further,
    text: `query FurtherTaskIssues($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${asked.map(({ label, after }, at) => `l${at}: ${labelled(label, after)}`).join('\n    ')}
  }
}`,
  };
}

/** 1,000 open issues with one label: more tasks at once than anybody looks after. */
const MOST_PAGES = 10;

/**
 * Numbers of the open issues that carry a label of a task, and of those that lost one lately: they may hold the scope of a
 * task all the same (threat A12, decision 0016). One request, and one for each further hundred of the label that has most.
 * @param known the first page, where another request has brought it along
 * @throws GateError 'access' when more than 1,000 carry one label: never a part of them.
 */
export async function taskIssueNumbers(
  github: GitHub,
  known?: FirstTaskIssues,
): Promise<readonly number[]> {
  const { touched, ...first } = known ?? (await ask(github, TASK_ISSUES, {})).repository;
  const found = new Set<number>();
  let pages: readonly Page[] = OPEN_TASK_LABELS.flatMap((label, at) => {
    const page = first[`l${at}`];
    return page === undefined ? [] : [{ ...page, label }];
  });
  for (let count = 1; pages.length > 0; count += 1) {
    for (const { number } of pages.flatMap(({ nodes }) => nodes)) found.add(number);
    const full = pages.filter(({ pageInfo }) => pageInfo.hasNextPage);
    if (count === MOST_PAGES && full[0] !== undefined) throw tooMany(full[0].label);
    pages = full.length === 0 ? [] : await nextPages(github, full);
  }
  for (const { number, timelineItems } of touched.nodes)
    if (timelineItems.nodes.some(({ label }) => label.name.toLowerCase().startsWith(TASK_LABELS)))
      found.add(number);
  return [...found];
}

interface Page extends z.infer<typeof Labelled> {
  readonly label: string;
}

async function nextPages(github: GitHub, full: readonly Page[]): Promise<readonly Page[]> {
  const asked = full.map(({ label, pageInfo }) => ({ label, after: pageInfo.endCursor }));
  const { repository } = await ask(github, furtherTaskIssuesQuery(asked), {});
  return asked.flatMap(({ label }, at) => {
    const page = repository[`l${at}`];
    return page === undefined ? [] : [{ ...page, label }];
  });
}

function tooMany(label: string): GateError {
  return new GateError(
    'access',
    `More than ${MOST_PAGES * 100} open issues carry the label ${label}`,
    { remedy: 'Close those that are over, or take the label off.' },
  );
}

import { z } from 'zod';

/** A check run of our own on some commit. */
export interface CheckRun {
  readonly nodeId: string;
  readonly name: string;
  /** What it was written from (K2); undefined = somebody wrote it without. */
  readonly externalId: string | undefined;
  /** undefined = not completed. */
  readonly conclusion: string | undefined;
  readonly text: string;
  /** The workflow run that the suite belongs to, if one. */
  readonly workflow: { readonly run: number; readonly path: string | undefined } | undefined;
}

export const CheckSuites = z
  .object({
    nodes: z.array(
      z.object({
        workflowRun: z
          .object({
            databaseId: z.number().nullable(),
            file: z.object({ path: z.string() }).nullable(),
          })
          .nullable(),
        checkRuns: z
          .object({
            nodes: z.array(
              z.object({
                id: z.string(),
                databaseId: z.number().nullable(),
                name: z.string(),
                externalId: z.string().nullable(),
                conclusion: z.string().nullable(),
                text: z.string().nullish(),
              }),
            ),
          })
          .nullable(),
      }),
    ),
  })
  .nullable();

/** @param extra more fields of each run, e.g. `text` */
export function checkSuites(extra = ''): string {
  return `checkSuites(first: 10, filterBy: {appId: $app}) { nodes {
    workflowRun { databaseId file { path } }
    checkRuns(first: 50, filterBy: {checkType: LATEST}) { nodes { id databaseId name externalId conclusion ${extra} } }
  } }`;
}

/** The newest run of each name: a name can be in several suites, and GitHub counts the newest. */
export function newestRuns(suites: z.infer<typeof CheckSuites>): readonly CheckRun[] {
  const newest = new Map<string, { readonly id: number; readonly run: CheckRun }>();
  for (const { workflowRun, checkRuns } of suites?.nodes ?? []) {
    for (const node of checkRuns?.nodes ?? []) {
      const id = node.databaseId ?? 0;
      if ((newest.get(node.name)?.id ?? -1) >= id) continue;
      newest.set(node.name, {
        id,
        run: {
          nodeId: node.id,
          name: node.name,
          externalId: node.externalId ?? undefined,
          conclusion: node.conclusion ?? undefined,
          text: node.text ?? '',
          workflow:
            workflowRun?.databaseId == null
              ? undefined
              : { run: workflowRun.databaseId, path: workflowRun.file?.path },
        },
      });
    }
  }
  return [...newest.values()].map(({ run }) => run).sort((a, b) => (a.name < b.name ? -1 : 1));
}

import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';
import { ObjectId } from './object-id.ts';

/** A workflow run as GitHub made it: the file that it ran, and the commit. */
export interface WorkflowRun {
  readonly nodeId: string;
  /** Of the workflow file, e.g. .github/workflows/tests.yml */
  readonly path: string | undefined;
  readonly head: Sha;
  /** undefined = it still runs. */
  readonly conclusion: string | undefined;
}

const Answer = z.object({
  repository: z.object({ id: z.string() }),
  nodes: z.array(
    z
      .object({
        id: z.string(),
        file: z.object({ path: z.string() }).nullable(),
        checkSuite: z.object({
          conclusion: z.string().nullable(),
          commit: z.object({ oid: ObjectId }),
          repository: z.object({ id: z.string() }),
        }),
      })
      // Any other node than a workflow run answers with none of these.
      .or(z.object({}).transform(() => null))
      .nullable(),
  ),
});

export const WORKFLOW_RUNS: Operation<z.infer<typeof Answer>> = {
  name: 'WorkflowRuns',
  answer: Answer,
  text: `query WorkflowRuns($owner: String!, $name: String!, $ids: [ID!]!) {
  repository(owner: $owner, name: $name) { id }
  nodes(ids: $ids) { ... on WorkflowRun { id file { path } checkSuite { conclusion commit { oid } repository { id } } } }
}`,
};

/**
 * Runs by node id, in one request per 100; what is no run of this repository is absent: a fork has the same commits, and
 * whoever owns it says what its runs are given (threat C07).
 */
export async function workflowRuns(
  github: GitHub,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WorkflowRun>> {
  const found = await inBatches([...new Set(ids)], async (batch, tries) => {
    const { repository, nodes } = await ask(github, WORKFLOW_RUNS, { ids: batch }, tries);
    return nodes.flatMap((node) =>
      node === null || node.checkSuite.repository.id !== repository.id
        ? []
        : [
            {
              nodeId: node.id,
              path: node.file?.path,
              head: node.checkSuite.commit.oid,
              conclusion: node.checkSuite.conclusion ?? undefined,
            },
          ],
    );
  });
  return new Map(found.map((run) => [run.nodeId, run]));
}

import { scopeReaches } from '../analysis/authorised-scope.ts';
import { whyNoProof } from '../analysis/test-result.ts';
import { type ArtifactRef, PENDING_RUN } from '../model/artifact-ref.ts';
import type { TestRun } from '../model/test-run.ts';
import type { RefResolution } from './output-facts.ts';
import type { RefContext, RefPorts } from './ref-context.ts';
import { mismatched, resolved, short, unresolved } from './resolution.ts';

/**
 * `test-run:<id>[-n/m]` counts when the run was recorded on the judged head, or on an earlier commit of this output since
 * which nothing in the scope changed; a run of any other commit says nothing about this one (threat C05). Then its result
 * has to be the one that the ref claims: the words "12/12" are a claim (decision K8).
 */
export async function resolveTestRun(
  { id, counts }: Extract<ArtifactRef, { readonly kind: 'test-run' }>,
  context: RefContext,
  ports: Pick<RefPorts, 'history' | 'testRuns'>,
): Promise<RefResolution> {
  if (id === PENDING_RUN) return resolvePending(context, ports);
  const run = await ports.testRuns.find(id);
  if (run === undefined) return unresolved(`no test run ${id} was ever recorded`);
  const unbound = await whyUnbound(run, context, ports);
  if (unbound !== undefined) return mismatched(`test run ${id} ${unbound}`);
  const { passed, failed, skipped } = run.tests;
  const found = `test run ${id} on ${short(run.head)}: ${passed} passed, ${failed} failed, ${skipped} skipped`;
  const wrong = whyNoProof(run, counts);
  return wrong === undefined
    ? resolved(found, run.grade, { run })
    : mismatched(`${found}; ${wrong}`, { run });
}

/**
 * A contract that is written before its tests ran says `pending`: then the run that was recorded on the judged head stands
 * for it, as if its id had been filled in. Of several nobody knows which one is meant.
 */
async function resolvePending(
  { head }: RefContext,
  { testRuns }: Pick<RefPorts, 'testRuns'>,
): Promise<RefResolution> {
  const [run, another] = await testRuns.on(head.sha);
  if (run === undefined)
    return { state: 'pending', lookedUp: 'no run is recorded yet: test-run:pending', grade: 'E0' };
  if (another !== undefined)
    return mismatched(
      `several runs are recorded on ${short(head.sha)}: cite ${run.id} or ${another.id}`,
    );
  const { passed, failed, skipped } = run.tests;
  const found = `test run ${run.id}, recorded on ${short(run.head)}: ${passed} passed, ${failed} failed, ${skipped} skipped`;
  const wrong = whyNoProof(run, undefined);
  return wrong === undefined
    ? resolved(found, run.grade, { run })
    : mismatched(`${found}; ${wrong}`, { run });
}

async function whyUnbound(
  run: TestRun,
  { head, commits, scope }: RefContext,
  { history }: Pick<RefPorts, 'history'>,
): Promise<string | undefined> {
  if (run.head === head.sha) return undefined;
  const commit = commits.find((candidate) => candidate.sha === run.head);
  const recorded = `was recorded on ${short(run.head)}`;
  if (commit === undefined) return `${recorded}, which is no commit of this output`;
  const since = await history.changes(commit.sha, head.sha);
  const counts = scope === undefined ? () => true : scopeReaches(scope);
  const moved = since.find(({ path }) => counts(path));
  return moved && `${recorded}, and ${moved.path} changed since`;
}

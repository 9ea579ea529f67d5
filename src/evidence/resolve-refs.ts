import type { ArtifactRef } from '../model/artifact-ref.ts';
import type { CompletedStep } from '../model/handoff-contract.ts';
import { parseArtifactRef } from '../model/parse-artifact-ref.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { look } from './look.ts';
import type { RefResolution, StepEvidence } from './output-facts.ts';
import type { RefContext, RefPorts } from './ref-context.ts';
import { unresolved, unverifiable } from './resolution.ts';
import { resolveCommit } from './resolve-commit.ts';
import { resolveDiffOf, resolvePatch, resolveRange } from './resolve-diff.ts';
import { resolveElsewhere } from './resolve-elsewhere.ts';
import { resolveFile } from './resolve-file.ts';
import { resolvePlan } from './resolve-plan.ts';
import { resolveTestRun } from './resolve-test-run.ts';

/** The evidence of every completed step, looked up (seed D8, FORMATS §4). Same order as the steps. */
export async function resolveRefs(
  steps: readonly CompletedStep[],
  context: RefContext,
  ports: RefPorts,
): Promise<readonly StepEvidence[]> {
  return Promise.all(steps.map((step, index) => resolveStep(step, index, context, ports)));
}

async function resolveStep(
  step: CompletedStep,
  index: number,
  context: RefContext,
  ports: RefPorts,
): Promise<StepEvidence> {
  const artifact = await resolveArtifact(step.artifact, context, ports);
  const parsed = parseArtifactRef(step.ref);
  if ('problem' in parsed) {
    const { problem } = parsed;
    return {
      index,
      ref: undefined,
      refProblem: problem,
      resolution: unresolved(problem),
      artifact,
    };
  }
  const { ref } = parsed;
  const resolution = await looked(() => resolveRef(ref, artifact.path, context, ports));
  return { index, ref, resolution, artifact };
}

/** `artifact` is a path of the head tree, with or without lines (seed C8, X11). */
async function resolveArtifact(
  text: string,
  context: RefContext,
  ports: RefPorts,
): Promise<StepEvidence['artifact']> {
  const parsed = parseArtifactRef(text);
  if ('problem' in parsed) return unresolved(parsed.problem);
  const { ref } = parsed;
  if (ref.kind !== 'file') return unresolved(`a ${ref.kind} ref is no file that a step produced`);
  const resolution = await looked(() => resolveFile(ref, context, ports));
  return { ...resolution, path: ref.path };
}

async function resolveRef(
  ref: ArtifactRef,
  artifact: RepoPath | undefined,
  context: RefContext,
  ports: RefPorts,
): Promise<RefResolution> {
  switch (ref.kind) {
    case 'commit':
      return resolveCommit(ref.sha, artifact, context, ports);
    case 'file':
      return resolveFile(ref, context, ports);
    case 'diff':
      if ('patch' in ref.of) return resolvePatch(ref.of.patch, context, ports);
      return 'pr' in ref.of
        ? resolveDiffOf(ref.of.pr, context, ports)
        : resolveRange(ref.of, context, ports);
    case 'test-run':
      return resolveTestRun(ref, context, ports);
    case 'plan':
      return resolvePlan(ref, context.plan);
    default:
      return resolveElsewhere(ref, context.head.sha, ports);
  }
}

/** What could not be looked at is neither there nor absent. */
async function looked(ask: () => Promise<RefResolution>): Promise<RefResolution> {
  const answer = await look(ask);
  if (answer.state === 'known') return answer.value;
  return unverifiable(`could not look: ${answer.because}`);
}

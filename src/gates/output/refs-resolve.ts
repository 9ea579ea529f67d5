import type { RefResolution, StepEvidence } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const refsResolve = outputRule({
  id: 'output/refs-resolve',
  holds: 'Every ref and artifact of every completed step was looked up and is there.',
  needs: ['steps'],
  to: 'executor',
  mast: 'FM-3.2',
  integrity: true,
  seed: ['G2a', 'D7', 'D8', 'C8', 'C9'],
  threats: ['C01', 'C02', 'C03', 'C13', 'C14', 'D11'],
  saw: ({ steps }) =>
    `${counted(steps.length, 'completed step')}, ${counted(steps.filter(({ resolution }) => resolution.state === 'resolved').length, 'ref')} resolved`,
  check: ({ steps }) => steps.flatMap((step) => [...ref(step), ...artifact(step)]),
});

/** A ref that exists and is something else than claimed is told by output/evidence-bound. */
function ref({ index, ref, refProblem, resolution }: StepEvidence): readonly FindingDraft[] {
  const { state, lookedUp } = resolution;
  if (state === 'resolved' || state === 'mismatched') return [];
  const field = `completed-steps[${index}].ref`;
  if (refProblem !== undefined)
    return [wrong(field, resolution, refProblem, 'Write the ref as its kind asks for.')];
  if (ref?.kind === 'url') {
    const fix = 'Replace the URL by a commit, a file or a recorded test run of this output.';
    return [wrong(field, resolution, lookedUp, fix)];
  }
  if (state === 'unresolved') {
    const fix =
      'Cite what this output really holds, or take the step out; `handoff-gate contract draft` fills in what git proves.';
    return [wrong(field, resolution, lookedUp, fix)];
  }
  const fix =
    state === 'pending'
      ? 'Run the tests on the head and record them (handoff-gate record-tests), then name that run.'
      : 'Cite something that can be looked up here: a commit, a file or a recorded test run.';
  return [doubtful(field, resolution, fix)];
}

function artifact({ index, artifact }: StepEvidence): readonly FindingDraft[] {
  if (artifact.state === 'resolved') return [];
  const field = `completed-steps[${index}].artifact`;
  const fix = 'Name a file of the head that this step produced, as a path.';
  return artifact.state === 'unverifiable'
    ? [doubtful(field, artifact, fix)]
    : [wrong(field, artifact, artifact.lookedUp, fix)];
}

function wrong(
  field: string,
  { state, lookedUp }: RefResolution,
  problem: string,
  fix: string,
): FindingDraft {
  return {
    problem: `${field}: ${problem}.`,
    fix,
    at: { field },
    expected: 'resolved',
    found: state,
    facts: { state, lookedUp },
  };
}

/** Nobody could look: that proves nothing, either way. */
function doubtful(field: string, resolution: RefResolution, fix: string): FindingDraft {
  return { ...wrong(field, resolution, resolution.lookedUp, fix), severity: 'unproven' };
}

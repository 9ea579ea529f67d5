import { controlPaths } from '../../analysis/authorised-scope.ts';
import { protection } from '../../analysis/protection.ts';
import { sameEvidence } from '../../analysis/same-evidence.ts';
import type { OtherWork, StepEvidence } from '../../evidence/output-facts.ts';
import type { ArtifactRef } from '../../model/artifact-ref.ts';
import type { ChangedPath } from '../../model/change.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { parseArtifactRef } from '../../model/parse-artifact-ref.ts';
import { GRADES, type Grade, type Policy } from '../../model/policy.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const evidenceBound = outputRule({
  id: 'output/evidence-bound',
  holds: 'Each piece of evidence belongs to this head and this task, and is as strong as required.',
  needs: ['steps', 'changedPaths', 'commits', 'head', 'others'],
  to: 'executor',
  mast: 'FM-3.3',
  integrity: true,
  seed: ['D8', 'C4'],
  threats: ['C02', 'C03', 'C05', 'C06', 'C08', 'C12', 'C13', 'C15'],
  saw: ({ steps, others }, { evidence }) =>
    `${counted(steps.length, 'completed step')} against commits ${evidence.commits}, tests ${evidence.tests}; ${counted(others.citations.length, 'citation')} of other tasks`,
  check({ steps, changedPaths, commits, head, others }, policy) {
    const runnerChanges = changedPaths.filter(steersTests(policy));
    const history = new Set<string>([head.sha, ...commits.map((commit) => commit.sha)]);
    return steps.flatMap((step) => {
      const { ref } = step;
      if (ref === undefined) return [];
      if (step.resolution.state === 'mismatched') return elsewhere(step);
      if (step.resolution.state !== 'resolved') return [];
      return [...weak(step, ref, policy, runnerChanges), ...usedTwice(step, ref, others, history)];
    });
  },
});

/** It exists, but not here. A run of this head with another result than claimed is told by output/tests-pass. */
function elsewhere({ index, resolution }: StepEvidence): readonly FindingDraft[] {
  if (resolution.run !== undefined) return [];
  const field = `completed-steps[${index}].ref`;
  return [
    {
      problem: `${field}: ${resolution.lookedUp}.`,
      fix: 'Cite evidence of this very output: its own commits, files of its head, runs recorded on its head.',
      at: { field },
      expected: 'bound to this head and this artifact',
      found: resolution.lookedUp,
      facts: { lookedUp: resolution.lookedUp },
      key: 'bound',
    },
  ];
}

function weak(
  { index, resolution }: StepEvidence,
  ref: ArtifactRef,
  { evidence }: Policy,
  runnerChanges: readonly ChangedPath[],
): readonly FindingDraft[] {
  const isTest = TEST_KINDS.has(ref.kind);
  const required = isTest ? evidence.tests : evidence.commits;
  // Who steers the run steers its result: such a run is no more than one on the executor's machine (threat C06).
  const capped = isTest && runnerChanges.length > 0 && isAbove(resolution.grade, 'E2');
  const grade = capped ? 'E2' : resolution.grade;
  if (!isAbove(required, grade)) return [];
  const field = `completed-steps[${index}].ref`;
  const steered = shortList(runnerChanges.map(({ path }) => path));
  return [
    {
      problem: `${field}: ${resolution.lookedUp}, grade ${grade}; ${required} is required.${capped ? ` The output changes what runs the tests: ${steered}.` : ''}`,
      fix: capped
        ? `Revert ${steered} and let the tests run again.`
        : `Cite evidence of grade ${required} or better: ${GRADE_MEANS[required]}.`,
      at: { field },
      expected: required,
      found: grade,
      facts: { grade, required, capped },
      key: 'grade',
    },
  ];
}

/**
 * One piece of work counts for one task. Whoever builds on another output's head took its evidence along and must not
 * cite it; the one that was built upon cannot help it and is not blamed.
 */
function usedTwice(
  { index }: StepEvidence,
  ref: ArtifactRef,
  { citations }: OtherWork,
  history: ReadonlySet<string>,
): readonly FindingDraft[] {
  const same = citations.filter((citation) => {
    const other = parseArtifactRef(citation.ref);
    return history.has(citation.head) && 'ref' in other && sameEvidence(ref, other.ref);
  });
  if (same.length === 0) return [];
  const field = `completed-steps[${index}].ref`;
  const tasks = shortList(same.map(({ task, output }) => `${task} (${output})`));
  return [
    {
      problem: `${field}: the same evidence is cited for ${tasks}.`,
      fix: 'Cite evidence of the work that was done for this task only.',
      at: { field },
      expected: 'evidence of one task',
      found: tasks,
      facts: { tasks: same.map(({ task }) => task), outputs: same.map(({ output }) => output) },
      key: 'reuse',
    },
  ];
}

const TEST_KINDS: ReadonlySet<ArtifactRef['kind']> = new Set([
  'test-run',
  'check',
  'artifact',
  'attestation',
]);

const GRADE_MEANS: Readonly<Record<Grade, string>> = {
  E0: 'a claim',
  E1: 'something that exists',
  E2: 'something of this very head',
  E3: 'a run of an allow-listed workflow that this output did not change',
  E4: 'a signed attestation of such a run',
};

function isAbove(a: Grade, b: Grade): boolean {
  return GRADES.indexOf(a) > GRADES.indexOf(b);
}

/** Workflows, runner configuration, scripts and dependencies decide what a run means, also where a spec opens them. */
function steersTests(policy: Policy): (change: ChangedPath) => boolean {
  const control = controlPaths(policy);
  const guard = protection(policy);
  const steering: readonly unknown[] = ['automation', 'tests', 'dependencies'];
  return ({ path }) => control.matches(path) || steering.includes(guard(path)?.group);
}

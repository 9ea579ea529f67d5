import type { AuthorisedSpec, SpecReading } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { problemsByField } from '../../model/problems-by-field.ts';
import { planVersionOf } from '../../model/task-spec.ts';
import { outputRule } from '../rule.ts';

export const specCurrent = outputRule({
  id: 'output/spec-current',
  holds: 'The task spec is readable, is what was approved, and derives from the current plan.',
  needs: ['specReading', 'plan'],
  to: 'planner',
  mast: 'FM-1.1',
  integrity: true,
  seed: ['D3'],
  threats: ['A03', 'G09'],
  skip: ({ specReading }) =>
    specReading.task === undefined ? 'the output is bound to no task' : undefined,
  saw: ({ specReading: { source, authorised }, plan }) =>
    `${source}, ${authorised?.seal === undefined ? 'not sealed' : 'sealed'}, ${plan === undefined ? 'no plan file' : `plan v${plan.version}`}`,
  check({ specReading, plan }) {
    const { authorised } = specReading;
    if (authorised === undefined) return unreadable(specReading);
    return [...unapproved(authorised), ...edited(authorised), ...outdated(authorised, plan)];
  },
});

function unreadable({ source, problems }: SpecReading): readonly FindingDraft[] {
  return problemsByField(problems).map(({ field, message, line }) => ({
    problem: `The task spec (${source}) cannot be used: ${message}.`,
    fix: `${field === '' ? 'Repair the task spec' : `Correct ${field} of the task spec`} on the base branch.`,
    at: line === undefined ? { field } : { field, line },
    found: message,
    facts: { source, field, message },
    key: 'unreadable',
  }));
}

/** Whoever may label an issue could write a spec for himself: it authorises nothing before a planner handed it over. */
function unapproved({ spec, source, writers, seal }: AuthorisedSpec): readonly FindingDraft[] {
  if (seal !== undefined || writers === 'planners') return [];
  return [
    {
      problem: `The spec of ${spec['task-id']} (${source}) was never sealed: no planner has approved it.`,
      fix: `Read the spec in ${source} and set the label handoff:ready on it, or close it.`,
      at: { field: 'task-spec' },
      expected: 'sealed by Gate 1 on the label of a planner',
      found: 'no seal',
      facts: { source },
      key: 'unapproved',
    },
  ];
}

/** Whoever edited it, the executor worked on what was approved (threat A03). */
function edited({ spec, digest, source, seal }: AuthorisedSpec): readonly FindingDraft[] {
  if (seal === undefined || seal.digest === digest) return [];
  return [
    {
      problem: `The spec of ${spec['task-id']} (${source}) is not what was approved at plan v${seal.plan}: it was edited afterwards.`,
      fix: 'Approve the edited spec again, or restore what was approved.',
      at: { field: 'task-spec' },
      expected: `sha256:${seal.digest}`,
      found: `sha256:${digest}`,
      facts: { sealed: seal.digest, found: digest },
      key: 'edited',
    },
  ];
}

function outdated({ spec }: AuthorisedSpec, plan: Plan | undefined): readonly FindingDraft[] {
  const version = planVersionOf(spec);
  if (plan === undefined || plan.version === version) return [];
  return [
    {
      problem: `The spec of ${spec['task-id']} derives from plan v${version}; the plan is at v${plan.version}.`,
      fix: `Check the spec against plan v${plan.version}, write "plan: plan@${plan.version}" and approve it again.`,
      at: { field: 'plan' },
      expected: `plan@${plan.version}`,
      found: `plan@${version}`,
      facts: { spec: version, plan: plan.version },
      key: 'outdated',
    },
  ];
}

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
  threats: ['A03'],
  skip: ({ specReading }) =>
    specReading.task === undefined ? 'the output is bound to no task' : undefined,
  saw: ({ specReading: { source, authorised }, plan }) =>
    `${source}, ${authorised?.seal === undefined ? 'not sealed' : 'sealed'}, ${plan === undefined ? 'no plan file' : `plan v${plan.version}`}`,
  check({ specReading, plan }) {
    const { authorised } = specReading;
    if (authorised === undefined) return unreadable(specReading);
    return [...edited(authorised), ...outdated(authorised, plan)];
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

import {
  type ConstraintText,
  constraintText,
  pairLikeliest,
} from '../../analysis/constraint-text.ts';
import { textDifference } from '../../analysis/text-difference.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { counted } from '../../model/short-list.ts';
import { planVersionOf, type TaskSpec } from '../../model/task-spec.ts';
import { quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const constraintsVerbatim = taskEntryRule({
  id: 'task-entry/constraints-verbatim',
  holds:
    'Each constraint of the spec is, byte for byte, an active constraint of the plan version that it names, which is the current one.',
  needs: ['spec', 'plan', 'namedPlan'],
  to: 'planner',
  mast: 'FM-1.4',
  seed: ['G1c', 'C7', 'D3'],
  threats: ['A10'],
  saw: ({ spec, plan }) =>
    `${counted(spec.constraints.length, 'constraint')} of ${spec.plan}; ${plan === undefined ? 'there is no plan' : `the plan is at version ${plan.version}`}`,
  check({ spec, plan, namedPlan }) {
    const version = planVersionOf(spec);
    if (plan === undefined) return [noPlan(version)];
    if (plan.version === version) return compared(spec, plan);
    return [outdated(version, plan, namedPlan), ...(namedPlan ? compared(spec, namedPlan) : [])];
  },
});

function noPlan(version: number): FindingDraft {
  return {
    problem: `The spec names plan v${version}, but the default branch has no plan: nothing says that its constraints were decided.`,
    fix: 'Commit the plan as .handoff/plan.yaml on the default branch; `handoff-gate init` writes an example.',
    at: { field: 'plan' },
    expected: 'a plan on the default branch',
    found: 'no .handoff/plan.yaml',
    facts: { kind: 'no-plan', spec: version },
    key: 'no-plan',
  };
}

/** The next gate would refuse every output of a spec of another version (seed D3). */
function outdated(version: number, plan: Plan, named: Plan | undefined): FindingDraft {
  const never = named === undefined ? `, and the default branch never held v${version}` : '';
  return {
    problem: `The spec derives from plan v${version}; the plan is at v${plan.version}${never}.`,
    fix: `Compare the spec with plan v${plan.version}, then write "plan: plan@${plan.version}".`,
    at: { field: 'plan' },
    expected: `plan@${plan.version}`,
    found: `plan@${version}`,
    facts: { kind: 'outdated', spec: version, plan: plan.version },
    key: 'outdated',
  };
}

type Constraint = ConstraintText & { readonly id: string };

function compared(spec: TaskSpec, plan: Plan): readonly FindingDraft[] {
  const constraints = spec.constraints.map(({ id, text }) => ({ id, ...constraintText(text) }));
  const planned = plan.constraints
    .filter(({ status }) => status === 'active')
    .map(({ id, text }) => ({ id, text: constraintText(text).text }));
  const texts = new Map(planned.map(({ id, text }) => [id, text]));
  const names = new Map(planned.map(({ id, text }) => [text, id]));
  const strangers = constraints.filter(({ id, text }) => !texts.has(id) && !names.has(text));
  const likeliest = pairLikeliest(strangers, [...names.keys()]);
  return [
    ...constraints.flatMap((constraint) => {
      const { id, text } = constraint;
      if (texts.get(id) === text) return [];
      const name = names.get(text);
      if (name !== undefined) return [misnumbered(constraint, name)];
      const said = texts.get(id) ?? likeliest.get(id);
      return [said === undefined ? undecided(constraint, plan) : altered(constraint, said, plan)];
    }),
    ...constraints.flatMap((constraint) => misdated(constraint, plan.version)),
  ];
}

function misnumbered({ id, text }: Constraint, name: string): FindingDraft {
  return {
    problem: `The spec calls the plan's constraint ${name} by the id ${id}: ${quote(text)}.`,
    fix: `Write the id ${name} in front of it.`,
    at: { field: 'constraints' },
    expected: name,
    found: id,
    facts: { kind: 'misnumbered', constraint: id, expected: name },
    key: id,
  };
}

function altered({ id, text }: Constraint, said: string, { version }: Plan): FindingDraft {
  return {
    problem: `The spec says constraint ${id} in other words than plan v${version}.`,
    fix: `Copy constraint ${id} out of the plan unchanged; a constraint that should change is changed in the plan first.`,
    at: { field: 'constraints' },
    ...textDifference(said, text),
    facts: { kind: 'altered', constraint: id, expected: said, found: text },
    key: id,
  };
}

/** Superseded ones are told apart: their text was a decision once. */
function undecided({ id, text }: Constraint, { version, constraints }: Plan): FindingDraft {
  const old = constraints.find((one) => one.id === id && one.status === 'superseded');
  const by = old?.by === undefined ? '' : ` by ${old.by}`;
  return {
    problem:
      old === undefined
        ? `The spec has a constraint ${id} that plan v${version} does not have: ${quote(text)}.`
        : `The spec has constraint ${id}, which plan v${version} superseded${by}: ${quote(text)}.`,
    fix: `Delete ${id} from the spec, or decide it in the plan first.`,
    at: { field: 'constraints' },
    expected: `only active constraints of plan v${version}`,
    found: text,
    facts: { kind: old === undefined ? 'invented' : 'superseded', constraint: id, found: text },
    key: id,
  };
}

/** The annotation names the version that decided; a wrong one is a decision never made (seed D7). */
function misdated({ id, planVersion }: Constraint, version: number): readonly FindingDraft[] {
  if (planVersion === undefined || planVersion === version) return [];
  return [
    {
      problem: `The spec says that constraint ${id} is verbatim from plan v${planVersion}; it is compared with plan v${version}.`,
      fix: `Write "(verbatim from plan v${version})" behind constraint ${id}, or nothing.`,
      at: { field: 'constraints' },
      expected: `plan v${version}`,
      found: `plan v${planVersion}`,
      facts: { kind: 'misdated', constraint: id, expected: version, found: planVersion },
      key: `${id} version`,
    },
  ];
}

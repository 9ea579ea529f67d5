import {
  type ConstraintText,
  constraintText,
  pairLikeliest,
} from '../../analysis/constraint-text.ts';
import { textDifference } from '../../analysis/text-difference.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted } from '../../model/short-list.ts';
import { planVersionOf } from '../../model/task-spec.ts';
import { quote } from '../../model/wording.ts';
import { outputRule } from '../rule.ts';

export const constraintsPreserved = outputRule({
  id: 'output/constraints-preserved',
  holds: "The contract's constraints are the sealed spec's constraints, byte for byte.",
  needs: ['contract', 'spec'],
  to: 'executor',
  mast: 'FM-1.4',
  seed: ['C7', 'D5'],
  threats: ['A10'],
  saw: ({ contract, spec }) =>
    `${counted(spec.spec.constraints.length, 'constraint')} in the spec, ${contract.constraints.length} in the contract`,
  check({ contract, spec: { spec } }) {
    const lines = contract.constraints.map(constraintText);
    const constraints = spec.constraints.map(({ id, text }) => ({ id, ...constraintText(text) }));
    const said = new Set(lines.map(({ text }) => text));
    const asked = new Set(constraints.map(({ text }) => text));
    const lost = constraints.filter(({ text }) => !said.has(text));
    const others = [...said].filter((text) => !asked.has(text));
    const paraphrases = pairLikeliest(lost, others);
    const explained = new Set(paraphrases.values());
    return [
      ...lost.map((constraint) => {
        const text = paraphrases.get(constraint.id);
        return text === undefined ? dropped(constraint) : altered(constraint, text);
      }),
      ...others.filter((text) => !explained.has(text)).map(invented),
      ...constraints.flatMap((constraint) => misdated(constraint, lines, planVersionOf(spec))),
    ];
  },
});

type Constraint = ConstraintText & { readonly id: string };

function dropped({ id, text }: Constraint): FindingDraft {
  return {
    problem: `The contract does not carry constraint ${id}: ${quote(text)}.`,
    fix: `Copy constraint ${id} out of the task spec unchanged.`,
    at: { field: 'constraints' },
    expected: text,
    found: 'no constraint like it',
    facts: { kind: 'dropped', constraint: id, expected: text },
    key: id,
  };
}

function altered({ id, text }: Constraint, found: string): FindingDraft {
  return {
    problem: `The contract says constraint ${id} in other words than the task spec.`,
    fix: `Copy constraint ${id} out of the task spec unchanged; if it cannot hold, stop and ask the planner.`,
    at: { field: 'constraints' },
    ...textDifference(text, found),
    facts: { kind: 'altered', constraint: id, expected: text, found },
    key: id,
  };
}

function invented(text: string): FindingDraft {
  return {
    problem: `The contract has a constraint that the task spec does not have: ${quote(text)}.`,
    fix: 'Delete it from constraints; if it should hold, ask the planner in open-questions.',
    at: { field: 'constraints' },
    expected: 'only constraints of the task spec',
    found: text,
    facts: { kind: 'invented', found: text },
    key: `invented ${text}`,
  };
}

/** The annotation names the decision that a constraint comes from; a wrong version is a decision never made (seed D7). */
function misdated(
  { id, text, planVersion }: Constraint,
  lines: readonly ConstraintText[],
  specVersion: number,
): readonly FindingDraft[] {
  const right = planVersion ?? specVersion;
  const claimed = new Set(
    lines.filter((line) => line.text === text).map((line) => line.planVersion ?? right),
  );
  claimed.delete(right);
  if (claimed.size === 0) return [];
  const wrong = [...claimed].sort((a, b) => a - b);
  return [
    {
      problem: `The contract says that constraint ${id} is verbatim from plan v${wrong.join(', v')}; the task spec has it from plan v${right}.`,
      fix: `Write "(verbatim from plan v${right})" behind constraint ${id}, or nothing.`,
      at: { field: 'constraints' },
      expected: `plan v${right}`,
      found: `plan v${wrong.join(', v')}`,
      facts: { kind: 'misdated', constraint: id, expected: right, found: wrong },
      key: `${id} version`,
    },
  ];
}

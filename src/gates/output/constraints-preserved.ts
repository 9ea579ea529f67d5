import { textDifference } from '../../analysis/text-difference.ts';
import { likeness } from '../../analysis/text-likeness.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { readConstraint } from '../../model/handoff-contract.ts';
import { counted } from '../../model/short-list.ts';
import { planVersionOf } from '../../model/task-spec.ts';
import { quote } from '../../model/wording.ts';
import { outputRule } from '../rule.ts';

/** Over this a line of the contract is a constraint in other words, not another one (seed G1c). */
const PARAPHRASE = 0.6;

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
    const lines = contract.constraints.map(readLine);
    const constraints = spec.constraints.map(({ id, text }) => ({ id, ...readLine(text) }));
    const said = new Set(lines.map(({ text }) => text));
    const asked = new Set(constraints.map(({ text }) => text));
    const lost = constraints.filter(({ text }) => !said.has(text));
    const others = [...said].filter((text) => !asked.has(text));
    const paraphrases = pair(lost, others);
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

/** A constraint without its annotation, after NFC and without white space at the end: all that may differ (threat A10). */
interface Line {
  readonly text: string;
  /** What a trailing "(verbatim from plan vN)" says. */
  readonly planVersion?: number;
}
type Constraint = Line & { readonly id: string };

function readLine(line: string): Line {
  const { text, ...annotation } = readConstraint(line);
  return { text: text.normalize('NFC').replace(/[ \t\r\n]+$/, ''), ...annotation };
}

/** Each lost constraint's id with the text most like it, likeliest pairs first, whatever the order of the lists. */
function pair(lost: readonly Constraint[], texts: readonly string[]): ReadonlyMap<string, string> {
  const candidates = [...lost]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, text: asked }) =>
      [...texts].sort().map((text) => ({ id, text, like: likeness(asked, text) })),
    )
    .filter(({ like }) => like > PARAPHRASE)
    .sort((a, b) => b.like - a.like);
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, text } of candidates) {
    if (pairs.has(id) || taken.has(text)) continue;
    pairs.set(id, text);
    taken.add(text);
  }
  return pairs;
}

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
  lines: readonly Line[],
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

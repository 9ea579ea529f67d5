import type { TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Policy } from '../../model/policy.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { taskEntryRule } from '../rule.ts';

export const packWithinBudget = taskEntryRule({
  id: 'task-entry/pack-within-budget',
  holds: "What the executor is given stays within the task's budget of tokens.",
  needs: ['spec', 'text', 'packTokens'],
  to: 'planner',
  mast: 'FM-1.4',
  seed: ['X9', 'X10', 'X11'],
  threats: [],
  saw(facts, policy) {
    const budget = budgetOf(facts, policy);
    // What fits is known by its upper bound (decision 0005).
    const most = facts.packTokens <= budget ? 'at most ' : '';
    return `${most}${facts.packTokens} of ${budget} tokens; tasks of this size have about ${usualTokens(facts)}`;
  },
  check: (facts, policy) => [...overBudget(facts, policy), ...copies(facts)],
});

type Facts = Pick<TaskEntryFacts, 'spec' | 'text' | 'packTokens'>;

/** The planner may ask for less than the policy allows, never for more. */
function budgetOf({ spec }: Facts, { pack }: Policy): number {
  return Math.min(spec.budget.tokens, pack.tokens);
}

/** A pack in proportion to its task (seed X9). */
function usualTokens({ spec }: Facts): number {
  const { files, create, read, symbols } = spec.scope;
  const refs = files.length + create.length + read.length + spec.context.length;
  const parts = [
    600,
    150 * spec['acceptance-criteria'].length,
    60 * spec.constraints.length,
    80 * (refs + Object.keys(symbols).length),
  ];
  return parts.reduce((sum, tokens) => sum + tokens, 0);
}

function overBudget(facts: Facts, policy: Policy): readonly FindingDraft[] {
  const { packTokens } = facts;
  const budget = budgetOf(facts, policy);
  if (packTokens <= budget) return [];
  return [
    {
      problem: `The executor would be given ${packTokens} tokens; the budget is ${budget}.`,
      fix: 'Split the task, or name files and lines under context instead of saying what they hold.',
      at: { field: 'budget' },
      expected: `at most ${budget} tokens`,
      found: `${packTokens} tokens`,
      facts: { kind: 'over-budget', tokens: packTokens, budget, usual: usualTokens(facts) },
      key: 'over-budget',
    },
  ];
}

/** Whoever reads the issue reads the copy, and cannot un-read it (seed X11). */
function copies({ text }: Facts): readonly FindingDraft[] {
  if (text.copies.length === 0) return [];
  const places = text.copies.map(({ line, lines }) => `${counted(lines, 'line')} at line ${line}`);
  return [
    {
      problem: `Code is copied into ${text.source} instead of named: ${shortList(places)}.`,
      fix: 'Name the file and the lines under context, as in "src/auth/oauth.ts#L42-L67", and delete the copy.',
      at: { field: 'context' },
      expected: 'refs instead of more than 20 lines of code',
      found: shortList(places),
      facts: { kind: 'copies', lines: text.copies.map(({ line }) => line) },
      severity: 'warn',
      key: 'copies',
    },
  ];
}

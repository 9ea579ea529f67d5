import type { TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { type PackBudget, packBudget } from '../../model/pack-budget.ts';
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
    const { tokens: budget, usual } = budgetOf(facts, policy);
    // What fits is known by its upper bound (decision 0005).
    const most = facts.packTokens <= budget ? 'at most ' : '';
    return `${most}${facts.packTokens} of ${budget} tokens; tasks of this size have about ${usual}`;
  },
  check: (facts, policy) => [...overBudget(facts, policy), ...copies(facts)],
});

type Facts = Pick<TaskEntryFacts, 'spec' | 'text' | 'packTokens'>;

function budgetOf({ spec }: Facts, { pack }: Policy): PackBudget {
  return packBudget(spec, pack.tokens);
}

function overBudget(facts: Facts, policy: Policy): readonly FindingDraft[] {
  const { packTokens } = facts;
  const { tokens: budget, usual } = budgetOf(facts, policy);
  if (packTokens <= budget) return [];
  return [
    {
      problem: `The executor would be given ${packTokens} tokens; the budget is ${budget}.`,
      fix: 'Split the task, or name files and lines under context instead of saying what they hold.',
      at: { field: 'budget' },
      expected: `at most ${budget} tokens`,
      found: `${packTokens} tokens`,
      facts: { kind: 'over-budget', tokens: packTokens, budget, usual },
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

import { vocabulary } from '../../analysis/words/vocabulary.ts';
import type { TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const criteriaIndependent = taskEntryRule({
  id: 'task-entry/criteria-independent',
  holds: 'Each criterion can be judged on the output of its own task, whatever becomes of others.',
  needs: ['spec', 'plan'],
  to: 'planner',
  mast: 'FM-1.5',
  seed: ['G1e'],
  threats: ['A13'],
  saw: (facts) =>
    `${counted(facts.spec['acceptance-criteria'].length, 'criterion', 'criteria')} beside ${counted(othersOf(facts).length, 'other task')}`,
  check(facts, { words }) {
    const others = othersOf(facts);
    const refused = vocabulary(words, others);
    return facts.spec['acceptance-criteria'].flatMap(({ id, text }) => {
      const found = refused('conditions', text);
      if (found.length === 0) return [];
      return [
        {
          problem: `Criterion ${id} waits for other work: ${shortList(found.map(quote))}.`,
          fix: `Say in ${id} what this task leaves behind, and name the other task in depends-on. If these are words of the program itself ("when a pull request is merged"), allow them in the policy under words.conditions.`,
          at: { field: 'acceptance-criteria' },
          expected: 'a statement about the output of this task',
          found: shortList(found),
          facts: { criterion: id, words: found },
          key: id,
        },
      ];
    });
  },
});

/** Tasks of the plan and tasks that the spec names; never its own id. */
function othersOf({ spec, plan }: Pick<TaskEntryFacts, 'spec' | 'plan'>): readonly string[] {
  const ids = new Set([...(plan?.tasks ?? []).map(({ id }) => id), ...spec['depends-on']]);
  ids.delete(spec['task-id']);
  return [...ids];
}

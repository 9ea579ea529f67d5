import { namesArtefact } from '../../analysis/words/named-artefact.ts';
import { secondOutcomes } from '../../analysis/words/second-outcomes.ts';
import { vocabulary } from '../../analysis/words/vocabulary.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const objectiveUnambiguous = taskEntryRule({
  id: 'task-entry/objective-unambiguous',
  holds:
    'The objective is one outcome of a named artefact, without vague words and without a choice.',
  needs: ['spec'],
  to: 'planner',
  mast: 'FM-2.2',
  seed: ['G1b', 'R8'],
  threats: [],
  saw: ({ spec }) => quote(spec.objective),
  check({ spec: { objective, scope } }, { words }) {
    const refused = vocabulary(words);
    const unclear = (['vague', 'unmeasured', 'aims'] as const).flatMap((list) =>
      refused(list, objective),
    );
    const choices = refused('choices', objective);
    const others = secondOutcomes(objective);
    return [
      ...(unclear.length > 0 ? [vague(unclear)] : []),
      ...(choices.length > 0 ? [open(choices)] : []),
      ...(others.length > 0 ? [several(others)] : []),
      // A direction has no artefact either; one cause is one finding.
      ...(unclear.length === 0 && !namesArtefact(objective, scope) ? [unnamed(objective)] : []),
    ];
  },
});

function vague(words: readonly string[]): FindingDraft {
  return {
    problem: `The objective does not say when it is reached: ${shortList(words.map(quote))}.`,
    fix: 'Say what the artefact does or holds when the task is done, or which figure it reaches.',
    at: { field: 'objective' },
    expected: 'an outcome that two readers judge alike',
    found: shortList(words),
    facts: { kind: 'vague', words },
    key: 'vague',
  };
}

function open(words: readonly string[]): FindingDraft {
  return {
    problem: `The objective leaves a choice to the executor: ${shortList(words.map(quote))}.`,
    fix: 'Decide, and name only what was decided.',
    at: { field: 'objective' },
    expected: 'one way',
    found: shortList(words),
    facts: { kind: 'choice', words },
    key: 'choice',
  };
}

function several(words: readonly string[]): FindingDraft {
  return {
    problem: `The objective has more than one outcome: also ${shortList(words.map(quote))}.`,
    fix: 'Make a task of each outcome; what every task must keep is a constraint.',
    at: { field: 'objective' },
    expected: '1 outcome',
    found: `${words.length + 1} outcomes`,
    facts: { kind: 'several', words },
    key: 'several',
  };
}

function unnamed(objective: string): FindingDraft {
  return {
    problem: `The objective names no artefact: ${quote(objective)}.`,
    fix: 'Name the file, function or part that changes, as in "… in src/auth/oauth.ts".',
    at: { field: 'objective' },
    expected: 'a path, a name in backticks or a word of the scope',
    found: 'none of them',
    facts: { kind: 'unnamed', objective },
    key: 'unnamed',
  };
}

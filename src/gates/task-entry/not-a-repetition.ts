import { foldPath } from '../../analysis/fold-path.ts';
import type { EarlierTask } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted } from '../../model/short-list.ts';
import { workDigest } from '../../model/task-spec.ts';
import { taskEntryRule } from '../rule.ts';

export const notARepetition = taskEntryRule({
  id: 'task-entry/not-a-repetition',
  holds: 'The task has not landed already, and no other one asks for the same.',
  needs: ['spec', 'earlier'],
  to: 'planner',
  mast: 'FM-1.3',
  seed: [],
  threats: ['G12'],
  saw: ({ earlier }) => `${counted(earlier.length, 'other task')} queued, running or landed`,
  check({ spec, earlier }) {
    const own = { task: spec['task-id'], objective: plain(spec.objective), work: workDigest(spec) };
    return earlier.flatMap((other) => repeated(own, other));
  },
});

function repeated(
  own: Pick<EarlierTask, 'task' | 'objective' | 'work'>,
  other: EarlierTask,
): readonly FindingDraft[] {
  if (other.task === own.task) return [landedBefore(other)];
  if (plain(other.objective) === own.objective) return [sameObjective(other)];
  return other.work === own.work ? [sameWork(other)] : [];
}

/** Case, Unicode forms, white space and the full stop are no difference. */
function plain(objective: string): string {
  return foldPath(objective)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '');
}

function landedBefore({ task }: EarlierTask): FindingDraft {
  return {
    problem: `${task} has landed already; an executor would do it again.`,
    fix: 'Give work that follows it a task id of its own.',
    at: { field: 'task-id' },
    expected: 'a task that has not landed',
    found: task,
    facts: { task, by: 'task-id', state: 'landed' },
    key: task,
  };
}

function sameObjective({ task, state, objective }: EarlierTask): FindingDraft {
  return {
    problem: `${task}, which is ${state}, has the same objective.`,
    fix: `Take one of the two out of the plan, or say in the objective what this one does and ${task} does not.`,
    at: { field: 'objective' },
    expected: 'an objective of its own',
    found: objective,
    facts: { task, by: 'objective', state },
    key: task,
  };
}

/** Two steps in one file may have the same criteria, so this alone is advice. */
function sameWork({ task, state }: EarlierTask): FindingDraft {
  return {
    problem: `${task}, which is ${state}, has the same scope and the same acceptance criteria.`,
    fix: `Say in the criteria what this task proves and ${task} does not, if they are two.`,
    at: { field: 'acceptance-criteria' },
    expected: 'criteria of its own',
    found: `those of ${task}`,
    facts: { task, by: 'work', state },
    key: task,
    severity: 'warn',
  };
}

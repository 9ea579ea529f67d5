import type { TaskBinding } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const taskBinding = outputRule({
  id: 'output/task-binding',
  holds: 'The output belongs to the task that it was started for, and is the only one of it.',
  needs: ['binding'],
  to: 'planner',
  mast: 'FM-1.2',
  integrity: true,
  seed: ['P5', 'C5'],
  threats: ['A02', 'C15'],
  saw: ({ binding: { output, bound, claimed, rivals } }) =>
    `${output}: started for ${bound ?? 'no task'}, claims ${claimed ?? 'none'}, ${rivals.length} before it`,
  check: ({ binding }) => [...unbound(binding), ...claimsAnother(binding), ...second(binding)],
});

function unbound({ output, bound, claimed, stranger }: TaskBinding): readonly FindingDraft[] {
  if (bound !== undefined) return [];
  if (stranger !== undefined)
    return [
      {
        problem: `${output} is on a branch that is named for a task, but belongs to none: ${stranger}.`,
        fix: 'Let an executor of the policy open the pull request, or name who opened it in roles.executors.',
        at: { output },
        expected: 'an author among roles.executors, by numeric id',
        found: stranger,
        facts: { output, stranger, claimed: claimed ?? null },
        key: 'stranger',
      },
    ];
  return [
    {
      problem: `${output} belongs to no task: neither its name nor a record of its start says which.`,
      fix: 'Start the work from a task, on the branch handoff/<task-id>.',
      at: { output },
      expected: 'a branch named handoff/<task-id>',
      found: output,
      facts: { output, claimed: claimed ?? null },
      key: 'unbound',
    },
  ];
}

/** A claim never chooses the scope (threat A02): everything else is judged by the task that it was started for. */
function claimsAnother({ output, bound, claimed }: TaskBinding): readonly FindingDraft[] {
  if (bound === undefined || claimed === undefined || claimed === bound) return [];
  return [
    {
      problem: `${output} was started for ${bound}, but its contract claims ${claimed}.`,
      fix: `Write "task-id": "${bound}", and hand over only work of that task here.`,
      at: { field: 'task-id' },
      expected: bound,
      found: claimed,
      facts: { output, bound, claimed },
      to: 'executor',
      key: 'claim',
    },
  ];
}

function second({ output, bound, rivals }: TaskBinding): readonly FindingDraft[] {
  if (bound === undefined || rivals.length === 0) return [];
  const before = [...rivals].sort();
  return [
    {
      problem: `${bound} already has a pending output: ${shortList(before)}. A task has one output at a time.`,
      fix: `Close either ${output} or ${shortList(before)}.`,
      at: { output },
      expected: `no pending output of ${bound} before ${output}`,
      found: shortList(before),
      facts: { bound, before },
      key: 'second',
    },
  ];
}

import { controlPaths } from '../../analysis/authorised-scope.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const roleBoundary = outputRule({
  id: 'output/role-boundary',
  holds:
    'An executor touches no plan, spec or gate; a revision of the plan carries no implementation.',
  needs: ['changedPaths', 'binding'],
  to: 'planner',
  mast: 'FM-1.2',
  integrity: true,
  seed: ['P1', 'P5', 'P7', 'D4'],
  threats: ['A04', 'A11', 'C06'],
  saw: ({ changedPaths, binding }) =>
    `${counted(changedPaths.length, 'changed path')} of ${binding.bound === undefined ? 'no task' : `an executor of ${binding.bound}`}`,
  check({ changedPaths, binding: { bound, output } }, policy) {
    const isControl = controlPaths(policy);
    const control = changedPaths.filter(({ path }) => isControl.matches(path));
    if (bound !== undefined) {
      return control.map(({ path, kind }) => ({
        problem: `${path} is ${kind} by the executor of ${bound}. Only planners write plan, specs, policy and the workflows that gates trust; no spec can permit it.`,
        fix: `Send ${path} back to be reverted; if the change is right, make it in a revision of the plan.`,
        at: { path },
        expected: 'untouched',
        found: kind,
        facts: { path, change: kind, task: bound },
      }));
    }
    const implementation = changedPaths.filter((change) => !control.includes(change));
    if (control.length === 0 || implementation.length === 0) return [];
    const rest = shortList(implementation.map(({ path }) => path));
    return [
      {
        problem: `${output} revises the plan (${shortList(control.map(({ path }) => path))}) and changes ${rest} as well.`,
        fix: `Take ${rest} out of ${output} and hand the work to an executor as a task.`,
        at: { output },
        expected: 'plan, specs and policy only',
        found: rest,
        facts: {
          control: control.map(({ path }) => path),
          implementation: implementation.map(({ path }) => path),
        },
      },
    ];
  },
});

import type { TaskReadiness } from '../../report/task-readiness.ts';

/** A task as programs read it; the whole verdict is what `gate task-entry --json` prints. */
export function readinessJson({ task, state, because, behind, verdict }: TaskReadiness) {
  const stopping = (verdict?.rules ?? []).flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'block' || severity === 'unproven'),
  );
  return {
    task,
    state,
    because,
    behind,
    findings: stopping.map(({ id, rule, to, problem, fix }) => ({ id, rule, to, problem, fix })),
  };
}

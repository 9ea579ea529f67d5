import type { TaskSpec } from './task-spec.ts';

/** What the pack of a task usually costs (seed X9), in o200k tokens: in proportion to the work, not to a context window. */
const COST = { base: 600, criterion: 150, constraint: 60, file: 80 } as const;

export interface PackBudget {
  /** What Gate 1 and `pack` hold it to. */
  readonly tokens: number;
  /** What a pack of this size usually has: more is a hint, no refusal. */
  readonly usual: number;
  /** The usual size with its numbers, for people. */
  readonly because: string;
}

/**
 * The token budget of an executor's pack.
 * @param cap the policy's `pack.tokens`; a spec may ask for less in `budget.tokens`, never for more.
 */
export function packBudget(spec: TaskSpec, cap: number): PackBudget {
  const { files, create, symbols, read } = spec.scope;
  const criteria = spec['acceptance-criteria'].length;
  const constraints = spec.constraints.length;
  const refs = [files, create, Object.keys(symbols), read, spec.context].flat().length;
  const usual =
    COST.base + COST.criterion * criteria + COST.constraint * constraints + COST.file * refs;
  return {
    tokens: Math.min(cap, spec.budget.tokens),
    usual,
    because: `tasks of this size have about ${COST.base} + ${COST.criterion} × ${criteria} criteria + ${COST.constraint} × ${constraints} constraints + ${COST.file} × ${refs} file refs = ${usual}`,
  };
}

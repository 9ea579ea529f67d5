import type { TaskSpec } from './task-spec.ts';

/** What a pack may cost by its task (seed X9), in o200k tokens: in proportion to the work, not to a context window. */
const COST = { base: 600, criterion: 150, constraint: 60, file: 80 } as const;

export interface PackBudget {
  /** What the formula gives, at most the cap. */
  readonly tokens: number;
  /** The formula with its numbers, for people. */
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
  const sum =
    COST.base + COST.criterion * criteria + COST.constraint * constraints + COST.file * refs;
  const most = Math.min(cap, spec.budget.tokens);
  return {
    tokens: Math.min(sum, most),
    because: `${COST.base} + ${COST.criterion} × ${criteria} criteria + ${COST.constraint} × ${constraints} constraints + ${COST.file} × ${refs} file refs = ${sum}, at most ${most}`,
  };
}

import { packBudget } from '../model/pack-budget.ts';
import type { Policy } from '../model/policy.ts';
import { specDigest, type TaskSpec } from '../model/task-spec.ts';
import type { Tokenizer } from '../ports/tokenizer.ts';
import { executorPack } from '../report/executor-pack.ts';

/** Tokens of what an executor would be given for a spec: exact when they are over its budget, else at least as many. */
export function measurePack(
  tokenizer: Tokenizer,
  { pack }: Policy,
): (spec: TaskSpec) => Promise<number> {
  return (spec) => {
    const text = executorPack({ spec, digest: specDigest(spec), failure: undefined, others: [] });
    return tokenizer.within(text, packBudget(spec, pack.tokens).tokens);
  };
}

import { stringify } from 'yaml';
import type { CriticReview } from './critic-review.ts';
import type { HandoffContract } from './handoff-contract.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import type { TaskSpec } from './task-spec.ts';

/**
 * A contract as the fenced block of a pull request body. In JSON every value stays on its line, behind a quote, so no
 * value can close the fence or stand on a line of its own as a marker (threat E01).
 */
export function printContract(contract: HandoffContract): string {
  return fenced('json handoff-contract', `${JSON.stringify(contract, null, 2)}\n`);
}

/** A task spec as the fenced block of an issue body. */
export function printTaskSpec(spec: TaskSpec): string {
  return fenced('yaml handoff-task', yaml(spec));
}

/** A review as the fenced block of a note or a comment. */
export function printReview(review: CriticReview): string {
  return fenced('yaml handoff-review', yaml(review));
}

/** The text of `.handoff/plan.yaml`. */
export function printPlan(plan: Plan): string {
  return yaml(plan);
}

/** The text of `.handoff/policy.yaml`, every default written out. */
export function printPolicy(policy: Policy): string {
  return yaml(policy);
}

function fenced(info: string, text: string): string {
  return `\`\`\`${info}\n${text}\`\`\``;
}

/**
 * No block scalars, no folding: every value stays on the line of its key or dash, so that none can close a fence. No
 * aliases: our own reader refuses them (threat E04).
 */
function yaml(value: unknown): string {
  return stringify(value, {
    blockQuote: false,
    singleQuote: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
}

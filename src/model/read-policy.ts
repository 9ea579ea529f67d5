import type { z } from 'zod';
import { Policy } from './policy.ts';
import { type DocumentSource, readDocument } from './read-document.ts';
import type { Checked } from './schema-problems.ts';
import { PLAN_LIMITS } from './structured-text.ts';
import { didYouMean } from './wording.ts';

/** What a policy may say about a rule; the registry knows which there are. */
export interface KnownRule {
  readonly id: string;
  readonly integrity?: true;
}

/** The text of `.handoff/policy.yaml`. A rule that there is none, or that may not be lowered, is a problem (FORMATS §8). */
export function readPolicy(
  text: string,
  source: DocumentSource & { readonly rules: readonly KnownRule[] },
): Checked<Policy> {
  const { rules, ...rest } = source;
  return readDocument(Policy.check(namesKnownRules(rules)), text, { ...rest, limits: PLAN_LIMITS });
}

function namesKnownRules(known: readonly KnownRule[]) {
  const ids = known.map((rule) => rule.id);
  return ({ value, issues }: z.core.ParsePayload<Policy>): void => {
    for (const [id, mode] of Object.entries(value.rules)) {
      const rule = known.find((candidate) => candidate.id === id);
      const lowered = rule?.integrity === true && mode !== 'block';
      if (rule !== undefined && !lowered) continue;
      const message = lowered
        ? 'must be block: an integrity rule cannot be lowered'
        : `must stand under the id of a rule${didYouMean(id, ids)}; docs/rules has them all`;
      issues.push({ code: 'custom', message, path: ['rules', id], input: mode });
    }
  };
}

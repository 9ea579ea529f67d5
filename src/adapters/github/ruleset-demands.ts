import { z } from 'zod';
import {
  type BranchDemands,
  type Bypass,
  cannotSee,
  type Seen,
  seen,
} from '../../model/repository-settings.ts';

/** An active rule of a branch. @source https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch */
export const Rule = z.object({
  type: z.string(),
  ruleset_id: z.number(),
  parameters: z
    .object({
      required_status_checks: z
        .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
        .default([]),
      strict_required_status_checks_policy: z.boolean().default(false),
      grouping_strategy: z.enum(['ALLGREEN', 'HEADGREEN']).optional(),
    })
    .optional(),
});

/** All rules of a branch hold together. */
export function demandsOf(rules: readonly z.infer<typeof Rule>[]): BranchDemands {
  const of = (type: string) => rules.filter((rule) => rule.type === type);
  const status = of('required_status_checks').flatMap(({ parameters }) => parameters ?? []);
  const [queue] = of('merge_queue');
  return {
    checks: status
      .flatMap(({ required_status_checks: checks }) => checks)
      .map(({ context, integration_id: app }) => ({ name: context, app: app ?? undefined })),
    strict: status.some((one) => one.strict_required_status_checks_policy),
    pullRequest: of('pull_request').length > 0,
    noForcePush: of('non_fast_forward').length > 0,
    // What GitHub leaves out is what its settings page starts with.
    queue: queue && {
      grouping: queue.parameters?.grouping_strategy ?? 'ALLGREEN',
      ruleset: queue.ruleset_id,
    },
  };
}

/** A ruleset itself. @source https://docs.github.com/en/rest/repos/rules#get-a-repository-ruleset */
export const Ruleset = z.object({
  name: z.string(),
  bypass_actors: z
    .array(z.object({ actor_id: z.number().nullish(), actor_type: z.string() }))
    .optional(),
});

/**
 * Whom it spares, in pull requests alone or everywhere. GitHub shows them only to whoever may change the ruleset; left out
 * they are unknown, not nobody.
 */
export function sparedByRuleset(
  id: number,
  { name, bypass_actors: actors }: z.infer<typeof Ruleset>,
): Seen<readonly Bypass[]> {
  if (actors === undefined)
    return cannotSee(
      `the ruleset ${name} does not show who may bypass it`,
      'Use a token with administration: write, or of an administrator.',
    );
  return seen(
    actors.map(({ actor_type, actor_id }) => ({
      who: `${actor_type}${actor_id == null ? '' : ` ${actor_id}`} (ruleset ${name})`,
      of: 'everything',
      by: id,
    })),
  );
}

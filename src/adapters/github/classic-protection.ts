import { z } from 'zod';
import type { BranchDemands, Bypass, DemandLayer } from '../../model/repository-settings.ts';

/** Who may do without a pull request; left out where the owner is no organisation. */
const Allowances = z.object({
  users: z.array(z.object({ login: z.string() })).default([]),
  teams: z.array(z.object({ slug: z.string() })).default([]),
  apps: z.array(z.object({ slug: z.string() })).default([]),
});

/** @source https://docs.github.com/en/rest/branches/branch-protection#get-branch-protection */
export const Protection = z.object({
  required_status_checks: z
    .object({
      strict: z.boolean().default(false),
      checks: z.array(z.object({ context: z.string(), app_id: z.number().nullable() })).default([]),
    })
    .optional(),
  // What it does not say is doubt: they are spared.
  enforce_admins: z.object({ enabled: z.boolean() }).default({ enabled: false }),
  required_pull_request_reviews: z
    .object({
      bypass_pull_request_allowances: Allowances.default({ users: [], teams: [], apps: [] }),
    })
    .optional(),
  allow_force_pushes: z.object({ enabled: z.boolean() }).optional(),
});
export type Protection = z.infer<typeof Protection>;

export function classicDemands(protection: Protection): BranchDemands {
  const { required_status_checks: required, allow_force_pushes: force } = protection;
  return {
    checks: (required?.checks ?? []).map(({ context, app_id }) => ({
      name: context,
      // -1: whoever may write a check.
      app: app_id === null || app_id < 0 ? undefined : app_id,
    })),
    strict: required?.strict === true,
    pullRequest: protection.required_pull_request_reviews !== undefined,
    noForcePush: force?.enabled !== true,
    queue: undefined,
  };
}

/**
 * It spares administrators and whoever has a role with "bypass branch protections", unless it says that it does not. Who
 * may dismiss a review is not asked: no verdict hangs on an approval of GitHub.
 * @source https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches#do-not-allow-bypassing-the-above-settings
 */
export function classicLayer(protection: Protection): DemandLayer {
  const { enforce_admins: admins, required_pull_request_reviews: reviews } = protection;
  const { users = [], teams = [], apps = [] } = reviews?.bypass_pull_request_allowances ?? {};
  const allowed = [
    ...users.map(({ login }) => login),
    ...teams.map(({ slug }) => `team ${slug}`),
    ...apps.map(({ slug }) => `app ${slug}`),
  ];
  return {
    demands: classicDemands(protection),
    spared: [
      ...(admins.enabled ? [] : [ADMINISTRATORS]),
      ...allowed.map(
        (name): Bypass => ({
          who: `${name} (classic protection)`,
          of: 'pull-request',
          by: 'pull-request-reviews',
        }),
      ),
    ],
  };
}

const ADMINISTRATORS: Bypass = {
  who: 'administrators (classic protection)',
  of: 'everything',
  by: 'administrators',
};

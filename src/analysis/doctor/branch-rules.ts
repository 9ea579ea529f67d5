import type { Looked } from '../../model/diagnosis.ts';
import type { BranchDemands, RepositorySettings } from '../../model/repository-settings.ts';
import { pass, type SettingRule, whenKnown } from './setting-rule.ts';

/** The check that folds all gates. */
export const REQUIRED = 'handoff-gate';
/** GitHub Actions: every workflow of the repository acts in its name. @source https://api.github.com/apps/github-actions */
export const ACTIONS = 15_368;

type Required = BranchDemands['checks'][number];

/** Rulesets and the classic protection hold together: what one of them demands is demanded. */
function demanded<T>(
  { rulesets, classic }: RepositorySettings,
  find: (demands: BranchDemands) => T | undefined,
  look: { readonly found: (value: T) => Looked; readonly absent: () => Looked },
): Looked {
  const known = [rulesets, classic].flatMap((one) =>
    one.state === 'known' && one.value !== undefined ? [one.value] : [],
  );
  for (const demands of known) {
    const value = find(demands);
    if (value !== undefined) return look.found(value);
  }
  return whenKnown(rulesets, () => whenKnown(classic, look.absent));
}

/** A new ruleset: several hold together, so what is there stays as it is. */
function addRule({ repository }: RepositorySettings, rule: Readonly<Record<string, unknown>>) {
  const ruleset = {
    name: `handoff-gate: ${String(rule['type'])}`,
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [rule],
  };
  return `gh api --method POST repos/${repository}/rulesets --input - <<< '${JSON.stringify(ruleset)}'`;
}

/** @param app of the expected source; undefined = its number stands in the command as $APP_ID, to be set before */
function requireCheck(settings: RepositorySettings): string {
  const command = addRule(settings, {
    type: 'required_status_checks',
    parameters: {
      strict_required_status_checks_policy: true,
      required_status_checks: [{ context: REQUIRED, integration_id: 'APP_ID' }],
    },
  });
  // Out of the quotes of the text and back into them: the shell puts the number in.
  return `APP_ID=<id of your Handoff Gate app> && ${command.replace('"APP_ID"', `'"$APP_ID"'`)}`;
}

function requiredOnes({ checks }: BranchDemands): readonly Required[] | undefined {
  const own = checks.filter(({ name }) => name === REQUIRED);
  return own.length === 0 ? undefined : own;
}

export const requiredCheck: SettingRule = {
  id: 'required-check',
  holds: `The check ${REQUIRED} is required on the default branch.`,
  why: 'Without it a red verdict stops nobody.',
  caps: 'T1',
  check: (settings) =>
    demanded(settings, requiredOnes, {
      found: () => pass(`${REQUIRED} is required on ${settings.branch}`),
      absent: () => ({
        state: 'fail',
        saw: `nothing requires ${REQUIRED} on ${settings.branch}`,
        fix: requireCheck(settings),
      }),
    }),
};

/** Of a check that two rules require, the stricter one holds: one own app is enough. */
export function sourceOf(settings: RepositorySettings): number | undefined {
  const all = [settings.rulesets, settings.classic]
    .flatMap((one) => (one.state === 'known' && one.value !== undefined ? [one.value] : []))
    .flatMap((demands) => requiredOnes(demands) ?? [])
    .flatMap(({ app }) => app ?? []);
  return all.find((app) => app !== ACTIONS) ?? all[0];
}

export const expectedSource: SettingRule = {
  id: 'expected-source',
  holds: 'The required check counts only when the Handoff Gate app wrote it.',
  why: 'Else whoever can push a workflow writes a green check of this name himself (threat G01).',
  caps: 'T2',
  check(settings) {
    const source = sourceOf(settings);
    if (source !== undefined && source !== ACTIONS) return pass(`only app ${source} may write it`);
    const saw =
      source === ACTIONS
        ? 'its source is GitHub Actions: any workflow of the repository'
        : 'no app is named as its source';
    const weak = (): Looked => ({ state: 'fail', saw, fix: requireCheck(settings) });
    return whenKnown(settings.rulesets, () => whenKnown(settings.classic, weak));
  },
};

export const pullRequestRequired: SettingRule = {
  id: 'pull-request-required',
  holds: 'The default branch changes by pull requests only.',
  why: 'Required checks alone let an up-to-date local merge be pushed directly (threat G07).',
  caps: 'T2',
  check: (settings) =>
    demanded(settings, ({ pullRequest }) => pullRequest || undefined, {
      found: () => pass('a pull request is required'),
      absent: () => ({
        state: 'fail',
        saw: `${settings.branch} may be pushed to directly`,
        fix: addRule(settings, {
          type: 'pull_request',
          parameters: {
            required_approving_review_count: 0,
            dismiss_stale_reviews_on_push: true,
            require_code_owner_review: false,
            require_last_push_approval: false,
            required_review_thread_resolution: false,
          },
        }),
      }),
    }),
};

export const noForcePush: SettingRule = {
  id: 'no-force-push',
  holds: 'The default branch cannot be force-pushed.',
  why: 'A force push takes back what was gated, and puts anything in its place.',
  caps: 'T2',
  check: (settings) =>
    demanded(settings, (demands) => demands.noForcePush || undefined, {
      found: () => pass('force pushes are refused'),
      absent: () => ({
        state: 'fail',
        saw: `${settings.branch} may be force-pushed`,
        fix: addRule(settings, { type: 'non_fast_forward' }),
      }),
    }),
};

export const upToDate: SettingRule = {
  id: 'up-to-date',
  holds: 'A merge queue, or the strict mode of the required check, judges what would land.',
  why: 'Else a verdict on an old base lets two changes in that break each other (threat B07).',
  caps: 'T2',
  check: (settings) =>
    demanded(
      settings,
      ({ queue, strict }) => (queue ? 'a merge queue' : strict ? 'strict mode' : undefined),
      {
        found: (what) => pass(what),
        absent: () => ({
          state: 'fail',
          saw: 'neither a merge queue nor strict mode',
          fix: requireCheck(settings),
        }),
      },
    ),
};

export const allGreen: SettingRule = {
  id: 'queue-all-green',
  holds: 'A merge queue wants every pull request of a group green.',
  why: 'With HEADGREEN a failing pull request rides in with a green one behind it (threat G06).',
  caps: 'T2',
  // The classic protection knows no queue.
  check: ({ rulesets, repository }) =>
    whenKnown(rulesets, ({ queue }) => {
      if (queue === undefined) return pass('there is no merge queue');
      return queue.grouping === 'ALLGREEN'
        ? pass('ALLGREEN')
        : {
            state: 'fail',
            saw: 'the queue merges a group when its last one is green (HEADGREEN)',
            fix: greenQueue(repository, queue.ruleset),
          };
    }),
};

function greenQueue(repository: string, ruleset: number): string {
  const path = `repos/${repository}/rulesets/${ruleset}`;
  const change = `{rules: (.rules | map(if .type == "merge_queue" then .parameters.grouping_strategy = "ALLGREEN" else . end))}`;
  return `gh api ${path} --jq '${change}' | gh api --method PUT ${path} --input -`;
}

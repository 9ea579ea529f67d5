import { app } from './new-world.ts';
import type { BypassActor, Rule, Ruleset } from './rulesets.ts';
import { identity, type Repository, type World } from './world.ts';

export interface GivenRules {
  readonly name?: string;
  /** Required checks by name; the value is the slug of the app that must write it, or undefined for anybody. */
  readonly checks?: Readonly<Record<string, string | undefined>>;
  /** The branch must hold its base before it is merged. */
  readonly strict?: boolean;
  /** No direct pushes. */
  readonly pull?: boolean;
  readonly linear?: boolean;
  readonly noForcePush?: boolean;
  /** A merge queue; the defaults are those of the settings page. */
  readonly queue?: {
    readonly grouping?: 'ALLGREEN' | 'HEADGREEN';
    readonly method?: 'MERGE' | 'SQUASH' | 'REBASE';
    readonly atMost?: number;
  };
  readonly bypass?: readonly BypassActor[];
  readonly enforcement?: Ruleset['enforcement'];
  readonly source?: Ruleset['source'];
  /** Default: the default branch. */
  readonly include?: readonly string[];
}

/** Writes what is said as GitHub's rules, and turns them on. */
export function addRuleset(world: World, repository: Repository, given: GivenRules): Ruleset {
  const made: Ruleset = {
    ...identity(world, 'RRS'),
    name: given.name ?? `rules ${repository.rulesets.length + 1}`,
    enforcement: given.enforcement ?? 'active',
    source: given.source ?? 'Repository',
    include: given.include ?? ['~DEFAULT_BRANCH'],
    exclude: [],
    rules: rules(world, given),
    bypass: given.bypass ?? [],
  };
  repository.rulesets.push(made);
  return made;
}

function rules(world: World, given: GivenRules): readonly Rule[] {
  const checks = Object.entries(given.checks ?? {}).map(([context, slug]) =>
    slug === undefined ? { context } : { context, integration_id: app(world, slug).id },
  );
  return [
    ...(checks.length > 0 || given.strict
      ? [
          {
            type: 'required_status_checks',
            parameters: {
              required_status_checks: checks,
              strict_required_status_checks_policy: given.strict === true,
              do_not_enforce_on_create: false,
            },
          },
        ]
      : []),
    ...(given.pull ? [{ type: 'pull_request', parameters: PULL }] : []),
    ...(given.linear ? [{ type: 'required_linear_history' }] : []),
    ...(given.noForcePush ? [{ type: 'non_fast_forward' }] : []),
    ...(given.queue
      ? [
          {
            type: 'merge_queue',
            parameters: {
              check_response_timeout_minutes: 60,
              grouping_strategy: given.queue.grouping ?? 'ALLGREEN',
              max_entries_to_build: 5,
              max_entries_to_merge: given.queue.atMost ?? 5,
              merge_method: given.queue.method ?? 'MERGE',
              min_entries_to_merge: 1,
              min_entries_to_merge_wait_minutes: 5,
            },
          },
        ]
      : []),
  ];
}

const PULL = {
  dismiss_stale_reviews_on_push: false,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_approving_review_count: 0,
  required_review_thread_resolution: false,
  allowed_merge_methods: ['merge', 'squash', 'rebase'],
};

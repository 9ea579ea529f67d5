import type { PullRequest, Repository } from './world.ts';

/** A rule as REST writes it (`repository-rule`): what the emulator enforces is listed in `requirements`. */
export interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** `actor_id` of a RepositoryRole: 2 maintain, 4 write, 5 admin (docs.github.com/rest/repos/rules). */
export interface BypassActor {
  readonly actor_id: number | null;
  readonly actor_type:
    | 'Integration'
    | 'OrganizationAdmin'
    | 'RepositoryRole'
    | 'Team'
    | 'DeployKey'
    | 'User';
  readonly bypass_mode: 'always' | 'pull_request' | 'exempt';
}

export interface Ruleset {
  readonly id: number;
  readonly nodeId: string;
  name: string;
  enforcement: 'active' | 'disabled' | 'evaluate';
  readonly source: 'Repository' | 'Organization';
  /** `~DEFAULT_BRANCH`, `~ALL`, or full refs with `*`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  rules: readonly Rule[];
  bypass: readonly BypassActor[];
}

/** Classic branch protection, of one branch. */
export interface Protection {
  readonly strict: boolean;
  readonly checks: readonly RequiredCheck[];
  readonly enforceAdmins: boolean;
  readonly requirePull: boolean;
  /** Logins of those who may push without one. */
  readonly withoutPull?: readonly string[];
  readonly allowForcePushes: boolean;
}

export interface RequiredCheck {
  readonly context: string;
  /** The app that must have written it («expected source»); undefined = anybody. */
  readonly appId: number | undefined;
}

export interface QueueRule {
  readonly grouping: 'ALLGREEN' | 'HEADGREEN';
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly maxToMerge: number;
  readonly timeoutMinutes: number;
}

/** All that rulesets and classic protection ask of one branch together. */
export interface Requirements {
  readonly checks: readonly RequiredCheck[];
  readonly strict: boolean;
  readonly requirePull: boolean;
  /** Logins of those who may push without one. */
  readonly withoutPull?: readonly string[];
  readonly linear: boolean;
  readonly noForcePush: boolean;
  readonly noDeletion: boolean;
  readonly queue: QueueRule | undefined;
}

export function covers(ruleset: Ruleset, repository: Repository, branch: string): boolean {
  const hit = (pattern: string) =>
    pattern === '~ALL' ||
    (pattern === '~DEFAULT_BRANCH' && branch === repository.defaultBranch) ||
    matches(pattern, `refs/heads/${branch}`);
  return ruleset.include.some(hit) && !ruleset.exclude.some(hit);
}

/** fnmatch with `FNM_PATHNAME`: `*` stays within a path segment, `**` does not (docs: «Creating rulesets», fnmatch). */
function matches(pattern: string, ref: string): boolean {
  const source = pattern
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith('**')) return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`).test(ref);
}

export function activeRules(repository: Repository, branch: string) {
  return repository.rulesets
    .filter((set) => set.enforcement === 'active' && covers(set, repository, branch))
    .flatMap((set) => set.rules.map((rule) => ({ set, rule })));
}

/** @param without leaves out what this one may bypass. */
export function requirements(
  repository: Repository,
  branch: string,
  without: (set: Ruleset) => boolean = () => false,
  withoutProtection: (protection: Protection) => boolean = () => false,
): Requirements {
  const rules = activeRules(repository, branch)
    .filter(({ set }) => !without(set))
    .map(({ rule }) => rule);
  const of = (type: string) => rules.filter((rule) => rule.type === type);
  const classic = repository.protections.get(branch);
  const kept = classic && !withoutProtection(classic) ? classic : undefined;
  const status = of('required_status_checks').map(({ parameters = {} }) => parameters);
  const [queue] = of('merge_queue');
  return {
    checks: [...status.flatMap((one) => requiredIn(one)), ...(kept?.checks ?? [])],
    strict:
      kept?.strict === true ||
      status.some((one) => one['strict_required_status_checks_policy'] === true),
    requirePull: kept?.requirePull === true || of('pull_request').length > 0,
    linear: of('required_linear_history').length > 0,
    noForcePush:
      of('non_fast_forward').length > 0 || (kept !== undefined && !kept.allowForcePushes),
    noDeletion: of('deletion').length > 0 || kept !== undefined,
    queue: queue && queueRule(queue.parameters ?? {}),
  };
}

function requiredIn(parameters: Readonly<Record<string, unknown>>): readonly RequiredCheck[] {
  const checks = parameters['required_status_checks'] as readonly {
    context: string;
    integration_id?: number;
  }[];
  return checks.map(({ context, integration_id }) => ({ context, appId: integration_id }));
}

function queueRule(parameters: Readonly<Record<string, unknown>>): QueueRule {
  return {
    grouping: parameters['grouping_strategy'] === 'HEADGREEN' ? 'HEADGREEN' : 'ALLGREEN',
    method: String(parameters['merge_method'] ?? 'MERGE').toLowerCase() as QueueRule['method'],
    maxToMerge: Number(parameters['max_entries_to_merge'] ?? 5),
    timeoutMinutes: Number(parameters['check_response_timeout_minutes'] ?? 60),
  };
}

export function requirementsOf(pull: PullRequest): Requirements {
  return requirements(pull.repository, pull.base.ref);
}

import type { Evidence } from './evidence.ts';

/** What a token may see of a setting: known, or unknown with the permission that it lacks. */
export type Seen<T> = Exclude<Evidence<T>, { readonly state: 'missing' }>;

export function seen<T>(value: T): Seen<T> {
  return { state: 'known', value };
}

/** @param remedy what the token lacks */
export function cannotSee(because: string, remedy: string): Seen<never> {
  return { state: 'unknown', because, remedy };
}

/** What rulesets, or a classic protection, demand of a branch. */
export interface BranchDemands {
  /** `app`: the expected source, by database id; undefined = whoever may write a check. */
  readonly checks: readonly { readonly name: string; readonly app: number | undefined }[];
  /** A pull request must hold the tip of its base. */
  readonly strict: boolean;
  readonly pullRequest: boolean;
  readonly noForcePush: boolean;
  readonly queue:
    | { readonly grouping: 'ALLGREEN' | 'HEADGREEN'; readonly ruleset: number }
    | undefined;
}

/** Somebody to whom the demands of a layer do not apply. */
export interface Bypass {
  /** For people, with the place that names him: `Team 3 (ruleset main)`. */
  readonly who: string;
  /** pull-request: he may push without one, and everything else holds for him. */
  readonly of: 'everything' | 'pull-request';
  /** What names him: a ruleset by its id, or one of two settings of the classic protection. */
  readonly by: number | 'administrators' | 'pull-request-reviews';
}

/**
 * One ruleset, or the classic protection. GitHub applies all of them together, so a demand is bypassed only by whoever may
 * bypass each layer that makes it.
 * @source https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#about-rule-layering
 */
export interface DemandLayer {
  readonly demands: BranchDemands;
  readonly spared: readonly Bypass[];
}

/** Somebody whom the policy names by number, with the name that stands beside it as a comment. */
export interface NamedPrincipal {
  readonly kind: 'user' | 'app';
  readonly name: string;
  readonly id: number;
  /** The id that GitHub gives for the name; undefined = nobody has it. */
  readonly found: number | undefined;
}

/** A check run on a recent head. */
export interface SeenCheck {
  readonly name: string;
  readonly app: { readonly id: number; readonly slug: string };
  readonly head: string;
}

/** A workflow that `init` writes today. */
export interface CurrentWorkflow {
  readonly path: string;
  /** As its stamp names it (workflow-stamp.ts). */
  readonly template: string;
  /** invited: it has a place for what the repository needs, so a change by hand is no fault. */
  readonly edits: 'invited' | 'none';
}

/** How a repository is set up, as far as a token may see it; `unknown` names the permission that it lacks. */
export interface RepositorySettings {
  /** owner/name. */
  readonly repository: string;
  readonly branch: string;
  readonly rulesets: Seen<BranchDemands>;
  /** undefined = the branch has no classic protection. */
  readonly classic: Seen<BranchDemands | undefined>;
  readonly layers: {
    readonly rulesets: Seen<readonly DemandLayer[]>;
    readonly classic: Seen<DemandLayer | undefined>;
  };
  readonly jobToken: Seen<{
    readonly level: 'read' | 'write';
    readonly mayApprove: boolean;
  }>;
  readonly labels: Seen<readonly string[]>;
  /** Files of .github/workflows on the default branch. */
  readonly workflows: Seen<readonly { readonly path: string; readonly text: string }[]>;
  /** What they are compared with. */
  readonly current: readonly CurrentWorkflow[];
  /** .handoff/policy.yaml on the default branch: its mode, or what is wrong with it; undefined = there is none. */
  readonly policy: Seen<{ readonly mode: string } | { readonly problem: string } | undefined>;
  readonly principals: Seen<readonly NamedPrincipal[]>;
  readonly checks: Seen<readonly SeenCheck[]>;
  /** Of the machine that looks. */
  readonly versions: { readonly node: string; readonly git: string };
}

import type { RepoPath } from '../model/repo-path.ts';

/** How a change makes tests say less than before (threat C07). */
export type WeakeningKind =
  /** A test of the base is nowhere in the head: not renamed, moved, nor a row of a table. */
  | 'test-removed'
  /** skip, todo, xfail, ignore, a commented-out marker turned on, a condition that never holds. */
  | 'test-skipped'
  /** `.only`, `fdescribe`, `focus: true`: the other tests of the file no longer run. */
  | 'test-focused'
  /** No statement is left in the body. */
  | 'test-emptied'
  /** Fewer assertions can fail than before, helpers of the same change counted in. */
  | 'assertions-fewer'
  /** The same subject is held to less: `toBe` → `toBeTruthy`, `assertEqual` → `assertTrue`, `== want` → `!= nil`. */
  | 'matcher-weaker'
  /** An assertion became one that cannot fail: `expect(true).toBe(true)`, `assert x == x`. */
  | 'assertion-constant'
  /** An assertion is now inside a `try` whose failure is dropped, or an equivalent. */
  | 'assertion-swallowed'
  /** An assertion is now after an unconditional return, or under `if (false)`. */
  | 'assertion-unreachable'
  /** The module or function under test was replaced by a double. */
  | 'subject-mocked'
  /** Recorded snapshots were rewritten or removed, not only added. */
  | 'snapshot-rewritten'
  /** Timeouts or retries were raised. */
  | 'patience-raised'
  /** A coverage threshold was lowered or taken away. */
  | 'threshold-lowered'
  /** Runner configuration or command picks fewer tests: ignore patterns, `-k`, `--deselect`, excluded markers. */
  | 'tests-deselected'
  /** A failing run is reported as a good one: `|| true`, `exit 0`, `continue-on-error`, `--passWithNoTests`. */
  | 'failure-ignored'
  /** The command or job that runs the tests no longer runs them. */
  | 'run-removed'
  /** A setup file or hook changes what the runner or the comparison operators say. */
  | 'runner-patched';

export interface Weakening {
  readonly kind: WeakeningKind;
  /** Where to look: the file of the head, or of the base when it is gone there. */
  readonly path: RepoPath;
  /** 1-based line in the head; undefined when nothing is left there. */
  readonly line: number | undefined;
  /** The test (`suite > title`, `TestPool/close`) or the setting (`scripts.test`) that lost strength. */
  readonly subject: string;
  /** Excerpts of both sides, one line, at most 120 characters. Text of the repository: hostile, quote it. */
  readonly was: string;
  readonly now: string;
}

export interface TestComparison {
  /** Sorted by path, line, kind, subject. */
  readonly weakenings: readonly Weakening[];
  /** Test files and settings that could not be read: never counted as unchanged. */
  readonly unjudged: readonly { readonly path: RepoPath; readonly because: string }[];
}

/** As `was` and `now` want it. */
export function excerpt(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 120);
}

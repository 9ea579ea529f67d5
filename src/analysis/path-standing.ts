import type { ChangedPath } from '../model/change.ts';
import type { ProtectedGroup } from '../model/protected-paths.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { TaskId } from '../model/task-id.ts';

/**
 * What a changed path is to the task. Each path has exactly one standing, so that one cause is reported by one rule:
 * `inside` by nobody, `outside` by
 * output/scope-compliance and, as a share, by output/scope-drift, `control` by output/role-boundary, the others by
 * output/protected-paths.
 */
export type Standing =
  /** The spec authorises it. `named`: the spec writes this very path, not a glob that covers it. */
  | { readonly kind: 'inside'; readonly by: 'files' | 'create'; readonly named: boolean }
  /** Only these functions of it (output/symbol-scope). */
  | { readonly kind: 'inside'; readonly by: 'symbols'; readonly symbols: readonly string[] }
  /**
   * `exists`: the spec lets the task create it, but it was there before. `functions`: the spec opens functions of it, but
   * the file as such came, went, or changed its mode or type.
   */
  | { readonly kind: 'outside'; readonly because: 'unnamed' | 'exists' | 'functions' }
  /** Plan, task spec, policy, or a workflow that the gates trust. */
  | { readonly kind: 'control'; readonly pattern: string }
  /** Built in or by the policy, and not named by the spec. */
  | {
      readonly kind: 'protected';
      readonly pattern: string;
      readonly group: ProtectedGroup | 'policy';
    }
  /** Not in this task's scope, but in the scope of other open tasks (threat A07). */
  | { readonly kind: 'foreign'; readonly tasks: readonly TaskId[] }
  /** A shared file, changed by a task that is not routed to the coordinator (seed P16). `inScope`: the spec names it all the same. */
  | { readonly kind: 'shared'; readonly pattern: string; readonly inScope: boolean };

export interface JudgedPath {
  readonly change: ChangedPath;
  readonly standing: Standing;
}

/** A changed path with the standing that a rule asks for. */
export type PathWith<Kind extends Standing['kind']> = {
  readonly path: RepoPath;
  readonly change: ChangedPath;
  readonly standing: Extract<Standing, { readonly kind: Kind }>;
};

export function pathsWith<Kind extends Standing['kind']>(
  judged: readonly JudgedPath[],
  ...kinds: readonly Kind[]
): readonly PathWith<Kind>[] {
  return judged.flatMap(({ change, standing }) =>
    kinds.some((kind) => kind === standing.kind)
      ? [{ path: change.path, change, standing: standing as PathWith<Kind>['standing'] }]
      : [],
  );
}

import type { ChangedPath } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { Policy } from '../model/policy.ts';
import { CONTROL_PATHS } from '../model/protected-paths.ts';
import type { Scope } from '../model/scope.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { JudgedPath, Standing } from './path-standing.ts';
import { protection } from './protection.ts';
import { compileDenyList, compileScope } from './scope-match.ts';

/** Everything that planners wrote about who may change what, read where no executor writes (decision K1). */
export interface Authority {
  readonly spec: TaskSpec;
  readonly plan: Plan | undefined;
  readonly policy: Policy;
  /** Tasks with a pending output beside this one. */
  readonly others: readonly { readonly task: TaskId; readonly patterns: readonly string[] }[];
}

/** The standing of each changed path, in the order given. Both sides of a rename are changed paths (threats D01, D02). */
export function judgePaths(
  changes: readonly ChangedPath[],
  { spec, plan, policy, others }: Authority,
): readonly JudgedPath[] {
  const { scope, route } = spec;
  const control = controlPaths(policy);
  const guards = protection(policy);
  const shared = compileDenyList([...policy.shared, ...(plan?.shared ?? [])]);
  const permission = permissions(scope);
  const named = new Set<string>([...scope.files, ...scope.create]);
  const foreign = others.map(({ task, patterns }) => ({ task, scope: compileDenyList(patterns) }));
  return changes.map((change) => ({ change, standing: standingOf(change) }));

  function standingOf(change: ChangedPath): Standing {
    const { path } = change;
    const controlled = control.firstMatch(path);
    if (controlled !== undefined) return { kind: 'control', pattern: controlled };
    const guard = named.has(path) ? undefined : guards(path);
    if (guard !== undefined) return { kind: 'protected', ...guard };
    const permitted = permission(change);
    const sharedBy = route === 'coordinator' ? undefined : shared.firstMatch(path);
    if (sharedBy !== undefined)
      return { kind: 'shared', pattern: sharedBy, inScope: permitted.kind === 'inside' };
    if (permitted.kind === 'inside') return permitted;
    const owners = foreign.filter((other) => other.scope.matches(path)).map(({ task }) => task);
    return owners.length > 0 ? { kind: 'foreign', tasks: owners } : permitted;
  }
}

/** Paths of plan, specs and policy, and the workflows that the gates trust. */
export function controlPaths(policy: Policy): ReturnType<typeof compileDenyList> {
  return compileDenyList(controlPatterns(policy));
}

export function controlPatterns(policy: Policy): readonly string[] {
  return [...CONTROL_PATHS, ...policy.evidence.workflows];
}

/** Does a scope reach a path at all, whatever happens to it there? `read` is no permission. */
export function scopeReaches(scope: Scope): (path: string) => boolean {
  const whole = compileScope([...scope.files, ...scope.create]);
  return (path) => whole.matches(path) || Object.hasOwn(scope.symbols, path);
}

/**
 * `files` opens a path to every change, and a glob there opens a module with the new files in it; `create` opens it to an
 * addition only; `symbols` opens single functions of a file that stays.
 */
function permissions({
  files,
  create,
  symbols,
}: Scope): (change: ChangedPath) => Extract<Standing, { kind: 'inside' | 'outside' }> {
  const named = new Set<string>([...files, ...create]);
  const [editable, creatable] = [compileScope(files), compileScope(create)];
  const functions = new Map<string, readonly string[]>(Object.entries(symbols));
  return ({ path, kind }) => {
    if (editable.matches(path)) return { kind: 'inside', by: 'files', named: named.has(path) };
    const mayCreate = creatable.matches(path);
    if (mayCreate && kind === 'added')
      return { kind: 'inside', by: 'create', named: named.has(path) };
    const opened = functions.get(path);
    if (opened === undefined) return { kind: 'outside', because: mayCreate ? 'exists' : 'unnamed' };
    return kind === 'modified'
      ? { kind: 'inside', by: 'symbols', symbols: opened }
      : { kind: 'outside', because: 'functions' };
  };
}

import type { Policy } from '../model/policy.ts';
import { PROTECTED_PATHS, type ProtectedGroup } from '../model/protected-paths.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { mechanicalFile } from './mechanical-files.ts';
import { compileDenyList } from './scope-match.ts';

/** What protects a path. */
export interface Guard {
  readonly group: ProtectedGroup | 'policy';
  readonly pattern: string;
}

const BUILT_IN = Object.entries(PROTECTED_PATHS).map(([group, patterns]) => ({
  group: group as ProtectedGroup,
  list: compileDenyList(patterns),
}));

/** Tells what protects a path, whoever may change it: the policy first, then the built-in list (THREATS 1.2). */
export function protection(policy: Policy): (path: RepoPath) => Guard | undefined {
  const own = compileDenyList(policy.protected);
  return (path) => {
    const pattern = own.firstMatch(path);
    if (pattern !== undefined) return { group: 'policy', pattern };
    if (mechanicalFile(path) === 'lock') return { group: 'dependencies', pattern: 'lock files' };
    for (const { group, list } of BUILT_IN) {
      const builtIn = list.firstMatch(path);
      if (builtIn !== undefined) return { group, pattern: builtIn };
    }
    return undefined;
  };
}

import type { Plan } from '../model/plan.ts';
import type { Policy } from '../model/policy.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Scope } from '../model/scope.ts';
import { SHARED_PATHS } from '../model/shared-paths.ts';
import { commonPath, takeApart } from './common-path.ts';
import { foldPath } from './fold-path.ts';
import { mechanicalFile } from './mechanical-files.ts';
import { coverOf } from './scope-cover.ts';
import { compileDenyList } from './scope-match.ts';

/** Why a file is everybody's. */
export type SharedBecause =
  | { readonly by: 'declared' | 'manifest' | 'schema'; readonly pattern: string }
  | { readonly by: 'lock' }
  | { readonly by: 'importers'; readonly count: number };

/** A shared file that a scope opens. */
export interface SharedTouch {
  /** A file that is there, or a new one that the scope names; `open`: a path that a glob of it leaves room for. */
  readonly certainty: 'named' | 'open';
  readonly path: string;
  readonly because: SharedBecause;
}

/** What makes a file shared: words of planners, and what the base holds. */
export interface Surroundings {
  readonly plan: Plan | undefined;
  readonly policy: Policy;
  readonly tree: ReadonlyMap<RepoPath, unknown>;
  /** How many modules import a file. */
  readonly importers: ReadonlyMap<RepoPath, number>;
}

const DETECTED = Object.entries(SHARED_PATHS).map(([by, patterns]) => ({
  by: by as keyof typeof SHARED_PATHS,
  list: compileDenyList(patterns),
}));

/** Every shared file that a scope opens, one reason each: what is declared outranks what is detected. By path. */
export function sharedTouches(
  scope: Scope,
  { plan, policy, tree, importers }: Surroundings,
): readonly SharedTouch[] {
  const declared = [...new Set([...policy.shared, ...(plan?.shared ?? [])])];
  const own = compileDenyList(declared);
  const { existing, created, globs } = coverOf(scope, tree);
  const named = [...existing, ...created].flatMap((path): readonly SharedTouch[] => {
    const because = reasonOf(path as RepoPath);
    return because === undefined ? [] : [{ certainty: 'named', path, because }];
  });
  const told = new Set(named.map(({ because }) => 'pattern' in because && because.pattern));
  const open = declared.filter((pattern) => !told.has(pattern)).flatMap(roomFor);
  return [...named, ...open];

  function reasonOf(path: RepoPath): SharedBecause | undefined {
    const pattern = own.firstMatch(path);
    if (pattern !== undefined) return { by: 'declared', pattern };
    if (mechanicalFile(path) === 'lock') return { by: 'lock' };
    for (const { by, list } of DETECTED) {
      const found = list.firstMatch(path);
      if (found !== undefined) return { by, pattern: found };
    }
    const count = importers.get(path) ?? 0;
    return count >= policy.scope['shared-importers'] ? { by: 'importers', count } : undefined;
  }

  /** Only what somebody declared, and only below a folder: `**` meets every glob somewhere. */
  function roomFor(pattern: string): readonly SharedTouch[] {
    const shared = takeApart(foldPath(pattern));
    if (shared.start === '') return [];
    const paths = globs.flatMap((glob) => commonPath(takeApart(foldPath(glob)), shared) ?? []);
    return paths
      .slice(0, 1)
      .map((path) => ({ certainty: 'open', path, because: { by: 'declared', pattern } }));
  }
}

/** To stand behind the path: "is declared shared (src/db/schema/**)". */
export function sharedWords(because: SharedBecause): string {
  switch (because.by) {
    case 'declared':
      return `is declared shared (${because.pattern})`;
    case 'manifest':
      return 'is a manifest at the root';
    case 'lock':
      return 'is a lock file';
    case 'schema':
      return `belongs to the schema (${because.pattern})`;
    case 'importers':
      return `is imported by ${because.count} modules`;
  }
}

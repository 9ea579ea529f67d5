import type { ChangedPath, RangeCommit, TreeEntry } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Scope } from '../model/scope.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Conversation } from '../ports/conversation.ts';
import type { History } from '../ports/history.ts';
import type { TestRuns } from '../ports/test-runs.ts';
import type { OutputFacts } from './output-facts.ts';

/** The output that refs are judged against. */
export interface RefContext {
  readonly head: OutputFacts['head'];
  readonly commits: readonly RangeCommit[];
  readonly changedPaths: readonly ChangedPath[];
  readonly headTree: ReadonlyMap<RepoPath, TreeEntry>;
  /** What to call that tree where it is not the one of a head. */
  readonly treeName?: 'head tree' | 'base tree';
  /** undefined = the repository has no plan. */
  readonly plan: Plan | undefined;
  /** undefined = no spec could be read: every later change counts against an earlier test run. */
  readonly scope: Scope | undefined;
}

/** What refs ask the world. There is no way to fetch an address among it (threat C14). */
export interface RefPorts {
  readonly history: Pick<History, 'resolve' | 'mergeBases' | 'changes'>;
  readonly blobs: Pick<Blobs, 'read'>;
  readonly testRuns: Pick<TestRuns, 'find' | 'on'>;
  /** Absent where there is no forge: then what only it knows is neither there nor absent. */
  readonly conversation?: Conversation;
}

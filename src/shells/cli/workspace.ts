import { join } from 'node:path';
import { gitBlobs } from '../../adapters/git/git-blobs.ts';
import { gitHistory } from '../../adapters/git/git-history.ts';
import { gitLandings } from '../../adapters/git/git-landings.ts';
import { CONTRACT_NOTES } from '../../adapters/git/git-notes.ts';
import { EXECUTOR_BRANCHES, gitPendingOutputs } from '../../adapters/git/git-pending-outputs.ts';
import {
  currentBranch,
  DEFAULT_BRANCHES,
  defaultBranch,
  isBelow,
  listRefs,
  type Ref,
  refTargets,
  seeRefs,
} from '../../adapters/git/git-refs.ts';
import { gitScopeLocks } from '../../adapters/git/git-scope-locks.ts';
import { gitTrialMerges } from '../../adapters/git/git-trial-merges.ts';
import { gitWordSearch } from '../../adapters/git/git-word-search.ts';
import type { Repository } from '../../adapters/git/open-repository.ts';
import {
  repositoryPlans,
  repositoryTaskIndex,
  repositoryTasks,
} from '../../adapters/git/repository-files.ts';
import { bundledGrammars } from '../../adapters/grammars/bundled-grammars.ts';
import { fileCache, fileHunkCache, fileImportCache } from '../../adapters/store/file-cache.ts';
import { fileRecord } from '../../adapters/store/file-record.ts';
import { fileSeals } from '../../adapters/store/file-seals.ts';
import { fileTestRuns } from '../../adapters/store/file-test-runs.ts';
import { systemClock } from '../../adapters/system-clock.ts';
import { tokensWithin } from '../../adapters/tokenizer/o200k-tokens.ts';
import { createSyntax } from '../../analysis/syntax.ts';
import type { KeptStudies } from '../../evidence/study-changes.ts';
import type { IntegrationPorts } from '../../flows/judge-integration.ts';
import type { JudgeOutputPorts } from '../../flows/judge-output.ts';
import type { SealTaskPorts } from '../../flows/seal-task.ts';
import { GateError } from '../../model/gate-error.ts';
import { taskOfBranch } from '../../model/task-id.ts';
import type { Seals } from '../../ports/seals.ts';
import { BUILD, VERSION } from '../package.ts';

/** A repository with everything that the flows ask for, and the two tips that a verdict stands on. */
export interface Workspace extends JudgeOutputPorts, IntegrationPorts, SealTaskPorts {
  readonly repository: Repository;
  readonly seals: Seals;
  /** Saves what this run has worked out, for the next one. It takes time, and the answer need not wait. */
  keep(): Promise<void>;
  /** The branch to merge into. */
  readonly base: Ref;
  /** Where plan, policy and specs are read: the default branch, whatever the base is (decision K1). */
  readonly authority: Ref;
  /** The branch that is checked out; undefined when it is detached or has no commit. */
  readonly current: Ref | undefined;
}

export interface WorkspaceOptions {
  /** Name of the base; undefined = the default branch. */
  readonly base: string | undefined;
  /** Ref patterns of the pending outputs; the default is every branch handoff/… */
  readonly refs?: readonly string[];
}

/** Wires the adapters of a local repository, its refs as they are at this moment. */
export async function openWorkspace(
  repository: Repository,
  options: WorkspaceOptions,
): Promise<Workspace> {
  const history = gitHistory(repository);
  // One look for all of them, so that they belong together.
  const seen = await seeRefs(repository, [...DEFAULT_BRANCHES, 'refs/heads', CONTRACT_NOTES]);
  const current = seen.current ?? (await checkedOut(repository));
  const authority =
    defaultBranch(seen.refs) ?? (await named(history, options.base ?? noDefaultBranch()));
  const base = options.base === undefined ? authority : await named(history, options.base);
  const store = join(repository.commonDir, 'handoff');
  const seals = fileSeals(store);
  const merges = fileHunkCache(store, BUILD ?? VERSION);
  const studies = BUILD === undefined ? undefined : fileCache<KeptStudies>(store, 'studies', BUILD);
  const imports = fileImportCache(store, BUILD ?? VERSION);
  const blobs = gitBlobs(repository);
  const pending =
    options.refs === undefined
      ? seen.refs.filter((ref) => isBelow(ref, EXECUTOR_BRANCHES))
      : await listRefs(repository, options.refs);
  const extra =
    current !== undefined && taskOfBranch(current.name) === undefined && current.name !== base.name
      ? [current]
      : [];
  return {
    repository,
    base,
    authority,
    current,
    history,
    blobs,
    outputs: gitPendingOutputs(repository, {
      base: base.target,
      refs: [...pending, ...extra],
      notes: seen.refs.find(({ name }) => name === CONTRACT_NOTES)?.target,
      seals,
    }),
    merges: gitTrialMerges(repository, merges),
    ...(studies && { studies }),
    async keep() {
      await Promise.all([merges.save(), studies?.save(), BUILD && imports.save()]);
    },
    landings: gitLandings(repository, pending),
    tasks: repositoryTasks(blobs),
    taskIndex: repositoryTaskIndex(history),
    locks: gitScopeLocks(repository),
    imports,
    tokenizer: { within: tokensWithin },
    plans: repositoryPlans(blobs),
    seals,
    testRuns: fileTestRuns(store),
    record: fileRecord(store),
    words: gitWordSearch(repository),
    syntax: createSyntax(bundledGrammars()),
    clock: systemClock(),
  };
}

/** Then the named base stands for it; without one nothing does. */
function noDefaultBranch(): never {
  const looked = DEFAULT_BRANCHES.join(', ');
  throw new GateError('usage', `There is no default branch: looked for ${looked}`, {
    remedy: 'Name the base branch with --base.',
  });
}

async function named(history: ReturnType<typeof gitHistory>, name: string): Promise<Ref> {
  const target = (await history.resolve([name])).get(name);
  if (target !== undefined) return { name, target };
  throw new GateError('usage', `There is no branch or commit ${JSON.stringify(name)}`, {
    remedy: 'Name a branch of this repository with --base, or fetch it first.',
  });
}

/** Below refs/heads it was seen already; HEAD may be detached, without a commit, or name a ref of another kind. */
async function checkedOut(repository: Repository): Promise<Ref | undefined> {
  const name = await currentBranch(repository);
  if (name === undefined) return undefined;
  const target = (await refTargets(repository, [name])).get(name);
  return target && { name, target };
}

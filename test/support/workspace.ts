import { gitBlobs } from '../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { gitLandings } from '../../src/adapters/git/git-landings.ts';
import { CONTRACT_NOTES } from '../../src/adapters/git/git-notes.ts';
import {
  EXECUTOR_BRANCHES,
  gitPendingOutputs,
} from '../../src/adapters/git/git-pending-outputs.ts';
import { listRefs } from '../../src/adapters/git/git-refs.ts';
import { gitScopeLocks } from '../../src/adapters/git/git-scope-locks.ts';
import { gitTrialMerges } from '../../src/adapters/git/git-trial-merges.ts';
import { gitWordSearch } from '../../src/adapters/git/git-word-search.ts';
import { openRepository } from '../../src/adapters/git/open-repository.ts';
import {
  repositoryPlans,
  repositoryTaskIndex,
  repositoryTasks,
} from '../../src/adapters/git/repository-files.ts';
import { bundledGrammars } from '../../src/adapters/grammars/bundled-grammars.ts';
import { tokensWithin } from '../../src/adapters/tokenizer/o200k-tokens.ts';
import { createSyntax } from '../../src/analysis/syntax.ts';
import type { IntegrationPorts } from '../../src/flows/judge-integration.ts';
import {
  type JudgedOutput,
  type JudgeOutputPorts,
  type JudgeOutputRequest,
  judgeOutput,
} from '../../src/flows/judge-output.ts';
import { judgePlanRevision } from '../../src/flows/judge-plan-revision.ts';
import {
  type JudgedTaskEntry,
  type JudgeTaskEntryRequest,
  openTaskEntryGate,
} from '../../src/flows/judge-task-entry.ts';
import type { SealTaskPorts } from '../../src/flows/seal-task.ts';
import { parseSha, type Sha } from '../../src/model/sha.ts';
import { type TaskId, taskOfBranch } from '../../src/model/task-id.ts';
import type { Seals } from '../../src/ports/seals.ts';
import type { TestRuns } from '../../src/ports/test-runs.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { memoryImports, memoryRecord, memorySeals, memoryTestRuns } from './memory-stores.ts';

/** Real git, stores in memory, and a clock that stands still. */
export interface TestWorkspace extends JudgeOutputPorts, IntegrationPorts, SealTaskPorts {
  readonly seals: Seals;
  readonly testRuns: TestRuns;
  readonly base: Sha;
  close(): Promise<void>;
  /** Gate 2 over a branch. */
  judge(branch: string, more?: Partial<JudgeOutputRequest>): Promise<JudgedOutput>;
  /** Gate 1 over a task of main, or over a text. */
  enter(asked: string | { readonly text: string }): Promise<JudgedTaskEntry>;
  /** Where Gate 1 stands. */
  readonly entry: JudgeTaskEntryRequest;
  /** Gate 4 over a branch, or over a text. */
  revise(proposed: string | { readonly text: string }): Promise<Verdict>;
}

/** @param kept stores of an earlier workspace on the same repository */
export async function workspaceOf(
  dir: string,
  main: string,
  kept: Partial<Pick<TestWorkspace, 'record' | 'seals' | 'testRuns'>> = {},
): Promise<TestWorkspace> {
  const repository = await openRepository(dir);
  const base = parseSha(main) as Sha;
  const { seals = memorySeals(), testRuns = memoryTestRuns(), record = memoryRecord() } = kept;
  // A test changes its repository between two questions, so each of them looks at the refs anew.
  const outputs = async () => {
    const [refs, [notes]] = await Promise.all([
      listRefs(repository, EXECUTOR_BRANCHES),
      listRefs(repository, [CONTRACT_NOTES]),
    ]);
    return gitPendingOutputs(repository, { base, refs, notes: notes?.target, seals });
  };
  const landings = async () =>
    gitLandings(repository, await listRefs(repository, EXECUTOR_BRANCHES));
  const blobs = gitBlobs(repository);
  const history = gitHistory(repository);
  const entry = { engine: '0.0.0', base, baseRef: 'refs/heads/main', authority: base };
  const ports: JudgeOutputPorts & IntegrationPorts & SealTaskPorts = {
    history,
    blobs,
    outputs: {
      list: async () => (await outputs()).list(),
      texts: async (all) => (await outputs()).texts(all),
    },
    merges: gitTrialMerges(repository),
    landings: {
      stacks: async (tip, all) => (await landings()).stacks(tip, all),
      landed: async (tip, heads) => (await landings()).landed(tip, heads),
    },
    tasks: repositoryTasks(blobs),
    taskIndex: repositoryTaskIndex(history),
    locks: gitScopeLocks(repository),
    imports: memoryImports(),
    tokenizer: { within: tokensWithin },
    plans: repositoryPlans(blobs),
    seals,
    testRuns,
    record,
    words: gitWordSearch(repository),
    syntax: createSyntax(bundledGrammars()),
    clock: { now: () => '2026-05-03T10:00:00.000Z' },
  };
  return {
    ...ports,
    base,
    close: () => repository.close(),
    async judge(branch, more = {}) {
      const output = (await ports.outputs.list()).find(({ id }) => id === branch);
      if (output === undefined) throw new Error(`${branch} is not pending`);
      const request = {
        engine: '0.0.0',
        output,
        base,
        baseRef: 'refs/heads/main',
        authority: base,
      };
      return judgeOutput(ports, { ...request, ...more });
    },
    entry,
    async enter(asked) {
      const { judge } = await openTaskEntryGate(ports, entry);
      return typeof asked === 'string'
        ? judge({ kind: 'task', task: asked as TaskId })
        : judge({ kind: 'draft', draft: { source: 'draft.md', ...asked }, task: undefined });
    },
    async revise(proposed) {
      const proposal =
        typeof proposed === 'string'
          ? ({ kind: 'branch', output: await branchOutput(ports, proposed) } as const)
          : ({ kind: 'draft', source: '.handoff/plan.yaml', ...proposed } as const);
      const request = { engine: '0.0.0', proposal, base, baseRef: 'refs/heads/main' };
      return judgePlanRevision(ports, { ...request, authority: base });
    },
  };
}

/** Any branch as an output, whether it waits to be merged or not. */
async function branchOutput({ history }: Pick<JudgeOutputPorts, 'history'>, name: string) {
  const ref = name.startsWith('refs/') ? name : `refs/heads/${name}`;
  const head = (await history.resolve([ref])).get(ref);
  if (head === undefined) throw new Error(`there is no ${ref}`);
  return { id: name, ref, head, task: taskOfBranch(ref), since: 0 };
}

/** Ids of the rules that stop a verdict, without the gate's name. */
export function stopping({ rules }: Verdict): readonly string[] {
  return rules
    .filter(({ state }) => state === 'failed' || state === 'unproven')
    .map(({ rule }) => rule.replace(/^.*\//, ''));
}

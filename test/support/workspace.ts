import { gitBlobs } from '../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { gitLandings } from '../../src/adapters/git/git-landings.ts';
import {
  EXECUTOR_BRANCHES,
  gitPendingOutputs,
} from '../../src/adapters/git/git-pending-outputs.ts';
import { gitTrialMerges } from '../../src/adapters/git/git-trial-merges.ts';
import { openRepository } from '../../src/adapters/git/open-repository.ts';
import { repositoryPlans, repositoryTasks } from '../../src/adapters/git/repository-files.ts';
import { bundledGrammars } from '../../src/adapters/grammars/bundled-grammars.ts';
import { createSyntax } from '../../src/analysis/syntax.ts';
import type { IntegrationPorts } from '../../src/flows/judge-integration.ts';
import {
  type JudgedOutput,
  type JudgeOutputPorts,
  type JudgeOutputRequest,
  judgeOutput,
} from '../../src/flows/judge-output.ts';
import { parseSha, type Sha } from '../../src/model/sha.ts';
import type { Seals } from '../../src/ports/seals.ts';
import type { TestRuns } from '../../src/ports/test-runs.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { memoryRecord, memorySeals, memoryTestRuns } from './memory-stores.ts';

/** Real git, stores in memory, and a clock that stands still. */
export interface TestWorkspace extends JudgeOutputPorts, IntegrationPorts {
  readonly seals: Seals;
  readonly testRuns: TestRuns;
  readonly base: Sha;
  close(): Promise<void>;
  /** Gate 2 over a branch. */
  judge(branch: string, more?: Partial<JudgeOutputRequest>): Promise<JudgedOutput>;
}

export async function workspaceOf(dir: string, main: string): Promise<TestWorkspace> {
  const repository = await openRepository(dir);
  const base = parseSha(main) as Sha;
  const seals = memorySeals();
  const blobs = gitBlobs(repository);
  const ports: JudgeOutputPorts & IntegrationPorts = {
    history: gitHistory(repository),
    blobs,
    outputs: gitPendingOutputs(repository, { base, patterns: EXECUTOR_BRANCHES, seals }),
    merges: gitTrialMerges(repository),
    landings: gitLandings(repository, EXECUTOR_BRANCHES),
    tasks: repositoryTasks(blobs),
    plans: repositoryPlans(blobs),
    seals,
    testRuns: memoryTestRuns(),
    record: memoryRecord(),
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
  };
}

/** Ids of the rules that stop a verdict, without the gate's name. */
export function stopping({ rules }: Verdict): readonly string[] {
  return rules
    .filter(({ state }) => state === 'failed' || state === 'unproven')
    .map(({ rule }) => rule.replace(/^.*\//, ''));
}

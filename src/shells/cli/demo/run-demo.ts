import { createHash } from 'node:crypto';
import { writeNote } from '../../../adapters/git/git-notes.ts';
import { openRepository } from '../../../adapters/git/open-repository.ts';
import { readTestReport } from '../../../analysis/test-report.ts';
import { judgeIntegration } from '../../../flows/judge-integration.ts';
import { type JudgedOutput, judgeOutput } from '../../../flows/judge-output.ts';
import { recordTestRun } from '../../../flows/record-test-run.ts';
import { integrationOf } from '../../../flows/report-integration.ts';
import { outputReport } from '../../../flows/report-output.ts';
import { GateError } from '../../../model/gate-error.ts';
import type { PendingOutput } from '../../../ports/pending-outputs.ts';
import type { Report } from '../../../report/report.ts';
import type { Verdict } from '../../../verdict/verdict.ts';
import { VERSION } from '../../package.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { buildRepository } from './build-repository.ts';
import { contractText, testRunId } from './contract-text.ts';
import { runTests } from './run-tests.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes.ts';

/** What one scene was expected to get, and what it got. */
export interface DemoRow {
  readonly scene: Scene;
  readonly output: Verdict;
  readonly integration: Verdict;
  /** The rules that failed are exactly those that should. */
  readonly asExpected: boolean;
}

export interface DemoResult {
  readonly rows: readonly DemoRow[];
  readonly report: Report;
}

/**
 * The whole life of twelve outputs in a real repository: branches, contracts as git notes, tests that really run, and both
 * gates over all of them.
 * @param directory an empty directory; the repository stays there to be looked at.
 * @param tell called with one short line before each step.
 */
export async function runDemo(
  directory: string,
  tell: (step: string) => void,
): Promise<DemoResult> {
  tell('writing a repository with a plan, tasks and branches');
  await buildRepository(directory);
  const repository = await openRepository(directory);
  try {
    const workspace = await openWorkspace(repository, { base: undefined });
    const outputs = new Map((await workspace.outputs.list()).map((output) => [output.id, output]));
    const acts = SCENES.map((scene) => ({ scene, output: outputOf(outputs, scene) }));
    tell('running the tests of every branch');
    const tested = acts.filter(({ scene }) => scene.lie !== 'invented-test-run');
    const lane = async (start: number): Promise<void> => {
      for (const { scene, output } of tested.filter((_, place) => place % LANES === start)) {
        await recordTests(workspace, scene, output);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, start) => lane(start)));
    tell('handing over contracts');
    const borrowed = outputOf(outputs, SCENES[0] as Scene).head;
    for (const { scene, output } of acts) {
      await writeNote(repository, output.head, contractText(scene, output.head, borrowed));
    }
    tell('judging');
    // A workspace has seen the refs as they were when it was opened.
    return await judged(await openWorkspace(repository, { base: undefined }), acts);
  } finally {
    await repository.close();
  }
}

/** Test runs at a time: each is a process of its own. */
const LANES = 2;

interface Act {
  readonly scene: Scene;
  readonly output: PendingOutput;
}

function outputOf(outputs: ReadonlyMap<string, PendingOutput>, { task }: Scene): PendingOutput {
  const output = outputs.get(`handoff/${task}`);
  if (output !== undefined) return output;
  throw new GateError('internal', `The demo has no branch handoff/${task}`, {
    remedy: 'Report this as a bug.',
  });
}

/** What the tests workflow does after each push: run, report, record on the commit that was tested. */
async function recordTests(
  { testRuns, clock }: Workspace,
  scene: Scene,
  output: PendingOutput,
): Promise<void> {
  const junit = await runTests(scene);
  const report = readTestReport(junit);
  if (!report.ok) {
    const problems = report.problems.map(({ message }) => message).join('; ');
    throw new GateError('internal', `The tests of ${scene.task} gave no report: ${problems}`, {
      remedy: 'Report this as a bug.',
    });
  }
  const { format, tests, files } = report.value;
  const workTree = {
    head: async () => ({ commit: output.head, branch: output.id }),
    dirty: async () => [], // the tested files are those of the commit, written out a moment ago
  };
  await recordTestRun(
    { workTree, testRuns, clock },
    {
      tests,
      files,
      report: { format, sha256: createHash('sha256').update(junit).digest('hex') },
      reportPath: undefined,
      id: testRunId(scene),
      command: `node --test ${scene.tests.file}`,
    },
  );
}

async function judged(workspace: Workspace, acts: readonly Act[]): Promise<DemoResult> {
  const { base, authority } = workspace;
  const request = {
    engine: VERSION,
    base: base.target,
    baseRef: base.name,
    authority: authority.target,
  };
  const integration = await judgeIntegration(workspace, request);
  const rows: DemoRow[] = [];
  const outputs: JudgedOutput[] = [];
  for (const { scene, output } of acts) {
    const judged = await judgeOutput(workspace, { ...request, output });
    const { verdict } = judged;
    const other = integration.verdicts.find(({ subject }) => subject.id === output.id) as Verdict; // one an output
    const asExpected =
      same(failedRules(verdict), scene.expected.output) &&
      same(failedRules(other), scene.expected.integration);
    rows.push({ scene, output: verdict, integration: other, asExpected });
    outputs.push(judged);
  }
  return {
    rows,
    report: {
      ...outputReport(VERSION, { name: base.name, sha: base.target }, outputs),
      verdicts: rows.flatMap((row) => [row.output, row.integration]),
      integration: integrationOf(integration.survey),
    },
  };
}

/** Unproven counts as a word of its own: the demo expects no doubt anywhere. */
function failedRules({ rules }: Verdict): readonly string[] {
  return rules
    .filter(({ state }) => state === 'failed' || state === 'unproven')
    .map(({ rule }) => rule);
}

function same(found: readonly string[], expected: readonly string[]): boolean {
  return [...found].sort().join() === [...expected].sort().join();
}

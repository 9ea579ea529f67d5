import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileTestRuns } from '../../../src/adapters/store/file-test-runs.ts';
import { printRecordedRun } from '../../../src/model/recorded-run.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { runDemo } from '../../../src/shells/cli/demo/run-demo.ts';
import { SCENES } from '../../../src/shells/cli/demo/scenes.ts';
import { temporaryFolder } from '../repo.ts';
import { type GitHub, gitHub } from './git-hub.ts';
import type { PullRequest } from './world.ts';

export interface DemoHub {
  readonly hub: GitHub;
  /** By task. */
  readonly pulls: ReadonlyMap<string, PullRequest>;
}

/**
 * The repository of the demo on GitHub: each branch is a pull request with its contract as the body, and the tests that
 * really ran are checks that a workflow recorded. In the order of the scenes, so that the first one came first.
 */
export async function demoHub(): Promise<DemoHub> {
  const dir = temporaryFolder();
  await runDemo(dir, () => {});
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', dir, ...args], { encoding: 'utf8' }).trim();
  const hub = await gitHub({ from: dir });
  const runs = fileTestRuns(join(dir, '.git', 'handoff'));
  const pulls = new Map<string, PullRequest>();
  for (const { task } of SCENES) {
    const branch = `handoff/${task}`;
    const body = git('notes', '--ref=handoff', 'show', branch);
    const pull = hub.repository.pull({ head: branch, body });
    for (const run of await runs.on(pull.head.sha as Sha))
      hub.repository.check(
        pull.head.sha,
        'handoff-tests',
        {
          conclusion: 'success',
          output: {
            title: 'tests',
            summary: 'tests',
            text: printRecordedRun({
              schema: 'handoff-recorded-run/v1',
              'workflow-run': 'WFR_none',
              run,
            }),
          },
        },
        'github-actions',
      );
    pulls.set(task, pull);
  }
  return { hub, pulls };
}

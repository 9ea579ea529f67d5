import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Meanwhile } from '../../support/github/faults.ts';
import { filedPull, filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { runHere } from '../../support/github/run-here.ts';
import type { PullRequest } from '../../support/github/world.ts';

/**
 * Threat B05: reads of one run that show two states. Whatever request of a run a change comes before, what is said of a commit
 * is said of that commit, and what is green is what is there.
 */

let hub: GitHub;
let pull: PullRequest;
/** How many requests a run has in which nothing happens, those of git among them. */
let requests: number;
/** Is what somebody pushed good? By commit. */
const good = new Map<string, boolean>();
let honest: string;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }]);
  pull = filedPull(hub, 'greet');
  honest = pull.body;
  good.set(pull.head.sha, true);
  hub.requests.forget();
  await run();
  requests = hub.requests.all.length;
});
afterAll(() => hub.close());

function run() {
  // What was found of a head before would have to be answered by the next one; here each state is judged for itself.
  pull.comments.splice(0);
  return runHere(hub, 'pull_request', 'pull_request_target');
}
/** A run in which that happens right before its n-th request, counted from 0. */
async function runWith(act: Meanwhile['act'], after: number): Promise<void> {
  const end = hub.faults.meanwhile({ after, act });
  await run();
  end();
}
/** The newest required check of each commit. */
const colours = () =>
  hub.repository.noun.checkSuites.flatMap(({ sha, checkRuns }) => {
    const check = checkRuns.findLast(({ name }) => name === 'handoff-gate');
    return check === undefined ? [] : [{ sha, conclusion: check.conclusion }];
  });
const colour = () => colours().find(({ sha }) => sha === pull.head.sha)?.conclusion;
let pushes = 0;

function push(): void {
  pushes += 1;
  const isGood = good.get(pull.head.sha) === true;
  const sha = hub.repository.push('handoff/greet', {
    'src/greet.ts': `export const greet = ${pushes};\n`,
    // Outside the scope, and taken back.
    'README.md': isGood ? 'Words\n' : null,
  });
  good.set(sha, !isGood);
}

test('a push before any request: a commit has its own colour or none', async () => {
  expect(requests).toBeGreaterThanOrEqual(7);
  // It turns bad and good by turns.
  for (let at = 0; at < requests; at += 1) {
    await runWith(push, at);
    expect(colours()).toEqual(
      colours().map(({ sha }) => ({ sha, conclusion: good.get(sha) ? 'success' : 'failure' })),
    );
  }
  expect(good.size).toBe(1 + requests);
  if (!good.get(pull.head.sha)) push();
  await run();
  expect(colour()).toBe('success');
}, 60_000);

test('an edit of the body before any request: what is green is what is there', async () => {
  const truth = () => (pull.body === honest ? 'success' : 'failure');
  for (let at = 0; at < requests; at += 1) {
    let isLate = false;
    const edit: Meanwhile['act'] = ({ text }) => {
      // What is on its way is written; the run of the edit comes after it.
      isLate = text.includes('mutation');
      const body = pull.body === honest ? honestBody('greet', 'f'.repeat(40)) : honest;
      hub.repository.edit(pull, { body }, 'executor');
    };
    await runWith(edit, at);
    if (isLate) await run();
    expect({ at, colour: colour() }).toEqual({ at, colour: truth() });
  }
}, 60_000);

import { resolve } from 'node:path';
import { filedTasks, honestBody } from '../test/support/github/filed-tasks.ts';
import type { GitHub } from '../test/support/github/git-hub.ts';
import { runStep, type StepTimes } from './action-step.ts';
import { middle } from './alternately.ts';
import type { BenchRow } from './bench-row.ts';

const OPEN = 100;
/** Of a hundred open pull requests these are agents'; each of them has a task and a contract. */
const AGENTS = 20;
const ROUNDS = 3;

/**
 * The step of a schedule: every open pull request is judged. The first sweep has everything to say, and waits a second
 * between two requests that write, as GitHub asks; the next ones have nothing to say.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const hub = await manyPulls();
  try {
    const first = await sweep(hub);
    const writes = hub.requests.writes.length;
    const next: StepTimes[] = [];
    for (let round = 0; round < ROUNDS; round += 1) next.push(await sweep(hub));
    console.error(
      `  requests: ${writes} that write in the first sweep, ${hub.requests.api.length} in the last`,
    );
    const row = (by: 'wall' | 'processor'): BenchRow => {
      const measured = middle(next.map((one) => one[by]));
      return {
        name: `sweep of ${OPEN}, ${by === 'wall' ? 'time' : 'processor'}`,
        measured,
        baseline: first[by],
        against: 'the first one, which writes',
        goal: '< 2 s',
        met: measured < 2_000,
      };
    };
    return [row('wall'), row('processor')];
  } finally {
    await hub.close();
  }
}

async function manyPulls(): Promise<GitHub> {
  const tasks = Array.from({ length: AGENTS }, (_, at) => `task-${at}`);
  const hub = await filedTasks(tasks.map((task) => ({ task })));
  const pulls = hub.repository.pulls(
    Array.from({ length: OPEN }, (_, at) =>
      at < AGENTS
        ? {
            head: `handoff/${tasks[at]}`,
            files: { [`src/${tasks[at]}.ts`]: 'export const a = 1;\n' },
          }
        : { head: `fix-${at}`, files: { [`docs/${at}.md`]: 'Words\n' } },
    ),
  );
  for (const [at, pull] of pulls.slice(0, AGENTS).entries())
    pull.body = honestBody(`task-${at}`, pull.head.sha);
  return hub;
}

async function sweep(hub: GitHub): Promise<StepTimes> {
  // What is left of an hour's limit is no matter of this one.
  await hub.clock.advance(3_600);
  hub.requests.forget();
  const times = await runStep(hub, {
    command: [process.execPath, resolve('dist/action.js')],
    event: { name: 'schedule', payload: { schedule: '0 * * * *' } },
    env: {
      HANDOFF_TOKEN: hub.tokens.actions,
      HANDOFF_COMMAND: 'auto',
      HANDOFF_COMMENT: 'true',
    },
  });
  if (times.exitCode !== 0) throw new Error(`A sweep ended with ${times.exitCode}: ${times.said}`);
  return times;
}

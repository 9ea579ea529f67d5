import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SCENES } from '../../../src/shells/cli/demo/scenes.ts';
import { actionOn } from '../../support/github/action-on.ts';
import { type DemoHub, demoHub } from '../../support/github/demo-hub.ts';
import { type Shown, shownOn } from '../../support/github/shown-on.ts';
import type { CompositeRun } from '../../support/run-composite.ts';

let demo: DemoHub;
let run: CompositeRun;
let apiRequests: number;
beforeAll(async () => {
  demo = await demoHub();
  run = await actionOn(demo.hub, { name: 'schedule', payload: { schedule: '*/15 * * * *' } });
  apiRequests = demo.hub.requests.api.length;
}, 120_000);
afterAll(() => demo.hub.close());

const on = (task: string): Shown => {
  const pull = demo.pulls.get(task);
  if (pull === undefined) throw new Error(task);
  return shownOn(demo.hub, pull);
};

test('the job ends green, whatever the verdicts: they are in the checks', () => {
  expect(run).toMatchObject({
    exitCode: 0,
    outputs: { verdict: 'failed' },
    log: 'main: 12 open pull requests\nWrote 36 checks and 12 comments',
  });
  expect(Number(run.outputs['findings'])).toBeGreaterThan(8);
});

describe.each(SCENES.map((scene) => [scene.task, scene] as const))('%s', (task, { expected }) => {
  test.each(['output', 'integration'] as const)('%s', (gate) => {
    const { conclusion, summary } = on(task).check(`handoff-gate/${gate}`);
    if (conclusion === 'action_required') throw new Error(summary.slice(0, 600));
    expect(conclusion).toBe(expected[gate].length === 0 ? 'success' : 'failure');
    for (const rule of expected[gate]) expect(summary).toContain(rule);
  });

  test('the required check folds both, and the one comment says who must act', () => {
    const { check, comments } = on(task);
    const green = [...expected.output, ...expected.integration].length === 0;
    expect(check('handoff-gate').conclusion).toBe(green ? 'success' : 'failure');
    expect(comments).toHaveLength(1);
    expect(comments[0]).toMatch(green ? /^### ✓ /m : /Must act first: /);
  });
});

describe('nothing has changed', () => {
  test('nothing is written, in few requests', async () => {
    demo.hub.requests.forget();
    const again = await actionOn(demo.hub, {
      name: 'schedule',
      payload: { schedule: '*/15 * * * *' },
    });
    expect(again).toMatchObject({ exitCode: 0, outputs: { verdict: 'failed' } });
    expect(demo.hub.requests.writes).toEqual([]);
    expect(demo.hub.requests.api.length).toBeLessThanOrEqual(5);
    expect(apiRequests).toBeLessThanOrEqual(5 + 4);
  });
});

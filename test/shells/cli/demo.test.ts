import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DemoResult, runDemo } from '../../../src/shells/cli/demo/run-demo.ts';
import { run } from '../../../src/shells/cli/run.ts';
import { cli } from '../../support/cli.ts';

let folder: string;
let demo: DemoResult;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handoff-demo-test-'));
  demo = await runDemo(join(folder, 'repository'), () => {});
});
afterAll(() => rm(folder, { recursive: true }));

describe('the demo', () => {
  test('every verdict is the expected one', () => {
    expect(
      demo.rows.filter(({ asExpected }) => !asExpected).map(({ scene }) => scene.task),
    ).toEqual([]);
    expect(demo.rows).toHaveLength(12);
  });

  test.each([
    ['session-expiry', ['executor']],
    ['audit-log', ['executor', 'planner']],
    ['cart-coupons', ['coordinator']],
  ])('says who must act on %s', (task, actors) => {
    const row = demo.rows.find(({ scene }) => scene.task === task);
    const findings = [...(row?.output.rules ?? []), ...(row?.integration.rules ?? [])].flatMap(
      ({ findings }) => findings,
    );
    expect(
      [
        ...new Set(findings.filter(({ severity }) => severity === 'block').map(({ to }) => to)),
      ].sort(),
    ).toEqual(actors);
  });

  test('its documents are valid, and every task is what its plan says', async () => {
    const repository = join(folder, 'repository');
    execFileSync('git', ['checkout', '-q', '-f', 'main'], { cwd: repository });
    expect(await cli(['validate'], { cwd: repository })).toMatchObject({ code: 0 });
    for (const { scene } of demo.rows)
      expect(await cli(['task', 'check', scene.task], { cwd: repository })).toMatchObject({
        code: 0,
      });
  });

  test('the command writes both reports, and never over what is there', async () => {
    const written: string[] = [];
    const sink = { write: (text: string) => void written.push(text), terminal: undefined };
    const io = { out: sink, err: sink, cwd: folder, env: {} };
    expect(await run(['demo', '--into', 'shown'], io)).toBe(0);
    expect(written.join('')).toContain('All 24 verdicts are as expected.');
    const json = JSON.parse(await readFile(join(folder, 'shown/report.json'), 'utf8')) as {
      verdicts: unknown[];
    };
    expect(json.verdicts).toHaveLength(24);
    expect(await readFile(join(folder, 'shown/report.html'), 'utf8')).toContain(
      'handoff/cart-coupons',
    );
    expect(await run(['demo', '--into', 'shown'], io)).toBe(2);
  });
});

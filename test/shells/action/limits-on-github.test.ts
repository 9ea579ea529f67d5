import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionAfter } from '../../support/github/action-on.ts';
import { filedPull, filedTasks } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await filedTasks([
    { task: 'wide', scope: ['src/**'] },
    { task: 'far', scope: ['src/far.ts'] },
    { task: 'some', scope: ['src/some.ts'] },
  ]);
});
afterAll(() => hub.close());

const changed = () => actionAfter(hub, 'pull_request', 'pull_request_target');
/** Text files, as many as that. */
const files = (folder: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${folder}/part-${at}-of-many.txt`, `${at}\n`]),
  );

test('3,100 changed files, each of them authorised, are all counted: REST would have shown 3,000', async () => {
  const pull = filedPull(hub, 'wide', files('src', 3_100));
  await changed();
  const { check } = shownOn(hub, pull);
  expect(check('handoff-gate').conclusion).toBe('success');
  expect(check('handoff-gate/output').text).toContain('3100 changed paths');
  hub.repository.close(pull);
});

test('3,100 files outside the scope: red, and a page that could not hold all of it says so', async () => {
  const pull = filedPull(hub, 'far', {
    'src/far.ts': 'export const far = 1;\n',
    ...files('docs', 3_100),
  });
  expect(await changed()).toMatchObject({ exitCode: 0 });
  const { check, comments } = shownOn(hub, pull);
  expect(check('handoff-gate').conclusion).toBe('failure');
  const { conclusion, summary, annotations } = check('handoff-gate/output');
  expect(conclusion).toBe('failure');
  expect(annotations).toBe(100);
  for (const page of [summary, comments[0] ?? '']) {
    expect(Buffer.byteLength(page)).toBeGreaterThan(60_000);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(65_535);
    expect(page).toMatch(/… and \d+ more, left out here/);
  }
  expect(summary).toContain('Changed: 3101 paths, 3100 outside the scope');
  hub.repository.close(pull);
});

test('60 findings with a place are 60 annotations, in two requests; where the second was lost, the next run brings them', async () => {
  const pull = filedPull(hub, 'some', {
    'src/some.ts': 'export const some = 1;\n',
    ...files('docs', 60),
  });
  const marks = () => shownOn(hub, pull).check('handoff-gate/output').annotations;
  const end = hub.faults.api({ on: 'updateCheckRun', what: { lost: 'request' } });
  expect(await changed()).toMatchObject({ exitCode: 3 });
  end();
  expect(marks()).toBe(50);
  await changed();
  expect(marks()).toBe(60);
  expect(shownOn(hub, pull).check('handoff-gate/output').conclusion).toBe('failure');
  hub.requests.forget();
  await changed();
  expect(hub.requests.writes).toEqual([]);
});

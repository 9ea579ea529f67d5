import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter, actionOn, sweep } from '../../support/github/action-on.ts';
import { filedPull, filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { payloadOf } from '../../support/github/payloads.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }, { task: 'part' }, { task: 'ask' }, { task: 'long' }]);
});
afterAll(() => hub.close());

const required = (pull: PullRequest) => shownOn(hub, pull).check('handoff-gate');
const changed = () => actionAfter(hub, 'pull_request', 'pull_request_target');

describe('two pull requests with one head (threat A06)', () => {
  let honest: PullRequest;
  let second: PullRequest;

  test('the bad one turns the check of both red, and it names it', async () => {
    hub.repository.push('release', { 'notes.md': 'Words\n' }, { by: 'admin' });
    honest = filedPull(hub, 'greet');
    await changed();
    expect(required(honest).conclusion).toBe('success');
    const body = honestBody('greet', honest.head.sha, undefined, { constraints: [] });
    second = hub.repository.pull({ head: 'handoff/greet', base: 'release', body });
    expect(second.head.sha).toBe(honest.head.sha);
    await changed();
    expect(required(honest).conclusion).toBe('failure');
    expect(required(honest).title).toContain(`#${second.number}`);
  });

  test('nothing has changed: nothing is written, whichever of the two branches is looked at last', async () => {
    hub.requests.forget();
    await sweep(hub);
    expect(hub.requests.writes).toEqual([]);
  });

  test('a look at the honest one alone does not turn it green again', async () => {
    hub.repository.label(honest, 'look', 'planner');
    await changed();
    expect(required(honest).conclusion).toBe('failure');
  });

  test('closing the bad one turns the other green again', async () => {
    hub.repository.close(second);
    await changed();
    expect(required(honest).conclusion).toBe('success');
  });
});

describe('a pull request that is retargeted (threat A05)', () => {
  let pull: PullRequest;

  test('green on a branch that has what it needs, it is red where its base conflicts', async () => {
    hub.repository.push('lax', { 'notes.md': 'lax\n' }, { by: 'admin' });
    pull = filedPull(hub, 'part');
    hub.repository.edit(pull, { base: 'lax' }, 'executor');
    await changed();
    expect(required(pull).conclusion).toBe('success');
    hub.repository.push('main', { 'src/part.ts': 'export const part = 9;\n' }, { by: 'admin' });
    hub.repository.edit(pull, { base: 'main' }, 'executor');
    await changed();
    expect(required(pull).conclusion).toBe('failure');
    expect(required(pull).summary).toContain('integration/base-merges');
  });

  test('those that waited for it on the branch that it left go on', async () => {
    hub.repository.edit(pull, { base: 'lax' }, 'executor');
    const waiting = hub.repository.pull({
      head: hub.repository.push('fix', { 'src/part.ts': 'export const part = 3;\n' }) && 'fix',
      base: 'lax',
      body: honestBody('part', hub.repository.sha('fix'), 'src/part.ts'),
    });
    await changed();
    const waits = () => shownOn(hub, waiting).check('handoff-gate/integration').conclusion;
    expect(waits()).toBe('failure');
    hub.repository.edit(pull, { base: 'main' }, 'executor');
    await changed();
    expect(waits()).toBe('success');
    hub.repository.close(waiting);
  });
});

test('a draft is judged like any other: its executor wants to know', async () => {
  const head = hub.repository.push('handoff/ask', { 'src/ask.ts': 'export const ask = 1;\n' });
  const draft = hub.repository.pull({
    head: 'handoff/ask',
    body: honestBody('ask', head),
    draft: true,
  });
  await changed();
  expect(required(draft).conclusion).toBe('success');
  hub.repository.ready(draft);
  hub.requests.forget();
  await changed();
  expect(hub.requests.writes).toEqual([]);
  hub.repository.close(draft);
});

describe('a push', () => {
  const pushed = () => actionAfter(hub, 'push');

  test('to the default branch: a pull request into another one is judged by the task as it is now (K1)', async () => {
    hub.repository.push('next', { 'notes.md': 'next\n' }, { by: 'admin' });
    const head = hub.repository.sha('handoff/ask');
    const body = honestBody('ask', head);
    const pull = hub.repository.pull({ head: 'handoff/ask', base: 'next', body });
    await changed();
    expect(required(pull).conclusion).toBe('success');
    const path = '.handoff/tasks/ask.md';
    const spec = hub.repository.noun.git.run('show', `main:${path}`);
    const edited = spec.replace('Greet by name', 'Greet everybody');
    hub.repository.push('main', { [path]: edited }, { by: 'admin' });
    await pushed();
    expect(required(pull).conclusion).toBe('failure');
    expect(required(pull).summary).toContain('output/objective-preserved');
    hub.repository.close(pull);
  });

  test('to a branch that nobody wants to merge into: one request, and nothing is judged', async () => {
    hub.repository.push('side', { 'notes.md': 'side\n' });
    hub.requests.forget();
    const { exitCode, outputs } = await pushed();
    expect([exitCode, outputs['verdict']]).toEqual([0, 'not-applicable']);
    expect(hub.requests.api).toHaveLength(1);
  });
});

describe('bodies and authors', () => {
  test('65,536 characters around an honest contract are read to the end', async () => {
    const pull = filedPull(hub, 'long');
    const contract = honestBody('long', pull.head.sha);
    const pad = 'x'.repeat(65_536 - contract.length - 1);
    hub.repository.edit(pull, { body: `${pad}\n${contract}` }, 'executor');
    expect([...pull.body]).toHaveLength(65_536);
    await changed();
    expect(required(pull).conclusion).toBe('success');
    hub.repository.edit(pull, { body: '' }, 'executor');
    await changed();
    expect(required(pull).conclusion).toBe('failure');
    expect(required(pull).summary).toContain('output/contract-present');
  });

  test('no handoff at all, by an account that is gone, with a null body: a check at once, which says so, and no comment', async () => {
    hub.repository.push('typo', { 'README.md': '# Words\n' }, { by: 'reader' });
    const pull = hub.repository.pull({ head: 'typo', by: 'reader' });
    const reader = hub.world.accounts.get('reader');
    if (reader) reader.isDeleted = true;
    const { payload } = withNullBody(hub);
    expect(await actionOn(hub, { name: 'pull_request_target', payload })).toMatchObject({
      exitCode: 0,
      outputs: { verdict: 'not-applicable' },
    });
    expect(required(pull)).toMatchObject({ conclusion: 'success' });
    expect(required(pull).title).toMatch(/^Does not apply: .*no executor's output/);
    expect(shownOn(hub, pull).comments).toEqual([]);
    expect(shownOn(hub, pull).checks).toEqual(['handoff-gate']);
  });
});

/** What happened last, as GitHub tells it of a pull request without a text. */
function withNullBody({ world }: GitHub) {
  const told = world.happenings.findLast(({ event }) => event === 'pull_request');
  if (told === undefined) throw new Error('No pull request was opened');
  const payload = payloadOf(world, told);
  return {
    payload: { ...payload, pull_request: { ...Object(payload['pull_request']), body: null } },
  };
}

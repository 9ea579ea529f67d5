import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter } from '../../support/github/action-on.ts';
import { filedPull, filedTasks } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await filedTasks(
    [
      { task: 'users', scope: ['db/0007_users.sql'] },
      { task: 'roles', scope: ['db/0007_roles.sql'] },
      { task: 'hello', scope: ['src/words.ts'] },
      { task: 'bye', scope: ['src/words.ts'] },
      { task: 'ask' },
    ],
    { 'db/0006_start.sql': 'select 6;\n', 'src/words.ts': "export const word = '';\n" },
  );
});
afterAll(() => hub.close());

const required = (pull: PullRequest) => shownOn(hub, pull).check('handoff-gate');
const changed = () => actionAfter(hub, 'pull_request', 'pull_request_target');

describe('two claim one number, which git merges without a word', () => {
  let holder: PullRequest;
  let later: PullRequest;

  test('the first is green; the later one is red, and says who must act', async () => {
    holder = filedPull(hub, 'users', { 'db/0007_users.sql': 'select 7;\n' });
    await changed();
    expect(required(holder)).toMatchObject({ conclusion: 'success' });
    later = filedPull(hub, 'roles', { 'db/0007_roles.sql': 'select 7 + 1;\n' });
    await changed();
    expect(required(holder)).toMatchObject({ conclusion: 'success' });
    expect(required(later)).toMatchObject({ conclusion: 'failure' });
    const [comment] = shownOn(hub, later).comments;
    expect(comment).toContain('**Must act first: coordinator.**');
    expect(comment).toContain(`\`#${holder.number}\``);
    expect(comment).toContain('integration/no-double-claim');
  });

  test('the holder lands: the later one turns green by itself, and nobody else is written to', async () => {
    const other = filedPull(hub, 'ask');
    await changed();
    hub.repository.merge(holder);
    hub.requests.forget();
    const run = await changed();
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.log).toContain('Wrote 2 checks and 1 comments');
    expect(required(later)).toMatchObject({ conclusion: 'success' });
    expect(shownOn(hub, later).comments).toHaveLength(1);
    expect(shownOn(hub, later).comments[0]).toMatch(/^### ✓ /m);
    expect(required(other)).toMatchObject({ conclusion: 'success' });
  });
});

describe('two change one line', () => {
  let holder: PullRequest;
  let later: PullRequest;
  const says = (word: string) => ({ 'src/words.ts': `export const word = '${word}';\n` });

  test('the later one waits for the first', async () => {
    holder = filedPull(hub, 'hello', says('hello'));
    later = filedPull(hub, 'bye', says('bye'));
    await changed();
    expect(required(later)).toMatchObject({ conclusion: 'failure' });
    expect(required(later).summary).toContain('integration/pairs-merge');
  });

  test('the holder is given up: the later one turns green by itself', async () => {
    hub.repository.close(holder);
    await changed();
    expect(required(later)).toMatchObject({ conclusion: 'success' });
  });

  test('the holder is taken up again, and has lost its turn to nobody', async () => {
    hub.repository.reopen(holder);
    await changed();
    const colours = [required(holder).conclusion, required(later).conclusion];
    expect(colours).toEqual(['success', 'failure']);
  });

  test('the holder lands: now the executor of the later one must act, and has done it', async () => {
    hub.repository.merge(holder);
    await changed();
    expect(required(later)).toMatchObject({ conclusion: 'failure' });
    expect(required(later).summary).toContain('**Must act first: executor.**');
    expect(required(later).summary).not.toContain('integration/pairs-merge');
  });
});

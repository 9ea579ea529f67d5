import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../repo.ts';
import { type GitHub, gitHub } from './git-hub.ts';
import { gitEnvironment } from './git-store.ts';

let hub: GitHub;
let dir: string;
const hubs: GitHub[] = [];
beforeEach(async () => {
  hub = await gitHub({ files: { 'a.ts': 'a\n' } });
  hubs.push(hub);
  dir = temporaryFolder();
  await git('clone', '-q', url('executor'), dir);
});
afterAll(() => Promise.all(hubs.map((one) => one.close())));

const url = (who: keyof GitHub['tokens']) =>
  hub.repository.cloneUrl.replace('://', `://x-access-token:${hub.tokens[who]}@`);

/** Not `execFileSync`: the server answers from this very process. */
async function git(...args: readonly string[]): Promise<string> {
  const who = ['-c', 'user.name=E', '-c', 'user.email=e@example.com'];
  const child = spawn('git', [...who, ...args], {
    env: { ...gitEnvironment(), GIT_TERMINAL_PROMPT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(said);
  return said.trim();
}
async function commit(text: string): Promise<string> {
  writeFileSync(join(dir, 'b.ts'), text);
  await git('-C', dir, 'add', '.');
  await git('-C', dir, 'commit', '-qm', text);
  return git('-C', dir, 'rev-parse', 'HEAD');
}
const push = (who: keyof GitHub['tokens'], ...refs: readonly string[]) =>
  git('-C', dir, 'push', '-q', url(who), ...refs);
const events = () =>
  hub.world.happenings.map(({ event, action }) => [event, action].filter(Boolean).join('.'));

describe('a push', () => {
  test('moves the branch, tells it, and synchronizes the pull request', async () => {
    await commit('one');
    await push('executor', 'HEAD:refs/heads/work');
    const pull = hub.repository.pull({ head: 'work' });
    const sha = await commit('two');
    await push('executor', 'HEAD:refs/heads/work');
    expect(pull.head.sha).toBe(sha);
    expect(hub.repository.sha('refs/pull/1/head')).toBe(sha);
    expect(events()).toEqual(['push', 'pull_request.opened', 'push', 'pull_request.synchronize']);
    expect(hub.world.happenings.at(-1)).toMatchObject({ by: { account: { login: 'executor' } } });
    await push('executor', ':refs/heads/work');
    expect(pull.state).toBe('closed');
  });

  test.each([
    ['a reader', 'reader'],
    ['a token that may only read', 'actions'],
  ] as const)('of %s is refused', async (_, who) => {
    await commit('one');
    await expect(push(who, 'HEAD:refs/heads/work')).rejects.toThrow('403');
    expect(events()).toEqual([]);
  });

  test('cannot touch what GitHub keeps for itself', async () => {
    await commit('one');
    await expect(push('admin', 'HEAD:refs/pull/1/head')).rejects.toThrow(
      /deny updating a hidden ref/,
    );
  });

  test('is held to the rules of the branch, with the reason', async () => {
    hub.repository.require({ pull: true });
    await commit('one');
    await expect(push('executor', 'HEAD:refs/heads/main')).rejects.toThrow(
      'GH013: Repository rule violations found for refs/heads/main',
    );
    await push('executor', 'HEAD:refs/heads/work');
  });

  test('of a commit with green checks passes where only checks are required (G07)', async () => {
    hub.repository.require({ checks: { 'handoff-gate': 'handoff-gate' } });
    const sha = await commit('one');
    await expect(push('executor', 'HEAD:refs/heads/main')).rejects.toThrow('GH013');
    await push('executor', 'HEAD:refs/heads/work');
    hub.repository.check(sha, 'handoff-gate', { conclusion: 'success' });
    await push('executor', 'HEAD:refs/heads/main');
    expect(hub.repository.sha('main')).toBe(sha);
  });

  test('by force is refused where it is forbidden, and only there', async () => {
    hub.repository.require({ noForcePush: true });
    const first = await git('-C', dir, 'rev-parse', 'HEAD');
    await commit('one');
    await push('executor', 'HEAD:refs/heads/main', 'HEAD:refs/heads/work');
    await expect(push('executor', `+${first}:refs/heads/main`)).rejects.toThrow(
      'Cannot force-push',
    );
    await push('executor', `+${first}:refs/heads/work`);
  });
});

test('a commit that only a fork has is served by its parent to whoever knows its id (C02)', async () => {
  const fork = hub.repository.fork('stranger');
  const impostor = fork.push('evil', { 'a.ts': 'evil\n' }, { by: 'stranger' });
  const parent = url('reader');
  await git('-C', dir, 'fetch', '-q', parent, impostor);
  expect(await git('-C', dir, 'rev-parse', 'FETCH_HEAD')).toBe(impostor);
  expect(await git('-C', dir, 'ls-remote', parent)).not.toContain(impostor);
  const answer = await fetch(`${hub.apiUrl}/repos/acme/shop/commits/${impostor}`);
  expect(await answer.json()).toMatchObject({ sha: impostor });
});

test('a shallow, partial clone brings no blobs of old commits (as GitHub’s servers allow)', async () => {
  for (const text of ['b', 'c', 'd'])
    hub.repository.push('main', { 'a.ts': text }, { by: 'admin' });
  const bare = temporaryFolder();
  await git('clone', '-q', '--bare', '--filter=blob:none', url('reader'), bare);
  expect(await git('-C', bare, 'rev-list', '--count', 'main')).toBe('4');
  const missing = await git('-C', bare, 'rev-list', '--objects', '--missing=print', 'main');
  expect(missing.split('\n').filter((line) => line.startsWith('?')).length).toBe(4);
});

import { afterAll, describe, expect, test } from '@jest/globals';
import { type GitHub, gitHub } from './git-hub.ts';
import { payloadOf } from './payloads.ts';
import type { PullRequest } from './world.ts';

const hubs: GitHub[] = [];
afterAll(() => Promise.all(hubs.map((hub) => hub.close())));

async function queued(
  rule: 'ALLGREEN' | 'HEADGREEN' | { readonly method: 'SQUASH' | 'REBASE' },
  ...files: readonly string[]
) {
  const hub = await gitHub({ files: { 'a.ts': 'base\n' } });
  hubs.push(hub);
  const { repository } = hub;
  repository.require({
    checks: { 'handoff-gate': 'handoff-gate' },
    pull: true,
    queue: typeof rule === 'string' ? { grouping: rule } : rule,
  });
  const pulls = files.map((file, index) => {
    repository.push(`work/${index}`, { [file]: `${index}\n` });
    const pull = repository.pull({ head: `work/${index}`, title: `Work ${index}` });
    repository.check(pull.head.sha, 'handoff-gate', { conclusion: 'success' });
    return pull;
  });
  for (const pull of pulls) repository.enqueue(pull);
  const group = (pull: PullRequest | undefined) =>
    repository.noun.queue.find((entry) => entry.pull === pull)?.group;
  const judge = (pull: PullRequest | undefined, conclusion: 'success' | 'failure') =>
    repository.check(group(pull)?.sha ?? '', 'handoff-gate', { conclusion });
  const told = () =>
    hub.world.happenings
      .filter(({ event, action }) => event === 'merge_group' || action?.endsWith('queued'))
      .map(({ action, pull, group: of, reason }) =>
        [action, (pull ?? of?.last)?.number, reason].filter(Boolean).join(' '),
      );
  return { hub, repository, pulls, group, judge, told };
}

describe('a merge queue', () => {
  test('stacks real merges on refs of its own, and lands what is green', async () => {
    const { repository, pulls, group, judge } = await queued('ALLGREEN', 'x.ts', 'y.ts');
    const base = repository.sha('main');
    const [one, two] = pulls;
    expect(group(one)?.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-${one?.number}-${base}`);
    expect(group(two)?.baseSha).toBe(group(one)?.sha);
    const sha = group(two)?.sha ?? '';
    expect(repository.noun.git.run('ls-tree', '--name-only', sha).split('\n')).toEqual([
      'a.ts',
      'x.ts',
      'y.ts',
    ]);
    judge(two, 'success');
    expect(one?.merged).toBeUndefined();
    judge(one, 'success');
    expect([one?.merged, two?.merged]).toMatchObject([{}, {}]);
    expect(repository.sha('main')).toBe(sha);
    expect(repository.noun.git.run('for-each-ref', 'refs/heads/gh-readonly-queue')).toBe('');
  });

  test.each([
    ['SQUASH', ['Work 0 (#1)', 'Work 1 (#2)']],
    ['REBASE', ['Change work/0', 'Change work/1']],
  ] as const)('%s: a commit each, without a second parent', async (method, titles) => {
    const { repository, pulls, group, judge } = await queued({ method }, 'x.ts', 'y.ts');
    const base = repository.sha('main');
    const sha = group(pulls[1])?.sha ?? '';
    const log = repository.noun.git.run('log', '--reverse', '--format=%s|%P', `${base}..${sha}`);
    expect(log.split('\n')).toEqual([
      `${titles[0]}|${base}`,
      `${titles[1]}|${group(pulls[0])?.sha}`,
    ]);
    judge(pulls[0], 'success');
    judge(pulls[1], 'success');
    expect(repository.sha('main')).toBe(sha);
  });

  test('REBASE: puts out whose commits do not apply one by one', async () => {
    const { told } = await queued({ method: 'REBASE' }, 'a.ts', 'a.ts');
    expect(told()).toContain('dequeued 2 MERGE_CONFLICT');
  });

  test('puts out a red member, builds the rest anew, and asks for its checks again', async () => {
    const { repository, pulls, group, judge, told } = await queued('ALLGREEN', 'x.ts', 'y.ts');
    const [bad, good] = pulls;
    const before = group(good)?.sha;
    judge(bad, 'failure');
    expect(bad?.state).toBe('open');
    expect(group(good)?.sha).not.toBe(before);
    expect(group(good)?.baseSha).toBe(repository.sha('main'));
    judge(good, 'success');
    expect(good?.merged).toMatchObject({ by: { login: 'github-merge-queue[bot]' } });
    expect(repository.noun.git.run('ls-tree', '--name-only', 'main').split('\n')).toEqual([
      'a.ts',
      'y.ts',
    ]);
    expect(told()).toEqual([
      'enqueued 1',
      'checks_requested 1',
      'enqueued 2',
      'checks_requested 2',
      'destroyed 1 dequeued',
      'destroyed 2 invalidated',
      'dequeued 1 CI_FAILURE',
      'checks_requested 2',
      'destroyed 2 merged',
      'dequeued 2 MERGE',
    ]);
  });

  test('puts out who conflicts with the one before', async () => {
    const { pulls, told } = await queued('ALLGREEN', 'a.ts', 'a.ts');
    expect(told()).toContain('dequeued 2 MERGE_CONFLICT');
    expect(pulls[1]?.state).toBe('open');
  });

  test('HEADGREEN lands a red member under a green last one (G06)', async () => {
    const { pulls, judge } = await queued('HEADGREEN', 'x.ts', 'y.ts');
    const [bad, good] = pulls;
    judge(bad, 'failure');
    expect(bad?.merged).toBeUndefined();
    judge(good, 'success');
    expect(bad?.merged).toBeDefined();
  });

  test('puts out who gets no answer in time', async () => {
    const { hub, pulls, told, judge } = await queued('ALLGREEN', 'x.ts', 'y.ts');
    hub.clock.advance(30 * 60);
    judge(pulls[0], 'success');
    hub.clock.advance(31 * 60);
    expect(pulls[0]?.merged).toBeDefined();
    expect(told()).toContain('dequeued 2 CI_TIMEOUT');
  });

  test('a pushed head leaves the queue', async () => {
    const { repository, pulls, told } = await queued('ALLGREEN', 'x.ts');
    repository.push('work/0', { 'more.ts': 'x' });
    expect(told()).toContain('dequeued 1 MANUAL');
    expect(() => repository.enqueue(pulls[0] as PullRequest)).toThrow('is expected');
  });

  test('refuses direct merges and unchecked pull requests, and its webhook is GitHub’s', async () => {
    const { hub, repository } = await queued('ALLGREEN', 'x.ts');
    repository.push('raw', { 'raw.ts': 'x' });
    const raw = repository.pull({ head: 'raw' });
    expect(() => repository.enqueue(raw)).toThrow('is expected');
    expect(() => repository.merge(raw)).toThrow('merge queue');
    const requested = hub.world.happenings.find(({ event }) => event === 'merge_group');
    expect(requested && payloadOf(hub.world, requested)).toMatchObject({
      action: 'checks_requested',
      merge_group: {
        base_ref: 'refs/heads/main',
        base_sha: repository.sha('main'),
        head_commit: { id: repository.noun.queue[0]?.group?.sha },
      },
    });
  });
});

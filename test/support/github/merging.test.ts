import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import type { Conclusion } from './checks.ts';
import { type GitHub, gitHub } from './git-hub.ts';
import type { GivenRules } from './given-rules.ts';
import { tryMerges } from './pull-requests.ts';

const hubs: GitHub[] = [];
afterAll(() => Promise.all(hubs.map((hub) => hub.close())));

async function started(rules: GivenRules = {}) {
  const hub = await gitHub({ files: { 'a.ts': '1\n', 'b.ts': '1\n' } });
  hubs.push(hub);
  hub.repository.require(rules);
  const { repository } = hub;
  const open = (head: string, file = `${head}.ts`) => {
    repository.push(head, { [file]: `${head}\n` });
    return repository.pull({ head });
  };
  const green = (sha: string, conclusion: Conclusion = 'success', app?: string) =>
    repository.check(sha, 'handoff-gate', { conclusion }, app);
  return { hub, repository, open, green };
}

describe('merging, by git', () => {
  test.each([
    ['merge', 2, 'Merge pull request #1'],
    ['squash', 1, 'Merge acme/shop (#1)'],
    ['rebase', 1, 'Change work'],
  ] as const)('%s', async (method, parents, message) => {
    const { repository, open, hub } = await started();
    const pull = open('work');
    repository.push('work', { 'work2.ts': 'x\n' });
    repository.push('main', { 'b.ts': '2\n' }, { by: 'admin' });
    const sha = repository.merge(pull, 'planner', { method });
    expect(repository.sha('main')).toBe(sha);
    const { git } = repository.noun;
    expect(git.run('show', '-s', '--format=%P', sha).split(' ').length).toBe(parents);
    expect(git.run('show', '-s', '--format=%s', sha)).toContain(message);
    expect(git.run('ls-tree', '--name-only', sha).split('\n')).toEqual([
      'a.ts',
      'b.ts',
      'work.ts',
      'work2.ts',
    ]);
    expect(git.run('show', `${sha}:b.ts`)).toBe('2');
    expect(pull).toMatchObject({ state: 'closed', merged: { sha } });
    expect(repository.noun.git.resolve('refs/pull/1/merge')).toBeUndefined();
    expect(hub.world.happenings.map(({ event, action }) => `${event}.${action}`)).toContain(
      'pull_request.closed',
    );
  });

  test('a conflict is refused, and an open head that came in by a push is merged', async () => {
    const { repository, open } = await started();
    const [one, two] = [open('one', 'a.ts'), open('two', 'a.ts')];
    repository.merge(one);
    expect(() => repository.merge(two)).toThrow('not mergeable');
    repository.noun.git.move(new Map([['refs/heads/three', repository.sha('two')]]));
    repository.push(
      'main',
      { 'a.ts': 'both\n' },
      { by: 'admin', parents: [repository.sha('main'), repository.sha('two')] },
    );
    expect(two.merged).toMatchObject({ sha: repository.sha('main') });
  });

  test('the test merge follows both ends, and is gone while they conflict', async () => {
    const { hub, repository, open } = await started();
    const pull = open('work', 'a.ts');
    const merge = () => {
      tryMerges(hub.world, repository.noun);
      return repository.noun.git.resolve('refs/pull/1/merge');
    };
    const first = merge();
    repository.push('main', { 'b.ts': '2\n' }, { by: 'admin' });
    const second = merge();
    expect([first, second].map((sha) => typeof sha)).toEqual(['string', 'string']);
    expect(second).not.toBe(first);
    repository.push('main', { 'a.ts': 'rival\n' }, { by: 'admin' });
    expect(merge()).toBeUndefined();
    repository.push('work', { 'a.ts': 'rival\n' });
    expect(merge()).toBeDefined();
    expect(pull.trial?.commit).toBe(merge());
  });

  test('by REST, only the head that was seen: B03', async () => {
    const { hub, repository, open } = await started();
    const pull = open('work');
    const seen = pull.head.sha;
    repository.push('work', { 'late.ts': 'x' });
    const api = new Octokit({ auth: hub.tokens.executor, baseUrl: hub.apiUrl });
    const merge = (sha: string) =>
      api.request('PUT /repos/acme/shop/pulls/1/merge', { sha, merge_method: 'squash' });
    await expect(merge(seen)).rejects.toMatchObject({ status: 409 });
    await expect(merge(pull.head.sha)).resolves.toMatchObject({ data: { merged: true } });
  });
});

describe('a required check', () => {
  const rules = { checks: { 'handoff-gate': 'handoff-gate' } };
  test.each([
    ['success', true],
    ['neutral', true],
    ['skipped', true],
    ['failure', false],
    ['action_required', false],
    ['cancelled', false],
    ['timed_out', false],
  ] as const)('%s merges: %s', async (conclusion, merges) => {
    const { repository, open, green } = await started(rules);
    const pull = open('work');
    expect(() => repository.merge(pull)).toThrow(
      'Required status check "handoff-gate" is expected.',
    );
    green(pull.head.sha, conclusion);
    if (merges) expect(repository.merge(pull)).toBe(repository.sha('main'));
    else expect(() => repository.merge(pull)).toThrow('is failing');
  });

  test('counts from its expected source only; without one anybody forges it', async () => {
    const bound = await started(rules);
    const forged = bound.open('work');
    bound.green(forged.head.sha, 'success', 'github-actions');
    expect(() => bound.repository.merge(forged)).toThrow('is expected');
    const open = await started({ checks: { 'handoff-gate': undefined } });
    const pull = open.open('work');
    open.green(pull.head.sha, 'success', 'github-actions');
    expect(open.repository.merge(pull)).toBe(open.repository.sha('main'));
  });

  test('counts on the latest head only, and the newest run of a name decides', async () => {
    const { repository, open, green } = await started(rules);
    const pull = open('work');
    green(pull.head.sha);
    repository.push('work', { 'more.ts': 'x' });
    expect(() => repository.merge(pull)).toThrow('is expected');
    green(pull.head.sha);
    green(pull.head.sha, 'failure');
    expect(() => repository.merge(pull)).toThrow('is failing');
    repository.check(pull.head.sha, 'handoff-gate', { status: 'in_progress' });
    expect(() => repository.merge(pull)).toThrow('is expected');
  });

  test('belongs to the commit: two pull requests with one head share it (K5)', async () => {
    const { repository, open, green } = await started(rules);
    const one = open('work');
    repository.noun.git.move(new Map([['refs/heads/twin', one.head.sha]]));
    const twin = repository.pull({ head: 'twin' });
    green(one.head.sha);
    expect(repository.merge(twin)).toBe(repository.sha('main'));
  });

  test('strict: the head must hold its base', async () => {
    const { repository, open, green } = await started({ ...rules, strict: true });
    const pull = open('work');
    green(pull.head.sha);
    repository.push('main', { 'b.ts': '2\n' }, { by: 'admin' });
    expect(() => repository.merge(pull)).toThrow('out of date');
  });

  test('does not stop whom the ruleset lets bypass it, nor an admin past classic protection', async () => {
    const { hub, repository, open } = await started({
      ...rules,
      bypass: [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }],
    });
    const pull = open('work');
    expect(() => repository.merge(pull, 'planner')).toThrow('is expected');
    expect(repository.merge(pull, 'admin')).toBe(repository.sha('main'));
    repository.noun.rulesets.splice(0);
    const checks = [{ context: 'handoff-gate', appId: undefined }];
    const classic = { strict: false, checks, requirePull: false, allowForcePushes: false };
    const next = open('next');
    hub.world.repositories
      .get('acme/shop')
      ?.protections.set('main', { ...classic, enforceAdmins: true });
    expect(() => repository.merge(next, 'admin')).toThrow('is expected');
    hub.world.repositories
      .get('acme/shop')
      ?.protections.set('main', { ...classic, enforceAdmins: false });
    expect(() => repository.merge(next, 'planner')).toThrow('is expected');
    expect(repository.merge(next, 'admin')).toBe(repository.sha('main'));
  });
});

describe('who may read the rules', () => {
  let it: Awaited<ReturnType<typeof started>>;
  beforeAll(async () => {
    it = await started({
      checks: { 'handoff-gate': 'handoff-gate' },
      pull: true,
      queue: {},
      bypass: [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }],
    });
  });
  const get = (who: 'reader' | 'admin', path: string) =>
    new Octokit({ auth: it.hub.tokens[who], baseUrl: it.hub.apiUrl }).request(
      `GET /repos/acme/shop/${path}`,
    );

  test('everybody reads the rules of a branch, with the expected source', async () => {
    const { data } = await get('reader', 'rules/branches/main');
    expect(data.map(({ type }: { type: string }) => type)).toEqual([
      'required_status_checks',
      'pull_request',
      'merge_queue',
    ]);
    const app = it.hub.world.apps.get('handoff-gate')?.id;
    expect(data[0].parameters.required_status_checks).toEqual([
      { context: 'handoff-gate', integration_id: app },
    ]);
    expect((await get('reader', 'rules/branches/dev')).data).toEqual([]);
  });

  test('who may bypass is told to admins only', async () => {
    const [{ id }] = (await get('reader', 'rulesets')).data;
    expect((await get('reader', `rulesets/${id}`)).data).not.toHaveProperty('bypass_actors');
    expect((await get('admin', `rulesets/${id}`)).data.bypass_actors.length).toBe(1);
    await expect(get('reader', 'branches/main/protection')).rejects.toMatchObject({ status: 403 });
    await expect(get('admin', 'branches/main/protection')).rejects.toMatchObject({ status: 404 });
  });
});

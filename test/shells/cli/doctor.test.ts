import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cli } from '../../support/cli.ts';
import { type GitHub, gitHub } from '../../support/github/git-hub.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await gitHub();
});
afterAll(() => hub.close());

const doctor = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  cli(['doctor', ...argv], { env: { GITHUB_API_URL: hub.apiUrl, ...env } });

test('a repository without any setting: what it lacks, what mends it, and T1', async () => {
  const done = await doctor(['--repository', 'acme/shop'], { GITHUB_TOKEN: hub.tokens.admin });
  expect(done.code).toBe(1);
  expect(done.out).toContain('✗ required-check');
  expect(done.out).toContain('gh api --method POST repos/acme/shop/rulesets');
  expect(done.out).toContain('acme/shop (main): T1');
});

test('for programs', async () => {
  const argv = ['--repository', 'acme/shop', '--json'];
  const done = await doctor(argv, { GITHUB_TOKEN: '', GH_TOKEN: hub.tokens.admin });
  expect(JSON.parse(done.out)).toMatchObject({
    schema: 'handoff-diagnosis/v1',
    trust: { level: 'T1' },
  });
});

test.each([
  ['no token', ['--repository', 'acme/shop'], {}, 'There is no token'],
  [
    'no repository of GitHub',
    ['--repository', 'acme'],
    { GITHUB_TOKEN: 'x' },
    'allowed: owner/name',
  ],
  ['no repository at all', [], { GITHUB_TOKEN: 'x' }, '--repository'],
])('%s is a wrong call', async (_, argv, env, why) => {
  const done = await doctor(argv, env);
  expect(done.code).toBe(2);
  expect(done.err).toContain(why);
});

test('a repository that the token cannot see could not be looked at', async () => {
  const done = await doctor(['--repository', 'acme/none'], { GITHUB_TOKEN: hub.tokens.admin });
  expect(done.code).toBe(3);
});

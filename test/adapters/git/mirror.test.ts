import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fetchMirror } from '../../../src/adapters/git/mirror.ts';
import { type GitHub, gitHub } from '../../support/github/git-hub.ts';
import { temporaryFolder } from '../../support/repo.ts';

let hub: GitHub;
let server: Server | undefined;
beforeAll(async () => {
  hub = await gitHub({ isPrivate: true, files: { 'a.ts': 'a\n' } });
});
afterAll(async () => {
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  await hub.close();
});

const MAIN = 'refs/heads/main:refs/heads/main';
const remote = () => ({ url: hub.repository.cloneUrl, token: hub.tokens.actions });
const empty = (): string => join(temporaryFolder(), 'handoff-gate', 'mirror.git');
const revParse = (dir: string, ...what: readonly string[]): string =>
  execFileSync('git', ['-C', dir, 'rev-parse', ...what], { encoding: 'utf8' }).trim();
const tip = (dir: string, ref: string): string => revParse(dir, '--verify', ref);

/** Every file below a folder, as one text. */
function everything(dir: string): string {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
const forms = (token: string): readonly string[] => [
  token,
  Buffer.from(`x-access-token:${token}`).toString('base64'),
  Buffer.from(token).toString('base64').replace(/=+$/, '').slice(0, -1),
  Buffer.from(token).toString('hex'),
  encodeURIComponent(token),
];

test('what was asked for is there, bare, with nothing checked out (G04); the token is in no file (H06)', async () => {
  hub.repository.push('handoff/a', { 'a.ts': 'b\n' });
  const pull = hub.repository.pull({ head: 'handoff/a' });
  const dir = empty();
  const head = `refs/pull/${pull.number}/head`;
  await fetchMirror(dir, remote(), [MAIN, `${head}:${head}`]);
  expect([tip(dir, 'refs/heads/main'), tip(dir, head)]).toEqual([
    ...[hub.repository.sha('main'), pull.head.sha],
  ]);
  expect(revParse(dir, '--is-bare-repository')).toBe('true');
  expect(readdirSync(dir)).not.toContain('hooks');
  for (const form of forms(hub.tokens.actions)) expect(everything(dir)).not.toContain(form);
});

test('a second fetch moves what was forced, and keeps what an earlier run left', async () => {
  const dir = empty();
  hub.repository.push('moved', { 'm.ts': '1\n' });
  const spec = 'refs/heads/moved:refs/heads/moved';
  await fetchMirror(dir, remote(), [MAIN, spec]);
  const forced = hub.repository.push('moved', { 'm.ts': '2\n' }, { parents: [] });
  await fetchMirror(dir, remote(), [spec]);
  expect(tip(dir, 'refs/heads/moved')).toBe(forced);
  expect(tip(dir, 'refs/heads/main')).toBe(hub.repository.sha('main'));
});

test('a ref that is gone fails the call and is named', async () => {
  await expect(
    fetchMirror(empty(), remote(), [MAIN, 'refs/pull/999/head:refs/pull/999/head']),
  ).rejects.toMatchObject({
    kind: 'access',
    message: expect.stringContaining('refs/pull/999/head'),
  });
});

test.each([
  ['another token', 'ghs_none'],
  ['none', undefined],
])('a private repository is refused, with what the job needs: %s', async (_why, token) => {
  await expect(fetchMirror(empty(), { ...remote(), token }, [MAIN])).rejects.toMatchObject({
    kind: 'access',
    remedy: expect.stringContaining('contents: read'),
    message: expect.not.stringContaining('ghs_none'),
  });
});

test.each(['ssh://git@github.com/acme/shop.git', 'file:///etc', 'ext::sh -c id', '/tmp/shop', ''])(
  'only the web is asked: %j',
  async (url) => {
    await expect(fetchMirror(empty(), { ...remote(), url }, [MAIN])).rejects.toMatchObject({
      kind: 'usage',
      message: `The repository's address is ${JSON.stringify(url)}; allowed is https://…`,
    });
  },
);

test('a redirect is not followed: the token is for this server only', async () => {
  const seen: (string | undefined)[] = [];
  server = createServer((request, response) => {
    seen.push(request.url);
    response.writeHead(302, { location: `${hub.repository.cloneUrl}/info/refs` }).end();
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  hub.requests.forget();
  const url = `http://127.0.0.1:${port}/acme/shop.git`;
  await expect(fetchMirror(empty(), { ...remote(), url }, [MAIN])).rejects.toMatchObject({
    kind: 'access',
  });
  expect(seen).toHaveLength(1);
  expect(hub.requests.all).toEqual([]);
});

test('what git is started with never holds the token: it is in the environment alone (H06)', async () => {
  const bin = temporaryFolder();
  const log = join(bin, 'log');
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\nenv | grep -c '^GIT_CONFIG_VALUE_1=Authorization: Basic ' >> '${log}.env'\nexit 0\n`,
  );
  chmodSync(join(bin, 'git'), 0o755);
  const path = process.env['PATH'];
  process.env['PATH'] = `${bin}${delimiter}${path}`;
  try {
    await fetchMirror(empty(), remote(), [MAIN]);
  } finally {
    process.env['PATH'] = path;
  }
  const given = readFileSync(log, 'utf8');
  expect(given).toContain(hub.repository.cloneUrl);
  for (const form of forms(hub.tokens.actions)) expect(given).not.toContain(form);
  // The canary sings: git was started once, for the fetch, and really given it.
  expect(readFileSync(`${log}.env`, 'utf8')).toBe('1\n');
});

import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readEnvironment, readEvent } from '../../../src/shells/action/environment.ts';
import { EVERYTHING, targetOf } from '../../../src/shells/action/targets.ts';
import { temporaryFolder } from '../../support/repo.ts';

const SET = {
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_RUN_ID: '42',
  RUNNER_TEMP: '/tmp/runner',
};

test('what the runner says', () => {
  expect(readEnvironment(SET)).toMatchObject({
    owner: 'acme',
    name: 'shop',
    eventName: 'pull_request',
    runId: 42,
    runUrl: 'https://github.com/acme/shop/actions/runs/42',
    temp: '/tmp/runner',
    workspace: process.cwd(),
    sha: '',
    ref: '',
    outputFile: undefined,
    summaryFile: undefined,
  });
  const more = { GITHUB_WORKSPACE: '/w', GITHUB_SHA: 'a', GITHUB_REF: 'refs/heads/main' };
  const files = { GITHUB_OUTPUT: '/o', GITHUB_STEP_SUMMARY: '/s' };
  expect(readEnvironment({ ...SET, ...more, ...files })).toMatchObject({
    ...{ workspace: '/w', sha: 'a', ref: 'refs/heads/main' },
    ...{ outputFile: '/o', summaryFile: '/s' },
  });
});

test.each(Object.keys(SET))('%s is needed: not set, and empty, is named', (name) => {
  const wrong = { kind: 'usage', message: `${name} is not set` };
  expect(() => readEnvironment({ ...SET, [name]: undefined })).toThrow(
    expect.objectContaining(wrong),
  );
  expect(() => readEnvironment({ ...SET, [name]: '' })).toThrow(expect.objectContaining(wrong));
});

test.each([
  ['GITHUB_REPOSITORY', 'shop', 'owner/name'],
  ['GITHUB_REPOSITORY', 'acme/shop/more', 'owner/name'],
  ['GITHUB_REPOSITORY', 'acme/shop.git?x', 'owner/name'],
  ['GITHUB_RUN_ID', 'first', 'a number'],
  ['GITHUB_RUN_ID', '1e3', 'a number'],
])('%s = %s', (name, value, allowed) => {
  expect(() => readEnvironment({ ...SET, [name]: value })).toThrow(
    `${name} is ${JSON.stringify(value)}; allowed is ${allowed}`,
  );
});

const event = (text: string): string => {
  const path = join(temporaryFolder(), 'event.json');
  writeFileSync(path, text);
  return path;
};

test('an event is read from its file', async () => {
  const path = event('{"action":"closed","schedule":"7 * * * *"}');
  const environment = readEnvironment({ ...SET, GITHUB_EVENT_NAME: 'schedule' });
  expect(await readEvent(environment, { GITHUB_EVENT_PATH: path })).toMatchObject({
    state: 'read',
    event: { kind: 'schedule' },
  });
});

test.each<readonly [string, () => string | undefined]>([
  ['the runner names no file', () => undefined],
  ['the file is not there', () => join(temporaryFolder(), 'none.json')],
  ['it is a folder', () => temporaryFolder()],
  ['it is empty', () => event('')],
  ['it is no JSON', () => event('{"action":')],
  ['it is JSON of another shape', () => event('[null]')],
  ['a pull request without a number', () => event('{"action":"opened","pull_request":{}}')],
  [
    'one byte over 25 MB',
    () => {
      const path = event('{}');
      truncateSync(path, 26_214_401);
      return path;
    },
  ],
])('an event that cannot be read may have changed anything: %s', async (_why, path) => {
  const read = await readEvent(readEnvironment(SET), { GITHUB_EVENT_PATH: path() });
  expect(read.state).toBe('unreadable');
  expect(targetOf(read)).toBe(EVERYTHING);
});

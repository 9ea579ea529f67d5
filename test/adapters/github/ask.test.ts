import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ask, type GitHub, isLimit, type Operation } from '../../../src/adapters/github/github.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';

let hub: Hub;
let github: GitHub;
beforeAll(async () => {
  hub = await gitHub();
  hub.repository.issue({ title: 'One', body: 'first' });
  github = asGitHub(hub, hub.tokens.actions);
});
afterAll(() => hub.close());

const Answer = z.object({
  repository: z.record(z.string(), z.object({ body: z.string() }).nullable()),
});
const ISSUES: Operation<z.infer<typeof Answer>> = {
  name: 'Issues',
  answer: Answer,
  text: `query Issues($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { one: issue(number: 1) { body } two: issue(number: 2) { body } }
}`,
};

test('what is not there is null beside the rest', async () => {
  expect(await ask(github, ISSUES, {})).toEqual({
    repository: { one: { body: 'first' }, two: null },
  });
});

const DOCTOR = /handoff-gate doctor/;
const AGAIN = /^Run it again/;

describe('who may not ask is told so, with what to do', () => {
  test('a token that is none (401)', async () => {
    await expect(ask(asGitHub(hub, 'ghs_none'), ISSUES, {})).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringMatching(/^GitHub did not answer Issues: Bad credentials/),
      remedy: expect.stringMatching(DOCTOR),
    });
  });

  test('a repository that is not there, or not for this token: there is no rest', async () => {
    await expect(ask({ ...github, name: 'other' }, ISSUES, {})).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringMatching(/^GitHub did not answer Issues: .*Repository/),
      remedy: expect.stringMatching(DOCTOR),
    });
  });

  test.each([
    ['FORBIDDEN', DOCTOR],
    ['INSUFFICIENT_SCOPES', DOCTOR],
    ['RATE_LIMITED', AGAIN],
    ['SOMETHING_NEW', AGAIN],
  ])('%s in an answer of GraphQL is never half an answer', async (type, remedy) => {
    const said = Object.assign(new Error('said so'), {
      data: { repository: { one: null } },
      errors: [{ type: 'NOT_FOUND' }, { type, message: 'said so' }],
    });
    const half: GitHub = { ...github, graphql: () => Promise.reject(said) };
    await expect(ask(half, ISSUES, {})).rejects.toMatchObject({
      kind: 'access',
      remedy: expect.stringMatching(remedy),
      cause: said,
    });
  });
});

test.each([
  [{ status: 500 }, AGAIN],
  [{ status: 502 }, AGAIN],
  [{ status: 503 }, AGAIN],
  [{ status: 403 }, AGAIN],
  [{ status: 429, retryAfter: 60 }, AGAIN],
  [{ lost: 'answer' }, AGAIN],
  [{ cut: true }, AGAIN],
] as const)('GitHub that cannot answer (%j) is asked again later', async (what, remedy) => {
  const end = hub.faults.api({ on: 'Issues', what });
  await expect(ask(github, ISSUES, {})).rejects.toMatchObject({
    kind: 'access',
    message: expect.stringContaining('Issues'),
    remedy: expect.stringMatching(remedy),
  });
  end();
});

test.each([
  ['nothing', null],
  ['a text', '<html>'],
  ['another shape', { repository: { one: { body: 7 } } }],
  ['a field less', {}],
])('an answer that is not as documented could not be read: %s', async (_why, answer) => {
  const odd: GitHub = { ...github, graphql: () => Promise.resolve(answer) };
  await expect(ask(odd, ISSUES, {})).rejects.toMatchObject({
    kind: 'access',
    message: expect.stringMatching(/^GitHub's answer to Issues is not as documented: /),
  });
});

test('what GitHub says goes onto one line, cut', async () => {
  const long = new Error(`a\n::error::b\u202e${'x'.repeat(1_000)}`);
  const odd: GitHub = { ...github, graphql: () => Promise.reject(long) };
  await expect(ask(odd, ISSUES, {})).rejects.toMatchObject({
    message: expect.stringMatching(/^[ -~]{1,340}$/),
  });
});

describe('a limit is no refusal', () => {
  const refused = (headers: object, message = 'Forbidden') =>
    Object.assign(new Error(message), { status: 403, response: { headers } });
  test.each([
    [refused({ 'retry-after': '60' }), true],
    [refused({ 'x-ratelimit-remaining': '0' }), true],
    [refused({}, 'You have exceeded a secondary rate limit.'), true],
    [refused({ 'x-ratelimit-remaining': '12' }, 'Resource not accessible by integration'), false],
    [new Error('no answer'), false],
    ['no error', false],
  ])('%s: %p', (cause, expected) => {
    expect(isLimit(cause)).toBe(expected);
  });
});

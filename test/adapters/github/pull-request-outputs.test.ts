import { describe, expect, test } from '@jest/globals';
import type { OpenPullRequest } from '../../../src/adapters/github/open-pull-requests.ts';
import { pullRequestOutputs } from '../../../src/adapters/github/pull-request-outputs.ts';
import { sha } from '../../support/output-facts.ts';

const pull = (over: Partial<OpenPullRequest> = {}): OpenPullRequest => ({
  nodeId: 'PR_12',
  number: 12,
  body: 'Words.',
  head: sha('head'),
  headBranch: 'handoff/auth',
  baseBranch: 'main',
  origin: 'repository',
  stage: 'ready',
  author: undefined,

  ...over,
});

async function textOf(over: Partial<OpenPullRequest>): Promise<string | undefined> {
  const outputs = pullRequestOutputs([pull(over)], async () => undefined);
  return (await outputs.texts(await outputs.list())).get('#12');
}

describe('a pull request as a pending output', () => {
  test.each<[why: string, over: Partial<OpenPullRequest>, task: string | undefined]>([
    ['the branch of a task', {}, 'auth'],
    ['the branch of a second attempt', { headBranch: 'handoff/auth/2' }, 'auth'],
    ['a branch of somebody else', { headBranch: 'fix-typo' }, undefined],
    ['a fork may call its branch what it likes (A02)', { origin: 'fork' }, undefined],
  ])('%s', async (_, over, task) => {
    const [output] = await pullRequestOutputs([pull(over)], async () => undefined).list();
    expect(output).toMatchObject({
      ...{ id: '#12', ref: 'refs/pull/12/head', since: 12 },
      branch: over.headBranch ?? 'handoff/auth',
    });
    expect(output?.task).toBe(task);
  });

  test.each<[why: string, over: Partial<OpenPullRequest>, text: string | undefined]>([
    ['the body of a task’s branch, whatever it holds', {}, 'Words.'],
    ['no body: looked, there is none', { body: '' }, undefined],
    ['the body of a colleague hands nothing over', { headBranch: 'fix-typo' }, undefined],
    [
      'one that says it hands over is believed to try',
      { headBranch: 'fix-typo', body: '```json handoff-contract\n{}\n```' },
      '```json handoff-contract\n{}\n```',
    ],
    [
      'out of a fork too: it is judged, and bound to no task',
      { origin: 'fork', body: 'a handoff-contract' },
      'a handoff-contract',
    ],
  ])('its text: %s', async (_, over, text) => {
    expect(await textOf(over)).toBe(text);
  });
});

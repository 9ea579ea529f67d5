import { describe, expect, test } from '@jest/globals';
import type { OwnComment } from '../../../src/adapters/github/comments.ts';
import { githubLandings } from '../../../src/adapters/github/github-landings.ts';
import { type Carrier, githubRecord } from '../../../src/adapters/github/github-record.ts';
import { carriedBy, githubSeals } from '../../../src/adapters/github/github-seals.ts';
import type { TaskIssue } from '../../../src/adapters/github/task-issues.ts';
import type { TaskPullRequest } from '../../../src/adapters/github/task-pull-requests.ts';
import type { RecordLine } from '../../../src/model/record-line.ts';
import type { Seal } from '../../../src/model/seal.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TaskId } from '../../../src/model/task-id.ts';
import { type Memory, printCarried } from '../../../src/report/carried-block.ts';
import { task } from '../../support/output-facts.ts';

const HEAD = 'a'.repeat(40) as Sha;
const line = (output: string, minute: number, name = 'a'): RecordLine => ({
  ...{ schema: 'handoff-record/v1', at: `2026-05-03T10:0${minute}:00.000Z`, gate: 'output' },
  ...{ task: task(name), output, head: HEAD, key: 'k', state: 'failed', findings: [], attempt: 1 },
});
const body = (memory: Memory): string => `<!-- handoff-gate:task -->\n\n${printCarried(memory)}\n`;
const minutes = (lines: readonly RecordLine[]) => lines.map(({ at }) => Number(at.slice(15, 16)));

describe('the record out of our comments', () => {
  const one = { of: '#1', body: body({ of: '#1', lines: [line('#1', 1), line('#1', 4)] }) };
  const two = { of: '#2', body: body({ of: '#2', lines: [line('#2', 2, 'b')] }) };

  test('all lines, oldest first; those of this run are there at once', async () => {
    const record = githubRecord(async () => [one, two]);
    expect(minutes(await record.all())).toEqual([1, 2, 4]);
    await record.append(line('#2', 5));
    expect(minutes(await record.all())).toEqual([1, 2, 4, 5]);
    expect(minutes(await record.of(task('a')))).toEqual([1, 4, 5]);
    expect(minutes(await record.of(task('b')))).toEqual([2]);
    expect(minutes(record.added('#2'))).toEqual([5]);
    expect((await record.memory('#2')).lines).toEqual([line('#2', 2, 'b'), line('#2', 5)]);
    expect(await record.memory('#3')).toEqual({ of: '#3', lines: [] });
  });

  test('comments are asked for once, when somebody wants to know', async () => {
    let asked = 0;
    const record = githubRecord(async () => {
      asked += 1;
      return [one];
    });
    await record.append(line('#1', 2));
    expect(asked).toBe(0);
    await Promise.all([record.all(), record.memory('#1'), record.of(task('a'))]);
    expect(asked).toBe(1);
  });

  test.each<readonly [string, Carrier]>([
    ['words', { of: '#1', body: 'Looks good' }],
    ['a block that somebody broke', { of: '#1', body: one.body.replace('"lines"', '"line"') }],
    ['a block of another pull request, copied', { of: '#1', body: two.body }],
    ['two blocks', { of: '#1', body: one.body + one.body }],
  ])('the record can be lost, the verdict cannot: %s', async (_why, carrier) => {
    const record = githubRecord(async () => [carrier, two]);
    expect(await record.memory('#1')).toEqual({ of: '#1', lines: [] });
    expect(minutes(await record.all())).toEqual([2]);
  });

  test('what was left out before stays counted', async () => {
    const before = { 'left-out': 3, shortened: 1 };
    const carrier = { of: '#1', body: body({ of: '#1', lines: [line('#1', 1)], before }) };
    expect(await githubRecord(async () => [carrier]).memory('#1')).toMatchObject({ before });
  });
});

describe('seals out of our comments', () => {
  const seal: Seal = {
    ...{ schema: 'handoff-seal/v1', task: task('a'), digest: 'd'.repeat(64), plan: 1 },
    at: '2026-05-03T10:00:00.000Z',
  };
  const sealed = body({ of: '#7', lines: [], seal });
  const issue = (text: string | undefined, state: OwnComment['state'] = 'ours'): TaskIssue => {
    const comment =
      text === undefined ? undefined : { nodeId: 'IC_1', body: text, order: 1, state };
    return {
      ...{ nodeId: 'I_7', number: 7, state: 'open', body: '', writer: undefined, labels: [] },
      labelIds: new Map(),
      ...{ labelled: [], own: comment === undefined ? [] : [comment], comment },
    };
  };
  const find = (one: TaskIssue | undefined, id: TaskId = task('a')) =>
    githubSeals(async () => new Map(one === undefined ? [] : [[id, one]])).find(id);

  test('one that was set', async () => {
    expect(await find(issue(sealed))).toEqual(seal);
  });

  test.each([
    ['the task has no issue', undefined],
    ['we said nothing yet', issue(undefined)],
    ['our comment carries nothing yet', issue('<!-- handoff-gate:task -->\nLooks good')],
    ['our comment carries no seal', issue(body({ of: '#7', lines: [] }))],
  ])('none was set: %s', async (_why, one) => {
    expect(await find(one)).toBeUndefined();
  });

  test('the seal of another task is none of this one', async () => {
    expect(await find(issue(sealed), task('b'))).toBeUndefined();
  });

  test.each([
    ['the block is broken', issue(sealed.replace('"plan":1', '"plan":'))],
    ['a field more', issue(sealed.replace('"plan":1', '"plan":1,"more":1'))],
    ['it is the block of another issue', issue(sealed.replace('"#7"', '"#8"'))],
    ['there are two blocks', issue(sealed + sealed)],
    ['it has no end', issue(sealed.replace('\n```', ''))],
    ['somebody else edited it, and it reads well (G12)', issue(sealed, 'edited')],
    ['somebody else took the block out of it (G12)', issue('<!-- handoff-gate:task -->', 'edited')],
  ])('what cannot be believed is doubt, never absence: %s', async (_why, one) => {
    const wrong = {
      kind: 'access',
      message: expect.stringMatching(/^The gate's comment on issue #7 /),
    };
    await expect(find(one)).rejects.toMatchObject(wrong);
    expect(() => carriedBy(one)).toThrow(expect.objectContaining(wrong));
  });

  test('a new one is there at once, in the place of the old', async () => {
    const seals = githubSeals(async () => new Map([[task('a'), issue(sealed)]]));
    await seals.put({ ...seal, plan: 2 });
    expect(await seals.find(task('a'))).toMatchObject({ plan: 2 });
  });
});

describe('what has landed', () => {
  const over = (state: TaskPullRequest['state'], baseBranch: string): TaskPullRequest => ({
    ...{ number: 1, state, head: HEAD, baseBranch, author: undefined },
  });
  test.each<readonly [string, readonly TaskPullRequest[], readonly string[]]>([
    ['squashed and merged, of which git has no trace', [over('merged', 'main')], ['seen', 'a']],
    ['merged into another base', [over('merged', 'next')], ['seen']],
    ['closed', [over('closed', 'main')], ['seen']],
    ['closed first, merged then', [over('closed', 'main'), over('merged', 'main')], ['seen', 'a']],
    ['none', [], ['seen']],
  ])('%s', async (_why, pullRequests, expected) => {
    const asked: string[] = [];
    const git = { stacks: async () => new Map(), landed: async () => new Set([task('seen')]) };
    const landings = githubLandings(
      git,
      async (tasks) => {
        asked.push(...tasks);
        return new Map([[task('a'), pullRequests]]);
      },
      'main',
    );
    const heads = new Map([[task('a'), [HEAD]]]);
    expect([...(await landings.landed(HEAD, heads))]).toEqual(expected);
    expect(asked).toEqual(['a']);
    expect(landings.stacks).toBe(git.stacks);
  });
});

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RecordLine } from '../../../src/model/record-line.ts';
import { cli } from '../../support/cli.ts';
import { repo } from '../../support/repo.ts';
import { honestRepo, workedRepo } from '../../support/task-repo.ts';

const recordOf = (dir: string): readonly RecordLine[] => {
  const file = join(dir, '.git/handoff/record.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => RecordLine.parse(JSON.parse(line)));
};

describe('gate output', () => {
  test('every pending output, by branch, by task: the same verdict as check', async () => {
    const { run } = await honestRepo();
    const check = await run('check', '--json');
    for (const names of [[], ['handoff/greet'], ['greet'], ['refs/heads/handoff/greet']]) {
      const { code, out } = await run('gate', 'output', ...names, '--json', '--dry-run');
      expect(code).toBe(0);
      expect(out).toBe(check.out);
    }
  });

  test('goes into the record, once as long as nothing changed; a dry run never', async () => {
    const { run, dir } = await workedRepo();
    await run('gate', 'output', '--dry-run');
    expect(recordOf(dir)).toEqual([]);
    expect((await run('gate', 'output')).code).toBe(1);
    const [first] = recordOf(dir);
    expect(first).toMatchObject({ gate: 'output', task: 'greet', state: 'failed', attempt: 1 });
    await run('gate', 'output');
    await run('gate', 'output');
    const settled = recordOf(dir).length;
    await run('gate', 'output');
    expect(recordOf(dir)).toHaveLength(settled);
  });

  test('a repaired contract is the next attempt, and answers the findings', async () => {
    const { run, dir } = await workedRepo();
    await run('gate', 'output');
    const { out } = await run('contract', 'draft', '--note', '--json');
    const [{ id } = { id: '' }] = recordOf(dir)[0]?.findings ?? [];
    expect(JSON.parse(out)).toMatchObject({ attempt: 2, addressed: [id] });
    expect((await run('gate', 'output')).code).toBe(0);
    expect(recordOf(dir).at(-1)).toMatchObject({ state: 'passed', attempt: 2 });
  });

  test('an output that is not there: the nearest one is named', async () => {
    const { run } = await honestRepo();
    const { code, err } = await run('gate', 'output', 'handoff/gret');
    expect(code).toBe(2);
    expect(err).toContain('did you mean handoff/greet?');
  });

  test('--contract needs one output', async () => {
    const { run } = await honestRepo();
    expect((await run('gate', 'output', '--contract', 'README.md')).code).toBe(2);
  });

  test('nothing pending is no green', async () => {
    const { dir } = repo({ a: '1' }).make();
    const { code, out } = await cli(['gate', 'output'], { cwd: dir });
    expect(code).toBe(3);
    expect(out).toContain('nothing was judged');
  });
});

const story = repo({
  'a.txt': 'one\ntwo\nthree\n',
  'b.txt': 'x\n',
  '.handoff/policy.yaml': 'mode: block\n',
})
  .branch('handoff/first')
  .edit('a.txt', 'ONE\ntwo\nthree\n')
  .commit('First')
  .branch('handoff/second', 'main')
  .edit('a.txt', 'Eins\ntwo\nthree\n')
  .commit('Second')
  .branch('handoff/third', 'main')
  .edit('b.txt', 'y\n')
  .commit('Third')
  .ref('refs/pull/3/head')
  .make();
const there = { cwd: story.dir };

describe('gate integration', () => {
  test('the holder passes, the later one waits, who meets nobody passes', async () => {
    const { code, out } = await cli(['gate', 'integration', '--json'], there);
    expect(code).toBe(1);
    const { verdicts, integration } = JSON.parse(out);
    const states = verdicts.map((one: { subject: { id: string }; outcome: { state: string } }) => [
      one.subject.id,
      one.outcome.state,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      'handoff/first': 'passed',
      'handoff/second': 'failed',
      'handoff/third': 'passed',
    });
    expect(integration.pairs).toMatchObject([
      { a: 'handoff/first', b: 'handoff/second', state: 'conflict', holder: 'handoff/first' },
    ]);
  });

  test('named outputs only', async () => {
    expect((await cli(['gate', 'integration', 'handoff/third'], there)).code).toBe(0);
    const two = await cli(['gate', 'integration', 'third', 'second', '--json'], there);
    expect(JSON.parse(two.out).verdicts).toHaveLength(2);
    expect(two.code).toBe(1);
  });

  test('other refs as pending outputs', async () => {
    const { out } = await cli(
      ['gate', 'integration', '--refs', 'refs/pull/*/head', '--json'],
      there,
    );
    expect(
      JSON.parse(out).verdicts.map((one: { subject: { id: string } }) => one.subject.id),
    ).toEqual(['#3']);
  });

  test('text: overview, findings, matrix, order', async () => {
    const { out } = await cli(['gate', 'integration'], there);
    for (const part of ['Must act', 'integration/pairs-merge', 'a.txt', 'Landing order'])
      expect(out).toContain(part);
  });
});

describe('conflicts', () => {
  test('is a view: conflicts do not fail it', async () => {
    const { code, out } = await cli(['conflicts'], there);
    expect(code).toBe(0);
    expect(out).toContain('3 pending outputs, 3 pairs: 1 conflict');
    expect(out).toContain('handoff/first lands first');
  });

  test('says the same from what an earlier run kept, and from a cache that somebody broke', async () => {
    const cache = join(story.dir, '.git/handoff/cache/hunks');
    rmSync(cache, { force: true });
    const first = await cli(['conflicts', '--json'], there);
    const kept = readFileSync(cache);
    expect(await cli(['conflicts', '--json'], there)).toEqual(first);
    // Nothing was new, so nothing was written.
    expect(readFileSync(cache)).toEqual(kept);
    writeFileSync(cache, kept.subarray(0, kept.length / 2));
    expect(await cli(['conflicts', '--json'], there)).toEqual(first);
  });

  test('--json and --report', async () => {
    const page = join(story.dir, '.git/conflicts.html');
    const { code, out } = await cli(['conflicts', '--json', '--report', page], there);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'handoff-conflicts/v1',
      pairs: [{ class: 'content', paths: ['a.txt'] }],
      unmerged: [],
      evaluated: { outputs: 3 },
    });
    expect(readFileSync(page, 'utf8')).toContain('<svg');
  });

  test('an output that does not merge with its base is told, not left out', async () => {
    const { dir } = repo({ a: '1\n' })
      .branch('handoff/stale')
      .edit('a', '2\n')
      .commit('Stale')
      .on('main')
      .edit('a', '3\n')
      .commit('Moved on')
      .make();
    const { code, out } = await cli(['conflicts'], { cwd: dir });
    expect(code).toBe(0);
    expect(out).toContain('conflicts with the base in a');
  });

  test('what nobody could look at is exit 3', async () => {
    const made = repo({ a: '1\n' })
      .branch('handoff/x')
      .edit('a', '2\n')
      .commit('X')
      .on('main')
      .edit('b', '1\n')
      .commit('Moved on')
      .make();
    const clone = made.clone('--depth=1', '--no-single-branch');
    made.git('-C', clone, 'branch', '-q', 'handoff/x', 'origin/handoff/x');
    const { code, out, err } = await cli(['conflicts'], { cwd: clone });
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('git fetch --unshallow');
  });
});

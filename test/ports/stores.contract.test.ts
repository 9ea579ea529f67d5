import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fileRecord } from '../../src/adapters/store/file-record.ts';
import { fileSeals } from '../../src/adapters/store/file-seals.ts';
import { fileTestRuns } from '../../src/adapters/store/file-test-runs.ts';
import type { RecordLine } from '../../src/model/record-line.ts';
import type { Seal } from '../../src/model/seal.ts';
import { memoryRecord, memorySeals, memoryTestRuns } from '../support/memory-stores.ts';
import { sha, task, testRun } from '../support/output-facts.ts';

const folder = await mkdtemp(join(tmpdir(), 'handoff-stores-'));
afterAll(() => rm(folder, { recursive: true }));
let count = 0;
const fresh = (): string => {
  count += 1;
  return join(folder, String(count));
};

const adapters = [
  ['memory', { seals: memorySeals, testRuns: memoryTestRuns, record: memoryRecord }],
  [
    'files',
    {
      seals: () => fileSeals(fresh()),
      testRuns: () => fileTestRuns(fresh()),
      record: () => fileRecord(fresh()),
    },
  ],
] as const;

const seal = (overrides: Partial<Seal> = {}): Seal => ({
  schema: 'handoff-seal/v1',
  task: task('auth-oauth'),
  digest: 'a'.repeat(64),
  plan: 2,
  at: '2026-05-03T10:00:00.000Z',
  ...overrides,
});

const line = (overrides: Partial<RecordLine> = {}): RecordLine => ({
  schema: 'handoff-record/v1',
  at: '2026-05-03T10:00:00.000Z',
  gate: 'output',
  task: task('auth-oauth'),
  output: 'handoff/auth-oauth',
  head: sha('head'),
  key: 'k',
  state: 'failed',
  findings: [{ id: 'hg_00000000', rule: 'output/scope-drift', mast: 'FM-2.3' }],
  attempt: 1,
  ...overrides,
});

describe.each(adapters)('stores in %s', (_, make) => {
  test('a seal that was never put is absent; the newest put wins', async () => {
    const seals = make.seals();
    expect(await seals.find(task('auth-oauth'))).toBeUndefined();
    await seals.put(seal());
    await seals.put(seal({ plan: 3 }));
    expect(await seals.find(task('auth-oauth'))).toEqual(seal({ plan: 3 }));
    expect(await seals.find(task('other'))).toBeUndefined();
  });

  test('runs on a head come oldest first, whatever the order of recording', async () => {
    const runs = make.testRuns();
    const late = testRun({ id: 'late', 'recorded-at': '2026-05-03T12:00:00.000Z' });
    const early = testRun({ id: 'early', 'recorded-at': '2026-05-03T09:00:00.000Z' });
    await runs.record(late);
    await runs.record(early);
    await runs.record(testRun({ id: 'elsewhere', head: sha('other') }));
    expect(await runs.on(sha('head'))).toEqual([early, late]);
    expect(await runs.on(sha('never'))).toEqual([]);
  });

  test('an id is unique in the repository, on whatever head it was recorded', async () => {
    const runs = make.testRuns();
    await runs.record(testRun());
    await expect(runs.record(testRun({ head: sha('other') }))).rejects.toMatchObject({
      kind: 'usage',
    });
    expect(await runs.find('auth-1')).toEqual(testRun());
    expect(await runs.find('never')).toBeUndefined();
  });

  test('the record answers by task, oldest first', async () => {
    const record = make.record();
    expect(await record.of(task('auth-oauth'))).toEqual([]);
    await record.append(line());
    await record.append(line({ task: task('auth-oauth-2') }));
    await record.append(line({ attempt: 2 }));
    expect((await record.of(task('auth-oauth'))).map((entry) => entry.attempt)).toEqual([1, 2]);
    expect((await record.all()).map((entry) => entry.task)).toEqual([
      'auth-oauth',
      'auth-oauth-2',
      'auth-oauth',
    ]);
  });
});

describe('stores in files', () => {
  test('a broken line of the record is left out, the others are read', async () => {
    const place = fresh();
    const record = fileRecord(place);
    await record.append(line());
    const { appendFile } = await import('node:fs/promises');
    await appendFile(
      join(place, 'record.jsonl'),
      '{"schema":"handoff-record/v1","task":"auth-oauth", half\n',
    );
    await record.append(line({ attempt: 2 }));
    expect(await record.of(task('auth-oauth'))).toHaveLength(2);
  });

  test('a seal that is there and broken is doubt, never absence (threat A03)', async () => {
    const place = fresh();
    await fileSeals(place).put(seal());
    const { writeFile } = await import('node:fs/promises');
    for (const text of ['{', '{"schema":"handoff-seal/v1"}']) {
      await writeFile(join(place, 'seals', 'auth-oauth.json'), text);
      await expect(fileSeals(place).find(task('auth-oauth'))).rejects.toMatchObject({
        kind: 'access',
      });
    }
  });

  test('two recorders of one id: exactly one wins, and nothing half-written stays', async () => {
    const place = fresh();
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => fileTestRuns(place).record(testRun({ command: `run ${n}` }))),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(join(place, 'test-runs', sha('head')))).toEqual(['auth-1.json']);
  });
});

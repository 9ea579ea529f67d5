import { afterAll, describe, expect, test } from '@jest/globals';
import { gitBlobs } from '../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { gitLandings } from '../../src/adapters/git/git-landings.ts';
import {
  EXECUTOR_BRANCHES,
  gitPendingOutputs,
} from '../../src/adapters/git/git-pending-outputs.ts';
import { listRefs } from '../../src/adapters/git/git-refs.ts';
import { gitTrialMerges } from '../../src/adapters/git/git-trial-merges.ts';
import { gitWordSearch } from '../../src/adapters/git/git-word-search.ts';
import { openRepository, type Repository } from '../../src/adapters/git/open-repository.ts';
import { repositoryPlans, repositoryTasks } from '../../src/adapters/git/repository-files.ts';
import {
  type JudgeIntegrationRequest,
  judgeIntegration,
} from '../../src/flows/judge-integration.ts';
import { integrationOf } from '../../src/flows/report-integration.ts';
import { parseSha, type Sha } from '../../src/model/sha.ts';
import type { Record } from '../../src/ports/record.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { memoryRecord, memorySeals, memoryTestRuns } from '../support/memory-stores.ts';
import { task } from '../support/output-facts.ts';
import { type MadeRepo, repo } from '../support/repo.ts';
import { syntax } from '../support/syntax.ts';

const TEN = Array.from({ length: 10 }, (_, n) => `line ${n}\n`).join('');
const open: Repository[] = [];
afterAll(() => Promise.all(open.map((repository) => repository.close())));

async function judged(
  made: Pick<MadeRepo, 'dir'>,
  main: string,
  extra: Partial<JudgeIntegrationRequest> = {},
  record: Record = memoryRecord(),
) {
  const repository = await openRepository(made.dir);
  open.push(repository);
  const base = parseSha(main) as Sha;
  const refs = await listRefs(repository, EXECUTOR_BRANCHES);
  const blobs = gitBlobs(repository);
  const ports = {
    history: gitHistory(repository),
    tasks: repositoryTasks(blobs),
    seals: memorySeals(),
    testRuns: memoryTestRuns(),
    outputs: gitPendingOutputs(repository, {
      base,
      refs,
      notes: undefined,
      seals: memorySeals(),
    }),
    merges: gitTrialMerges(repository),
    blobs,
    syntax,
    words: gitWordSearch(repository),
    landings: gitLandings(repository, refs),
    record,
    plans: repositoryPlans(blobs),
    clock: { now: () => '2026-05-03T10:00:00.000Z' },
  };
  return judgeIntegration(ports, {
    engine: 'test',
    base,
    baseRef: 'refs/heads/main',
    authority: base,
    ...extra,
  });
}

/** `a: failed pairs-merge` for each output, in order. */
function summary(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.map(({ subject, outcome, rules }) => {
    const said = rules
      .filter(({ state }) => state === 'failed' || state === 'unproven')
      .map(({ rule }) => rule.split('/')[1]);
    return [`${subject.id.replace('handoff/', '')}: ${outcome.state}`, ...said].join(' ');
  });
}

const STRICT = { '.handoff/policy.yaml': 'mode: block\nshared: [package.json]\n' };

describe('judgeIntegration', () => {
  test('of two that conflict the earlier passes and the later waits; who shares a file and merges is only told', async () => {
    const made = repo({ ...STRICT, 'src/a.txt': TEN, 'src/b.txt': TEN })
      .branch('handoff/first')
      .edit('src/a.txt', TEN.replace('line 2', 'first'))
      .commit()
      .branch('handoff/second', 'main')
      .edit('src/a.txt', TEN.replace('line 2', 'second'))
      .commit()
      .branch('handoff/third', 'main')
      .edit('src/a.txt', TEN.replace('line 8', 'third'))
      .commit()
      .branch('handoff/alone', 'main')
      .edit('src/b.txt', TEN.replace('line 1', 'alone'))
      .commit()
      .make();
    const { verdicts, survey } = await judged(made, made.sha('main'));
    expect(summary(verdicts)).toEqual([
      'alone: passed',
      'first: passed',
      'second: failed pairs-merge',
      'third: passed',
    ]);
    const report = integrationOf(survey);
    expect(report.pairs.map(({ a, b, state, holder }) => [a, b, state, holder])).toEqual([
      ['handoff/first', 'handoff/second', 'conflict', 'handoff/first'],
      ['handoff/first', 'handoff/third', 'shares', undefined],
      ['handoff/second', 'handoff/third', 'shares', undefined],
    ]);
    expect(report.evaluated).toMatchObject({ outputs: 4, pairs: 6, merges: 1 });
  });

  test('it clears by itself: when the holder has landed the other conflicts with the base, and with nobody else', async () => {
    const made = repo({ ...STRICT, 'src/a.txt': TEN })
      .branch('handoff/first')
      .edit('src/a.txt', TEN.replace('line 2', 'first'))
      .commit()
      .branch('handoff/second', 'main')
      .edit('src/a.txt', TEN.replace('line 2', 'second'))
      .commit()
      .on('main')
      .merge('handoff/first')
      .make();
    const { verdicts } = await judged(made, made.sha('main'));
    expect(summary(verdicts)).toEqual(['second: failed base-merges']);
    const pairs = verdicts[0]?.rules.find(({ rule }) => rule === 'integration/pairs-merge');
    expect(pairs?.state).toBe('not-applicable');
  });

  test('the plan decides before the clock: who depends on the other waits for it', async () => {
    const plan = `schema: handoff-plan/v1
plan-id: p
version: 1
goal: g
tasks:
  - {id: early, depends-on: [late]}
  - {id: late}
`;
    const made = repo({ ...STRICT, '.handoff/plan.yaml': plan, 'src/a.txt': TEN })
      .branch('handoff/early')
      .edit('src/a.txt', TEN.replace('line 2', 'early'))
      .commit()
      .branch('handoff/late', 'main')
      .edit('src/a.txt', TEN.replace('line 2', 'late'))
      .commit()
      .make();
    const { verdicts } = await judged(made, made.sha('main'));
    expect(summary(verdicts)).toEqual(['early: failed landing-order pairs-merge', 'late: passed']);
  });

  test('a task that depends on another passes when that one was merged, or was judged and is in the base', async () => {
    const plan = `schema: handoff-plan/v1
plan-id: p
version: 1
goal: g
tasks:
  - {id: api}
  - {id: ui, depends-on: [api]}
`;
    const story = repo({
      ...STRICT,
      '.handoff/plan.yaml': plan,
      'src/a.txt': TEN,
      'src/b.txt': TEN,
    })
      .branch('handoff/ui')
      .edit('src/b.txt', TEN.replace('line 2', 'ui'))
      .commit()
      .branch('handoff/api', 'main');
    // A branch that nobody has worked on yet is in the base too.
    const started = story.make();
    const before = await judged(started, started.sha('main'));
    expect(summary(before.verdicts)).toEqual(['ui: unproven landing-order']);

    const worked = story.edit('src/a.txt', TEN.replace('line 2', 'api')).commit('Work').make();
    const between = await judged(worked, worked.sha('main'));
    expect(summary(between.verdicts)).toEqual(['api: passed', 'ui: failed landing-order']);

    // The branch is gone and the main line moved to its head: only the record knows whose head that was.
    worked.git('update-ref', 'refs/heads/main', worked.sha('Work'));
    worked.git('update-ref', '-d', 'refs/heads/handoff/api');
    const squashed = await judged(worked, worked.sha('Work'));
    expect(summary(squashed.verdicts)).toEqual(['ui: unproven landing-order']);
    const record = memoryRecord();
    const line = {
      schema: 'handoff-record/v1',
      at: '2026-05-03T10:00:00.000Z',
      task: task('api'),
    } as const;
    const judgedLine = { ...line, output: 'handoff/api', key: 'k', findings: [], attempt: 1 };
    await record.append({
      ...judgedLine,
      gate: 'output',
      state: 'failed',
      head: worked.sha('Work'),
    });
    await record.append({ ...judgedLine, gate: 'output', state: 'passed', head: 'no commit' });
    const failed = await judged(worked, worked.sha('Work'), {}, record);
    expect(summary(failed.verdicts)).toEqual(['ui: unproven landing-order']);
    await record.append({
      ...judgedLine,
      gate: 'output',
      state: 'passed',
      head: worked.sha('Work'),
    });
    const known = await judged(worked, worked.sha('Work'), {}, record);
    expect(summary(known.verdicts)).toEqual(['ui: passed']);
  });

  test('a merged branch is a landing; an output that starts from a pending head waits for it', async () => {
    const plan = `schema: handoff-plan/v1
plan-id: p
version: 1
goal: g
tasks:
  - {id: api}
  - {id: ui, depends-on: [api]}
`;
    const made = repo({ ...STRICT, '.handoff/plan.yaml': plan, 'src/a.txt': TEN, 'src/b.txt': TEN })
      .branch('handoff/api')
      .edit('src/a.txt', TEN.replace('line 2', 'api'))
      .commit()
      .branch('handoff/ui', 'main')
      .edit('src/b.txt', TEN.replace('line 2', 'ui'))
      .commit()
      .branch('handoff/upon', 'handoff/ui')
      .edit('src/c.txt', 'new\n')
      .commit('One')
      .edit('src/c.txt', 'newer\n')
      .commit('Two')
      .branch('handoff/same', 'handoff/ui')
      .on('main')
      .merge('handoff/api')
      .make();
    const { verdicts, survey } = await judged(made, made.sha('main'));
    const orders = verdicts.map(({ subject, rules }) => [
      subject.id,
      rules
        .filter(({ rule }) => rule === 'integration/landing-order')
        .flatMap(({ findings }) => findings.map(({ at }) => at?.output)),
    ]);
    expect(orders).toEqual([
      ['handoff/same', []],
      ['handoff/ui', []],
      ['handoff/upon', ['handoff/same', 'handoff/ui']],
    ]);
    expect(survey.order.at(-1)).toBe('handoff/upon');
  });

  test('a clean merge of two migrations of one number, and of one change made twice, still blocks the later one', async () => {
    const made = repo({ ...STRICT, 'src/a.txt': TEN, 'package.json': '{"version": "1.0.0"}\n' })
      .branch('handoff/a')
      .edit('db/0007_users.sql', 'users\n')
      .commit()
      .branch('handoff/b', 'main')
      .edit('db/0007_roles.sql', 'roles\n')
      .commit()
      .branch('handoff/on-b', 'handoff/b')
      .edit('src/c.txt', 'c\n')
      .commit()
      .branch('handoff/twin', 'main')
      .edit('db/0007_users.sql', 'users\n')
      .commit()
      .make();
    const { verdicts } = await judged(made, made.sha('main'));
    const claims = verdicts.map(({ subject, rules }) => [
      subject.id.replace('handoff/', ''),
      rules
        .filter(({ rule }) => rule === 'integration/no-double-claim')
        .flatMap(({ findings }) => findings.map(({ at, facts }) => `${at?.output} ${facts.kind}`)),
    ]);
    expect(claims).toEqual([
      ['a', []],
      ['b', ['handoff/a number']],
      ['on-b', ['handoff/a number']], // twin is smaller and goes before it
      ['twin', ['handoff/a same-change', 'handoff/b number', 'handoff/on-b number']],
    ]);
  });

  test('one output alone gets the verdict that it gets among all', async () => {
    const made = repo({ ...STRICT, 'src/a.txt': TEN })
      .branch('handoff/a')
      .edit('src/a.txt', TEN.replace('line 2', 'a'))
      .commit()
      .branch('handoff/b', 'main')
      .edit('src/a.txt', TEN.replace('line 2', 'b'))
      .commit()
      .branch('handoff/c', 'main')
      .edit('src/a.txt', TEN.replace('line 2', 'c'))
      .commit()
      .make();
    const all = await judged(made, made.sha('main'));
    for (const verdict of all.verdicts) {
      const alone = await judged(made, made.sha('main'), { only: verdict.subject.id });
      expect(alone.verdicts).toEqual([verdict]);
      const report = integrationOf(alone.survey);
      expect(report.evaluated).toMatchObject({ outputs: 3, pairs: 2, merges: 2 });
      expect(report.pairs.every(({ a, b }) => [a, b].includes(verdict.subject.id))).toBe(true);
    }
  });

  test('a shared file blocks both, however far apart the edits are (P16)', async () => {
    const made = repo({ ...STRICT, 'package.json': TEN })
      .branch('handoff/a')
      .edit('package.json', TEN.replace('line 1', 'a'))
      .commit()
      .branch('handoff/b', 'main')
      .edit('package.json', TEN.replace('line 8', 'b'))
      .commit()
      .make();
    const { verdicts } = await judged(made, made.sha('main'));
    expect(summary(verdicts)).toEqual(['a: failed file-overlap', 'b: failed file-overlap']);
  });

  test('a conflict without a common path: a directory moved away under a new file', async () => {
    const made = repo({ ...STRICT, 'old/a.txt': TEN, 'old/b.txt': `${TEN}b` })
      .branch('handoff/move')
      .rename('old/a.txt', 'new/a.txt')
      .rename('old/b.txt', 'new/b.txt')
      .commit()
      .branch('handoff/add', 'main')
      .edit('old/c.txt', 'new file\n')
      .commit()
      .make();
    const { verdicts } = await judged(made, made.sha('main'));
    expect(summary(verdicts)).toEqual(['add: failed pairs-merge', 'move: passed']);
  });

  test('an output whose history is not here makes every verdict unproven, never green (G15)', async () => {
    const made = repo({ ...STRICT, 'src/a.txt': TEN })
      .branch('handoff/a')
      .edit('src/a.txt', TEN.replace('line 2', 'a'))
      .commit()
      .make();
    const main = made.sha('main');
    made.git('update-ref', 'refs/heads/handoff/ghost', made.sha('handoff/a'));
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${made.dir}/.git/refs/heads/handoff/ghost`, `${'1'.repeat(40)}\n`);
    const { verdicts } = await judged(made, main);
    expect(summary(verdicts)).toEqual([
      'a: unproven all-evaluated',
      expect.stringMatching(/^ghost: unproven/),
    ]);
  });

  test('a broken plan or policy is an error with its place, not a verdict', async () => {
    const made = repo({ '.handoff/policy.yaml': 'mode: blok\n' }).make();
    await expect(judged(made, made.sha('main'))).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('did you mean block'),
    });
    const other = repo({ ...STRICT, '.handoff/plan.yaml': 'version: x\n' }).make();
    await expect(judged(other, other.sha('main'))).rejects.toMatchObject({ kind: 'config' });
  });
});

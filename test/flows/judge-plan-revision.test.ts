import { afterAll, describe, expect, test } from '@jest/globals';
import { memoryRecord, memoryTestRuns } from '../support/memory-stores.ts';
import {
  closeAll,
  EXPIRY,
  judgePending,
  landed,
  PLAN_PATH,
  planned,
  plannedStory,
  planText,
  revised,
  revision,
  V1,
  worked,
} from '../support/planned-repo.ts';
import { stopping, workspaceOf } from '../support/workspace.ts';

afterAll(closeAll);

const V2 = revised(V1, { goal: 'Sessions that end on time' });
const WIDER = V1.tasks.map((task) =>
  task.id === 'billing' ? { ...task, scope: ['src/billing.ts', 'src/prices.ts'] } : task,
);

describe('a revision of the plan, on a real repository', () => {
  test('after a task landed: nothing stops, every rule says what it saw', async () => {
    const { made, goOn } = await landed();
    const head = made.sha('handoff/auth');
    const next = revised(V1, {
      tasks: WIDER.filter(({ id }) => id !== 'auth').map(({ 'depends-on': _, ...task }) => task),
      'open-questions': [
        {
          id: 'Q1',
          question: 'When do they end?',
          status: 'resolved',
          'answer-ref': 'docs/sessions.md#L3',
        },
        {
          id: 'Q2',
          question: 'Who renews?',
          status: 'deferred',
          reason: 'requires product decision',
        },
      ],
      revision: revision(
        { auth: `commit:${head}`, billing: `pr:#41@${head}`, Q2: 'test-run:auth-1-2/2' },
        { completed: [{ task: 'auth', head }] },
      ),
    });
    const { workspace } = await goOn((story) =>
      story.branch('plan/v2').edit(PLAN_PATH, planText(next)).commit('Revise'),
    );
    const verdict = await workspace.revise('plan/v2');
    expect(stopping(verdict)).toEqual([]);
    expect(verdict.outcome).toEqual({ state: 'passed' });
    expect(verdict).toMatchObject({
      gate: 'plan-revision',
      mode: 'block',
      subject: { id: 'plan/v2' },
    });
    expect(verdict.rules).toHaveLength(7);
    expect(verdict.rules.every(({ saw }) => saw !== '')).toBe(true);
  });

  test('the same inputs give the same verdict and key; what the record says is an input', async () => {
    const { made, goOn } = await landed();
    const head = made.sha('handoff/auth');
    const next = revised(V1, { revision: revision({}, { completed: [{ task: 'auth', head }] }) });
    const { workspace } = await goOn((story) =>
      story.branch('plan/v2').edit(PLAN_PATH, planText(next)).commit('Revise'),
    );
    const one = await workspace.revise('plan/v2');
    expect(await workspace.revise('plan/v2')).toEqual(one);
    const [line] = await workspace.record.all();
    if (line) await workspace.record.append({ ...line, gate: 'integration', state: 'failed' });
    const other = await workspace.revise('plan/v2');
    expect(other.key).not.toBe(one.key);
    expect(stopping(other)).toEqual(['evidence-complete']);
  });

  test('a branch that leaves the plan alone is not for this gate', async () => {
    const { workspace } = await worked();
    const { outcome } = await workspace.revise('handoff/auth');
    expect(outcome).toEqual({
      state: 'not-applicable',
      because: 'handoff/auth does not change .handoff/plan.yaml',
    });
  });

  test('the first plan of a repository', async () => {
    const story = plannedStory().remove(PLAN_PATH).commit('None').branch('plan/v1');
    const { workspace } = await planned(story.edit(PLAN_PATH, planText(V1)).commit('Plan'));
    expect((await workspace.revise('plan/v1')).outcome).toEqual({ state: 'passed' });
  });

  test('a text that is on no branch yet, and the plan in force itself', async () => {
    const { workspace } = await planned(plannedStory().edit(PLAN_PATH, planText(V2)).commit('V2'));
    const goal = revised(V2, { goal: 'More' });
    expect(stopping(await workspace.revise({ text: planText(goal) }))).toEqual([
      'change-justified',
    ]);
    expect(stopping(await workspace.revise({ text: planText(revised(V2)) }))).toEqual([]);
    const inForce = await workspace.revise({ text: planText(V2) });
    expect(stopping(inForce)).toEqual(['change-justified']);
    expect(inForce.rules.find(({ rule }) => rule.endsWith('planner-only'))?.state).toBe(
      'not-applicable',
    );
  });
});

describe('who and what', () => {
  const next = planText(revised(V1));

  test.each([
    ['a branch of an executor', 'handoff/docs', ['planner-only']],
    ['of an executor, spelled otherwise', 'Handoff/docs', ['planner-only']],
    ['of no task that is one', 'handoff/a/b/c', ['planner-only']],
    ['a branch of its own', 'plan/v2', []],
    ['a name that only begins so', 'handoffs/v2', []],
  ])('%s: %s', async (_, branch, expected) => {
    const { workspace } = await planned(
      plannedStory()
        .branch(branch)
        .edit(PLAN_PATH, next)
        .commit('Revise', 'Planner <planner@example.com>'),
    );
    expect(stopping(await workspace.revise(branch))).toEqual(expected);
  });

  test('code and policy beside the plan', async () => {
    const { workspace } = await planned(
      plannedStory()
        .branch('plan/v2')
        .edit(PLAN_PATH, next)
        .edit('.handoff/policy.yaml', 'mode: observe\n')
        .edit('src/a.ts', 'mine\n')
        .edit('.handoff/tasks/docs.md', 'spec\n')
        .commit('Revise'),
    );
    const verdict = await workspace.revise('plan/v2');
    expect(verdict.mode).toBe('block');
    expect(stopping(verdict)).toEqual(['planner-only']);
    const found = verdict.rules.flatMap(({ findings }) => findings.map(({ at }) => at?.path));
    expect(found).toEqual(['.handoff/policy.yaml', 'src/a.ts']);
  });

  test('who made a pull request is not in git: unproven, never green', async () => {
    const { workspace } = await planned(
      plannedStory().branch('x').edit(PLAN_PATH, next).commit('Revise').ref('refs/pull/7/head'),
    );
    const verdict = await workspace.revise('refs/pull/7/head');
    expect(stopping(verdict)).toEqual(['planner-only']);
    expect(verdict.outcome.state).toBe('unproven');
  });
});

describe('the chain', () => {
  const on = (branch: string, text: string) => (story: ReturnType<typeof plannedStory>) =>
    story.branch(branch, 'main').edit(PLAN_PATH, text).commit(branch);

  test('bytes as git keeps them, line ends and comments included', async () => {
    const text = `# the plan\r\n${planText(V1)}`;
    const story = plannedStory({ [PLAN_PATH]: text });
    const { workspace, goOn } = await planned(on('plan/wrong', planText(revised(V1)))(story));
    expect(stopping(await workspace.revise('plan/wrong'))).toEqual(['plan-wellformed']);
    const { rules } = await workspace.revise('plan/wrong');
    const [finding] = rules.flatMap(({ findings }) => findings);
    const supersedes = finding?.facts['expected'];
    const right = await goOn(on('plan/right', planText(revised(V1, { supersedes }))));
    expect(stopping(await right.workspace.revise('plan/right'))).toEqual([]);
  });

  test('another revision landed first', async () => {
    const story = plannedStory()
      .branch('plan/v2')
      .edit(PLAN_PATH, planText(revised(V1)))
      .commit('Mine');
    const { workspace } = await planned(
      story
        .branch('plan/other', 'Initial')
        .edit(PLAN_PATH, planText(V2))
        .commit('Other')
        .on('main')
        .merge('plan/other'),
    );
    expect(stopping(await workspace.revise('plan/v2'))).toEqual([
      'change-justified',
      'plan-wellformed',
    ]);
  });

  test('the version was edited where it stood: what the edit did has to be justified (D6)', async () => {
    const dropped = { ...V2, constraints: [] };
    const story = plannedStory()
      .edit(PLAN_PATH, planText(V2))
      .commit('Two')
      .edit(PLAN_PATH, planText(dropped))
      .commit('Quietly');
    const { workspace } = await planned(
      [
        on('plan/on-the-edit', planText(revised(dropped))),
        on('plan/keeps-it', planText(revised(V2, { constraints: [] }))),
        on('plan/takes-it-back', planText(revised(V2))),
      ].reduce((so, tell) => tell(so), story),
    );
    expect(stopping(await workspace.revise('plan/on-the-edit'))).toEqual([
      'constraints-carry-forward',
      'plan-wellformed',
    ]);
    expect(stopping(await workspace.revise('plan/keeps-it'))).toEqual([
      'constraints-carry-forward',
    ]);
    const back = await workspace.revise('plan/takes-it-back');
    expect(stopping(back)).toEqual([]);
    expect(back.rules.flatMap(({ findings }) => findings.map(({ severity }) => severity))).toEqual([
      'warn',
    ]);
  });

  test('texts that are no plan are no versions', async () => {
    const story = plannedStory()
      .edit(PLAN_PATH, 'no plan')
      .commit('Broken')
      .edit(PLAN_PATH, 'x\0')
      .commit('Binary')
      .remove(PLAN_PATH)
      .commit('Gone');
    const { workspace } = await planned(on('plan/v2', planText(revised(V1)))(story));
    expect(stopping(await workspace.revise('plan/v2'))).toEqual([]);
  });
});

describe('what is no plan at all', () => {
  test.each<[string, (story: ReturnType<typeof plannedStory>) => unknown]>([
    ['removed', (story) => story.remove(PLAN_PATH)],
    ['no YAML', (story) => story.edit(PLAN_PATH, '{')],
    ['bytes', (story) => story.edit(PLAN_PATH, Buffer.from([0xff, 0xfe]))],
    ['larger than a plan may be', (story) => story.edit(PLAN_PATH, `# ${'x'.repeat(262_144)}\n`)],
    [
      'a link whose target reads like a plan',
      (story) => story.symlink(PLAN_PATH, planText(revised(V1)).replace(/\s+/g, ' ')),
    ],
    ['a submodule', (story) => story.remove(PLAN_PATH).submodule(PLAN_PATH, '1'.repeat(40))],
    [
      'a folder',
      (story) => story.remove(PLAN_PATH).edit(`${PLAN_PATH}/plan.yaml`, planText(revised(V1))),
    ],
  ])('%s: one finding, and no rule is green by it', async (_, tell) => {
    const story = plannedStory().branch('plan/v2');
    tell(story);
    const { workspace } = await planned(story.commit('Revise'));
    const { rules, outcome } = await workspace.revise('plan/v2');
    expect(outcome.state).toBe('failed');
    const stops = rules.filter(({ state }) => state === 'failed').map(({ rule }) => rule);
    expect(stops.filter((rule) => !rule.endsWith('planner-only'))).toEqual([
      'plan-revision/plan-wellformed',
    ]);
    const stand = rules.filter(({ rule }) =>
      /change-justified|carry-forward|evidence|questions|scopes/.test(rule),
    );
    expect(stand.map(({ state }) => state)).toEqual(stand.map(() => 'not-applicable'));
  });
});

describe('what could not be looked at', () => {
  test('history that is not in this clone: unproven', async () => {
    const made = plannedStory()
      .edit('src/a.ts', 'x\n')
      .commit('Later')
      .branch('plan/v2')
      .edit(PLAN_PATH, planText(revised(V1)))
      .commit('Revise')
      .make();
    const dir = made.clone('--depth=1', '--no-single-branch');
    made.git('-C', dir, 'branch', '-q', 'plan/v2', 'origin/plan/v2');
    const workspace = await workspaceOf(dir, made.sha('main'));
    const verdict = await workspace.revise('plan/v2');
    await workspace.close();
    expect(verdict.outcome.state).toBe('unproven');
    expect(stopping(verdict)).toContain('plan-wellformed');
  });
});

describe('tasks that landed (G4a)', () => {
  const next = planText(revised(V1));
  const revise = (story: ReturnType<typeof plannedStory>) =>
    story.branch('plan/v2', 'main').edit(PLAN_PATH, next).commit('Revise');
  const evidence = async ({ workspace }: Awaited<ReturnType<typeof landed>>) => {
    const verdict = await workspace.revise('plan/v2');
    const own = verdict.rules.find(({ rule }) => rule.endsWith('evidence-complete'));
    return {
      saw: own?.saw,
      lacks: own?.findings.map(({ facts }) => facts['lack']),
      stops: stopping(verdict),
    };
  };

  test('the record knows it, without a word in the plan', async () => {
    const pending = await landed();
    expect(await evidence(await pending.goOn(revise))).toEqual({
      saw: '1 completed task: auth',
      lacks: [],
      stops: [],
    });
  });

  test('fast-forwarded, it is known too', async () => {
    const pending = await worked();
    await judgePending(pending);
    const head = pending.made.sha('handoff/auth');
    const moved = await pending.goOn((story) =>
      story.branch('x').on('handoff/auth').branch('plan/v2').edit(PLAN_PATH, next).commit('Revise'),
    );
    const { record, seals, testRuns } = moved.workspace;
    const workspace = await workspaceOf(moved.made.dir, head, { record, seals, testRuns });
    expect(await evidence({ ...moved, workspace })).toMatchObject({
      saw: '1 completed task: auth',
      stops: [],
    });
    await workspace.close();
  });

  test('merged past the gates: the revision says so, the record does not (G08)', async () => {
    const pending = await worked();
    const head = pending.made.sha('handoff/auth');
    const completed = revised(V1, {
      revision: revision({}, { completed: [{ task: 'auth', head }] }),
    });
    const { lacks } = await evidence(
      await pending.goOn((story) =>
        story
          .on('main')
          .merge('handoff/auth')
          .branch('plan/v2')
          .edit(PLAN_PATH, planText(completed))
          .commit('Revise'),
      ),
    );
    expect(lacks).toEqual(['Gate 2', 'Gate 3'].sort());
  });

  test('one more commit after the verdict: what landed was never judged (B01)', async () => {
    const pending = await worked();
    await judgePending(pending);
    const { lacks, saw } = await evidence(
      await pending.goOn((story) =>
        revise(
          story
            .on('handoff/auth')
            .edit('src/a.ts', 'evil\n')
            .commit('More')
            .on('main')
            .merge('handoff/auth'),
        ),
      ),
    );
    expect(saw).toBe('1 completed task: auth');
    expect([...(lacks ?? [])].sort()).toEqual(['Gate 2', 'Gate 3', 'contract']);
  });

  test('landed although Gate 2 said no', async () => {
    const pending = await worked();
    pending.made.git('notes', '--ref=handoff', 'remove', pending.made.sha('handoff/auth'));
    await judgePending(pending);
    const { lacks } = await evidence(
      await pending.goOn((story) => revise(story.on('main').merge('handoff/auth'))),
    );
    expect([...(lacks ?? [])].sort()).toEqual(['Gate 2', 'contract']);
  });

  test('its evidence is gone: refs are looked up again (C12)', async () => {
    const pending = await (await landed()).goOn(revise);
    const { record, seals } = pending.workspace;
    const workspace = await workspaceOf(pending.made.dir, pending.made.sha('main'), {
      record,
      seals,
      testRuns: memoryTestRuns(),
    });
    expect(await evidence({ ...pending, workspace })).toMatchObject({ lacks: ['ref'] });
    await workspace.close();
  });

  test('a review was due before the plan builds on it: by the word of the critic gate, on that head (P10)', async () => {
    const policy =
      'mode: block\nevidence: {commits: E2, tests: E2}\ncritic: {required-for: [all]}\n';
    const pending = await (await landed()).goOn((story) =>
      revise(story.on('main').edit('.handoff/policy.yaml', policy).commit('Ask for critics')),
    );
    expect(await evidence(pending)).toMatchObject({ lacks: ['the critic gate'] });
    const { record } = pending.workspace;
    const [line] = (await record.all()).filter(({ gate }) => gate === 'output');
    if (line === undefined) throw new Error('Gate 2 said nothing');
    await record.append({ ...line, gate: 'critic-review', head: pending.made.sha('Initial') });
    expect(await evidence(pending)).toMatchObject({ lacks: ['the critic gate'] });
    await record.append({ ...line, gate: 'critic-review' });
    expect(await evidence(pending)).toMatchObject({ lacks: [] });
  });

  test.each([
    ['that is pending', 'handoff/auth'],
    ['that landed before', 'Initial'],
  ])('the revision names a head %s', async (_, name) => {
    const pending = await worked();
    const head = pending.made.sha(name);
    const text = planText(
      revised(V1, { revision: revision({}, { completed: [{ task: 'auth', head }] }) }),
    );
    const { lacks } = await evidence(
      await pending.goOn((story) =>
        story.branch('plan/v2', 'main').edit(PLAN_PATH, text).commit('Revise'),
      ),
    );
    expect(lacks).toEqual(['landed']);
  });

  test('what landed before the version before was for the revision before', async () => {
    const before = await (await landed()).goOn((story) =>
      story.on('main').edit(PLAN_PATH, planText(V2)).commit('V2'),
    );
    const after = await before.goOn((story) =>
      story
        .branch('plan/v3')
        .edit(PLAN_PATH, planText(revised(V2)))
        .commit('Revise'),
    );
    const verdict = await after.workspace.revise('plan/v3');
    expect(verdict.rules.find(({ rule }) => rule.endsWith('evidence-complete'))?.saw).toContain(
      'neither',
    );
  });

  test('a record that was lost says nothing', async () => {
    const pending = await (await landed()).goOn(revise);
    const workspace = await workspaceOf(pending.made.dir, pending.made.sha('main'), {
      record: memoryRecord(),
    });
    expect(await evidence({ ...pending, workspace })).toMatchObject({ stops: [] });
    await workspace.close();
  });
});

test('a constraint in the plan of a branch is not the one that counts', async () => {
  const { workspace } = await planned(
    plannedStory()
      .branch('plan/v2')
      .edit(PLAN_PATH, planText({ ...V1, constraints: [] }))
      .commit('First without it')
      .edit(
        PLAN_PATH,
        planText(revised(V1, { constraints: [{ ...EXPIRY, text: 'Session expiry: 24 days' }] })),
      )
      .commit('Then with another'),
  );
  expect(stopping(await workspace.revise('plan/v2'))).toEqual(['constraints-carry-forward']);
});

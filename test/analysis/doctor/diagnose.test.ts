import { describe, expect, test } from '@jest/globals';
import { linesOf, SETTING_RULES, trustOf } from '../../../src/analysis/doctor/diagnose.ts';
import {
  type BranchDemands,
  cannotSee,
  type RepositorySettings,
  seen,
} from '../../../src/model/repository-settings.ts';
import { NEEDS_PLANNER, stateLabel, TASK_STATES } from '../../../src/model/task-labels.ts';
import { gateWorkflow } from '../../../src/shells/cli/init/gate-workflow.ts';

const GATE = gateWorkflow(`acme/handoff-gate@${'a'.repeat(40)} # v1.0.0`);
const PATH = '.github/workflows/handoff-gate.yml';
const HEAD = 'b'.repeat(40);
const APP = 4711;
const ACTIONS = 15_368;

const DEMANDS: BranchDemands = {
  checks: [{ name: 'handoff-gate', app: APP }],
  strict: true,
  pullRequest: true,
  noForcePush: true,
  queue: undefined,
};
const NOTHING: BranchDemands = {
  checks: [],
  strict: false,
  pullRequest: false,
  noForcePush: false,
  queue: undefined,
};
const GOOD: RepositorySettings = {
  repository: 'acme/shop',
  branch: 'main',
  rulesets: seen(DEMANDS),
  classic: seen(undefined),
  bypass: seen([]),
  jobToken: seen({ level: 'read', mayApprove: false }),
  labels: seen([...TASK_STATES.map(stateLabel), NEEDS_PLANNER]),
  workflows: seen([{ path: PATH, text: GATE }]),
  policy: seen({ mode: 'block' }),
  principals: seen([{ kind: 'user', name: 'ada', id: 1, found: 1 }]),
  checks: seen([{ name: 'handoff-gate', app: { id: APP, slug: 'gate' }, head: HEAD }]),
  versions: { node: '24.1.0', git: '2.50.1' },
};

const sourced = (app: number | undefined): Partial<RepositorySettings> => ({
  rulesets: seen({ ...DEMANDS, checks: [{ name: 'handoff-gate', app }] }),
  checks: seen([]),
});
const byActions = sourced(ACTIONS);
const queued = (app: number, grouping: 'ALLGREEN' | 'HEADGREEN' = 'ALLGREEN') => ({
  ...sourced(app),
  rulesets: seen({
    ...DEMANDS,
    checks: [{ name: 'handoff-gate', app }],
    queue: { grouping, ruleset: 9 },
  }),
});
const workflow = (change: (text: string) => string) => seen([{ path: PATH, text: change(GATE) }]);
const blind = cannotSee('403', 'Use another token.');

const open = (over: Partial<RepositorySettings>) =>
  linesOf({ ...GOOD, ...over }).filter(({ state }) => state !== 'pass');

test('every line has a name of its own, what must hold, and why', () => {
  expect(new Set(SETTING_RULES.map(({ id }) => id)).size).toBe(SETTING_RULES.length);
  for (const { holds, why } of SETTING_RULES)
    for (const text of [holds, why]) expect(text).toMatch(/\.$|\)\.$/);
});

describe('passes: nothing is open, T3', () => {
  test.each<readonly [string, Partial<RepositorySettings>]>([
    ['all by rulesets', {}],
    ['all by the classic protection', { rulesets: seen(NOTHING), classic: seen(DEMANDS) }],
    [
      'one half each',
      {
        rulesets: seen({ ...NOTHING, pullRequest: true }),
        classic: seen({ ...DEMANDS, pullRequest: false }),
      },
    ],
    ['the classic protection cannot be seen, and is not needed', { classic: blind }],
    [
      'a queue instead of strict mode',
      {
        rulesets: seen({ ...DEMANDS, strict: false, queue: { grouping: 'ALLGREEN', ruleset: 9 } }),
      },
    ],
    [
      'one of two sources is an app of its own',
      { classic: seen({ ...DEMANDS, checks: [{ name: 'handoff-gate', app: ACTIONS }] }) },
    ],
    ['an app judges: no workflow is needed', { workflows: seen([]) }],
    [
      'labels in other letters',
      {
        labels: seen(
          [...TASK_STATES.map(stateLabel), NEEDS_PLANNER].map((label) => label.toUpperCase()),
        ),
      },
    ],
    [
      'checks of other names by others',
      {
        checks: seen([
          { name: 'lint', app: { id: 1, slug: 'ci' }, head: HEAD },
          { name: 'handoff-gateway', app: { id: 1, slug: 'ci' }, head: HEAD },
        ]),
      },
    ],
    ['exactly the oldest git and Node', { versions: { node: '20.18.1', git: '2.39.0' } }],
  ])('%s', (_, over) => {
    expect(open(over)).toEqual([]);
    expect(trustOf(linesOf({ ...GOOD, ...over }))).toMatchObject({ level: 'T3' });
  });
});

describe('fails: these lines, and this level', () => {
  test.each<readonly [string, Partial<RepositorySettings>, readonly string[], string]>([
    [
      'nothing is protected',
      { rulesets: seen(NOTHING) },
      [
        'required-check fail',
        'expected-source fail',
        'pull-request-required fail',
        'no-force-push fail',
        'up-to-date fail',
        'foreign-checks fail',
      ],
      'T1',
    ],
    [
      'nothing can be seen of the rules',
      { rulesets: blind },
      [
        'required-check unknown',
        'expected-source unknown',
        'pull-request-required unknown',
        'no-force-push unknown',
        'up-to-date unknown',
        'queue-all-green unknown',
        'queue-handled unknown',
        'foreign-checks unknown',
      ],
      'T1',
    ],
    [
      'rulesets lack it, the classic protection cannot be seen',
      { rulesets: seen({ ...DEMANDS, pullRequest: false }), classic: blind },
      ['pull-request-required unknown'],
      'T2',
    ],
    ['anybody may write the check', sourced(undefined), ['expected-source fail'], 'T2'],
    ['any workflow may', byActions, ['expected-source fail'], 'T2'],
    [
      'the action judges, and its workflow cannot be seen',
      { ...byActions, workflows: blind },
      ['gate-workflow unknown', 'expected-source fail', 'workflows-audited unknown'],
      'T1',
    ],
    [
      'the action judges, and there is no workflow',
      {
        ...byActions,
        workflows: seen([{ path: '.github/workflows/ci.yml', text: 'on: push\njobs: {}\n' }]),
      },
      ['gate-workflow fail', 'expected-source fail'],
      'T1',
    ],
    [
      'on pull_request',
      {
        ...byActions,
        workflows: workflow((text) => text.replace('pull_request_target:', 'pull_request:')),
      },
      ['gate-workflow fail', 'expected-source fail'],
      'T1',
    ],
    [
      'a workflow that is no YAML',
      { ...byActions, workflows: workflow(() => 'a: [') },
      ['gate-workflow fail', 'expected-source fail', 'workflows-audited fail'],
      'T1',
    ],
    [
      'two things in a workflow',
      {
        workflows: workflow((text) =>
          text.replace('permissions: {}', 'permissions: write-all').replace('a'.repeat(40), 'v1'),
        ),
      },
      ['workflows-audited fail'],
      'T2',
    ],
    [
      'a queue that nobody judges',
      {
        ...queued(ACTIONS),
        workflows: workflow((text) => text.replace(/ {2}merge_group:\n.*\n/, '')),
      },
      ['expected-source fail', 'queue-handled fail'],
      'T2',
    ],
    ['a queue that a workflow judges', queued(ACTIONS), ['expected-source fail'], 'T2'],
    [
      'a queue, and workflows that cannot be seen',
      { ...queued(APP), workflows: blind },
      ['workflows-audited unknown'],
      'T2',
    ],
    ['HEADGREEN', queued(APP, 'HEADGREEN'), ['queue-all-green fail'], 'T2'],
    [
      'somebody may bypass',
      {
        bypass: seen([
          { who: 'Team 3', ruleset: 9 },
          { who: 'administrators', ruleset: undefined },
        ]),
      },
      ['no-bypass fail'],
      'T2',
    ],
    ['who may bypass cannot be seen', { bypass: blind }, ['no-bypass unknown'], 'T2'],
    [
      'jobs may write',
      { jobToken: seen({ level: 'write', mayApprove: false }) },
      ['job-token fail'],
      'T2',
    ],
    [
      'jobs may approve',
      { jobToken: seen({ level: 'read', mayApprove: true }) },
      ['job-token fail'],
      'T2',
    ],
    ['no labels', { labels: seen([]) }, ['labels fail'], 'T3'],
    ['no policy', { policy: seen(undefined) }, ['policy fail'], 'T1'],
    [
      'a policy that cannot be read',
      { policy: seen({ problem: 'line 3' }) },
      ['policy fail'],
      'T1',
    ],
    ['a policy that warns', { policy: seen({ mode: 'warn' }) }, ['policy fail'], 'T1'],
    [
      'a login that changed hands',
      { principals: seen([{ kind: 'user', name: 'ada', id: 1, found: 2 }]) },
      ['names fail'],
      'T3',
    ],
    [
      'a slug of nobody',
      { principals: seen([{ kind: 'app', name: 'gone', id: 1, found: undefined }]) },
      ['names fail'],
      'T3',
    ],
    [
      'a check of our name by a workflow',
      {
        checks: seen([
          { name: 'handoff-gate/output', app: { id: ACTIONS, slug: 'github-actions' }, head: HEAD },
        ]),
      },
      ['foreign-checks fail'],
      'T2',
    ],
    [
      'git before the oldest',
      { versions: { node: '24.0.0', git: '2.38.9' } },
      ['versions fail'],
      'T3',
    ],
    ['no git', { versions: { node: '24.0.0', git: 'none' } }, ['versions fail'], 'T3'],
    ['Node before the oldest', { versions: { node: '20', git: '3.0' } }, ['versions fail'], 'T3'],
  ])('%s', (_, over, lines, level) => {
    const found = open(over);
    expect(found.map(({ id, state }) => `${id} ${state}`)).toEqual(lines);
    for (const one of found) expect(one).toMatchObject({ fix: expect.stringMatching(/./) });
    const { level: trusted, because } = trustOf(linesOf({ ...GOOD, ...over }));
    expect(trusted).toBe(level);
    expect(because).toContain(level === 'T3' ? 'every setting' : '');
  });

  test('who may bypass is named, and each place has its command', () => {
    const bypass = seen([
      { who: 'Team 3', ruleset: 9 },
      { who: 'administrators', ruleset: undefined },
    ]);
    const [line] = open({ bypass });
    expect(line?.saw).toContain('Team 3, administrators');
    expect(line).toMatchObject({
      fix: expect.stringMatching(/rulesets\/9 .* && .*enforce_admins$/),
    });
  });

  test('the command that requires the check puts the number of the app where it belongs', () => {
    const [line] = open(sourced(undefined));
    expect(line).toMatchObject({ fix: expect.stringContaining(`"integration_id":'"$APP_ID"'}`) });
  });
});

test('no setting that gets worse raises the level', () => {
  const worse: readonly Partial<RepositorySettings>[] = [
    { rulesets: seen(NOTHING) },
    { bypass: blind },
    { jobToken: blind },
    { labels: blind },
    { policy: blind },
    { principals: blind },
    { checks: blind },
  ];
  const levelOf = (settings: RepositorySettings) => trustOf(linesOf(settings)).level;
  for (const one of worse)
    for (const other of worse)
      expect(levelOf({ ...GOOD, ...one, ...other }) <= levelOf({ ...GOOD, ...one })).toBe(true);
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noBypass } from '../../../src/analysis/doctor/bypass-rule.ts';
import { linesOf, SETTING_RULES, trustOf } from '../../../src/analysis/doctor/diagnose.ts';
import {
  type BranchDemands,
  type Bypass,
  cannotSee,
  type DemandLayer,
  type RepositorySettings,
  type Seen,
  seen,
} from '../../../src/model/repository-settings.ts';
import { NEEDS_PLANNER, stateLabel, TASK_STATES } from '../../../src/model/task-labels.ts';
import {
  currentWorkflows,
  writtenWorkflows,
} from '../../../src/report/workflows/written-workflows.ts';

const PATH = '.github/workflows/handoff-gate.yml';
const WRITTEN = writtenWorkflows({
  version: '1.0.0',
  action: `acme/handoff-gate@${'a'.repeat(40)}`,
  tests: undefined,
});
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
  layers: { rulesets: seen([{ demands: DEMANDS, spared: [] }]), classic: seen(undefined) },
  jobToken: seen({ level: 'read', mayApprove: false }),
  labels: seen([...TASK_STATES.map(stateLabel), NEEDS_PLANNER]),
  workflows: seen(WRITTEN),
  current: currentWorkflows(),
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
/** The files as init wrote them, one of them changed; by default the one that judges. */
const workflow = (change: (text: string) => string, path = PATH) =>
  seen(WRITTEN.map((one) => (one.path === path ? { path, text: change(one.text) } : one)));
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
      [
        'gate-workflow unknown',
        'expected-source fail',
        'workflows-audited unknown',
        'workflows-current unknown',
      ],
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
      ['gate-workflow fail', 'expected-source fail', 'workflows-current fail'],
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
      ['workflows-audited fail', 'workflows-current fail'],
      'T2',
    ],
    [
      'a queue that nobody judges',
      {
        ...queued(ACTIONS),
        workflows: workflow((text) => text.replace(/ {2}merge_group:\n.*\n/, '')),
      },
      ['expected-source fail', 'queue-handled fail', 'workflows-current fail'],
      'T2',
    ],
    ['a queue that a workflow judges', queued(ACTIONS), ['expected-source fail'], 'T2'],
    [
      'a queue, and workflows that cannot be seen',
      { ...queued(APP), workflows: blind },
      ['workflows-audited unknown', 'workflows-current unknown'],
      'T2',
    ],
    ['HEADGREEN', queued(APP, 'HEADGREEN'), ['queue-all-green fail'], 'T2'],
    [
      'who may bypass the rulesets cannot be seen',
      { layers: { rulesets: blind, classic: seen(undefined) } },
      ['no-bypass unknown'],
      'T2',
    ],
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

  test('the command that requires the check puts the number of the app where it belongs', () => {
    const [line] = open(sourced(undefined));
    expect(line).toMatchObject({ fix: expect.stringContaining(`"integration_id":'"$APP_ID"'}`) });
  });
});

describe('who may bypass: all layers hold together, and each demand is looked at by itself', () => {
  const team: Bypass = { who: 'Team 3 (ruleset 9)', of: 'everything', by: 9 };
  const admins: Bypass = { who: 'administrators', of: 'everything', by: 'administrators' };
  const mona: Bypass = { who: 'mona', of: 'pull-request', by: 'pull-request-reviews' };
  const layer = (spared: readonly Bypass[], over: Partial<BranchDemands> = {}): DemandLayer => ({
    demands: { ...DEMANDS, ...over },
    spared,
  });
  const ONLY_CHECK = { pullRequest: false, noForcePush: false };
  const NO_CHECK = { checks: [{ name: 'lint', app: undefined }] };
  const line = (rulesets: readonly DemandLayer[], classic: Seen<DemandLayer | undefined>) =>
    noBypass.check({ ...GOOD, layers: { rulesets: seen(rulesets), classic } });

  test.each<readonly [string, readonly DemandLayer[], Seen<DemandLayer | undefined>]>([
    ['one ruleset that spares nobody', [layer([])], seen(undefined)],
    ['and a second one that spares somebody', [layer([]), layer([team])], seen(undefined)],
    ['a ruleset spares a team, the classic protection nobody', [layer([team])], seen(layer([]))],
    [
      'the classic protection spares administrators, a ruleset nobody',
      [layer([])],
      seen(layer([admins])),
    ],
    ['the classic protection cannot be seen, and is not needed', [layer([])], blind],
    [
      'one layer for each demand',
      [layer([], ONLY_CHECK), layer([team], ONLY_CHECK)],
      seen(layer([], NO_CHECK)),
    ],
    ['nothing is demanded: other lines say so', [], seen(undefined)],
    [
      'a ruleset that demands nothing of ours spares somebody',
      [layer([]), layer([team], NOTHING)],
      blind,
    ],
  ])('nobody: %s', (_, rulesets, classic) => {
    expect(line(rulesets, classic)).toMatchObject({ state: 'pass', saw: 'nobody' });
  });

  const EVERYTHING = (who: string) =>
    `may bypass the required check: ${who}; pull requests: ${who}; the ban on force pushes: ${who}`;
  test.each<
    readonly [
      string,
      readonly DemandLayer[],
      Seen<DemandLayer | undefined>,
      string,
      readonly string[],
    ]
  >([
    [
      'a team of the only ruleset',
      [layer([team])],
      seen(undefined),
      EVERYTHING(team.who),
      ['rulesets/9'],
    ],
    [
      'administrators, by the classic protection alone',
      [],
      seen(layer([admins])),
      EVERYTHING('administrators'),
      ['enforce_admins'],
    ],
    [
      'the rulesets require some check, the classic protection ours',
      [layer([], { ...NO_CHECK, ...ONLY_CHECK })],
      seen(layer([admins])),
      EVERYTHING('administrators'),
      ['enforce_admins'],
    ],
    [
      'ours is required by both, and both spare somebody',
      [layer([team], ONLY_CHECK)],
      seen(layer([admins], ONLY_CHECK)),
      `may bypass the required check: ${team.who}, administrators`,
      ['rulesets/9', 'enforce_admins'],
    ],
    [
      'one may push without a pull request',
      [],
      seen(layer([mona])),
      'may bypass pull requests: mona',
      ['"bypass_pull_request_allowances":{"users":[],"teams":[],"apps":[]}'],
    ],
  ])('%s', (_, rulesets, classic, saw, commands) => {
    const found = line(rulesets, classic);
    expect(found).toMatchObject({ state: 'fail', saw });
    for (const command of commands)
      expect(found).toMatchObject({ fix: expect.stringContaining(command) });
  });

  test('whom the rulesets spare the classic protection could hold back: unseen, it is doubt', () => {
    expect(line([layer([team])], blind)).toMatchObject({ state: 'unknown' });
  });

  test('a layer more never makes anybody free', () => {
    const some = fc.record({
      demands: fc.constantFrom(DEMANDS, NOTHING, { ...DEMANDS, ...ONLY_CHECK }),
      spared: fc.subarray([team, admins, mona]),
    });
    const open = (layers: readonly DemandLayer[]): readonly string[] =>
      /^may bypass (.*)$/
        .exec(String(line(layers, seen(undefined))?.saw))?.[1]
        ?.split('; ')
        .map((one) => one.split(':')[0] ?? '') ?? [];
    fc.assert(
      fc.property(fc.array(some, { maxLength: 4 }), some, (layers, more) => {
        const before = open(layers);
        const demanded = (what: string) =>
          layers.some(({ demands }) =>
            what === 'the required check'
              ? demands.checks.length > 0
              : what === 'pull requests'
                ? demands.pullRequest
                : demands.noForcePush,
          );
        for (const what of open([...layers, more]))
          if (demanded(what)) expect(before).toContain(what);
      }),
    );
  });
});

test('a workflow of somebody’s own with a flaw is his to repair', () => {
  const own = '.github/workflows/ours.yml';
  const text = WRITTEN[0]?.text.replace('a'.repeat(40), 'v1') ?? '';
  expect(open({ workflows: seen([...WRITTEN, { path: own, text }]) })).toMatchObject([
    { id: 'workflows-audited', fix: `handoff-gate validate ${own}` },
  ]);
});

describe('the workflows of init, each against what this version writes', () => {
  const TESTS = '.github/workflows/handoff-tests.yml';
  const line = (workflows: RepositorySettings['workflows'], over = byActions) =>
    linesOf({ ...GOOD, ...over, workflows }).find(({ id }) => id === 'workflows-current');
  const older = (text: string) => text.replace(/(?<=template )\w+/, '0'.repeat(12));
  const without = (path: string) => seen(WRITTEN.filter((one) => one.path !== path));
  const rewrite = (path: string) =>
    `handoff-gate init --force ${path} && git add .github && git commit -m "Write the gate workflows"`;

  test.each<readonly [string, RepositorySettings['workflows'], string]>([
    ['all as written', seen(WRITTEN), '5 up to date'],
    [
      'with ends of lines of Windows, and of an older program that wrote the same',
      workflow((text) => text.replaceAll('\n', '\r\n').replace('init 1.0.0', 'init 0.9.0')),
      '5 up to date',
    ],
    [
      'a command of tests put in, where there is a place for it',
      workflow((text) => text.replace('exit 1', 'npm test'), TESTS),
      `4 up to date; ${TESTS} is changed by hand`,
    ],
    [
      'one that somebody wrote himself',
      workflow(() => 'on: push\njobs: {}\n', TESTS),
      `4 up to date; ${TESTS} is written by hand`,
    ],
    [
      'all by hand',
      seen([{ path: PATH, text: 'on: push\njobs: {}\n' }]),
      'none of them is of init',
    ],
    ['none', seen([]), 'none of them is of init'],
  ])('holds: %s', (_, workflows, saw) => {
    expect(line(workflows)).toMatchObject({ state: 'pass', saw });
  });

  test.each<readonly [string, RepositorySettings['workflows'], string, string]>([
    ['an older template', workflow(older), `4 up to date; ${PATH} is an older version`, PATH],
    [
      'an older template of one that may be changed',
      workflow(older, TESTS),
      `4 up to date; ${TESTS} is an older version`,
      TESTS,
    ],
    [
      'the one that judges, changed',
      workflow((text) => text.replace(', closed]', ']')),
      `4 up to date; ${PATH} is changed by hand`,
      PATH,
    ],
    ['one is missing', without(TESTS), `4 up to date; ${TESTS} is missing`, TESTS],
    ['the one that judges is missing', without(PATH), `4 up to date; ${PATH} is missing`, PATH],
  ])('does not hold: %s', (_, workflows, saw, path) => {
    expect(line(workflows)).toMatchObject({ state: 'fail', saw, fix: rewrite(path) });
  });

  test('where an app judges, none is missed, but an old one is told', () => {
    expect(line(without(PATH), {})).toMatchObject({ state: 'pass' });
    expect(line(workflow(older), {})).toMatchObject({ state: 'fail', caps: 'T3' });
  });
});

test('no setting that gets worse raises the level', () => {
  const worse: readonly Partial<RepositorySettings>[] = [
    { rulesets: seen(NOTHING) },
    { layers: { rulesets: blind, classic: blind } },
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

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Diagnosis, SettingLine } from '../../../src/model/diagnosis.ts';
import { stateLabel, TASK_STATES } from '../../../src/model/task-labels.ts';
import { writtenWorkflows } from '../../../src/report/workflows/written-workflows.ts';
import { actionOn } from '../../support/github/action-on.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import type { GivenRules } from '../../support/github/given-rules.ts';
import { taskHub, taskPull } from '../../support/github/task-hub.ts';
import type { PullRequest } from '../../support/github/world.ts';

const GATE = '.github/workflows/handoff-gate.yml';
const WORKFLOWS = Object.fromEntries(
  writtenWorkflows({
    version: '1.0.0',
    action: `acme/handoff-gate@${'a'.repeat(40)}`,
    tests: 'npm test',
  }).map(({ path, text }) => [path, text]),
);
/** The one that judges, as if somebody had written it himself. */
const BY_HAND = (WORKFLOWS[GATE] ?? '').replace(/\n# handoff-gate init .*\n$/, '');
/** All that keeps somebody from landing without a verdict. */
const GOOD: GivenRules = {
  checks: { 'handoff-gate': 'handoff-gate' },
  strict: true,
  pull: true,
  noForcePush: true,
  queue: {},
};

let hub: GitHub;
let pull: PullRequest;
let policy: string;
beforeAll(async () => {
  hub = await taskHub(WORKFLOWS);
  pull = taskPull(hub, 'greet');
  const issue = hub.repository.issue({ title: 'labels' });
  for (const label of [...TASK_STATES.map(stateLabel), 'handoff:needs-planner'])
    hub.repository.label(issue, label, 'planner');
  hub.repository.check(pull.head.sha, 'handoff-gate', { conclusion: 'success' }, 'handoff-gate');
  policy = hub.repository.noun.git.run('show', 'main:.handoff/policy.yaml');
  hub.repository.require(GOOD);
});
afterAll(() => hub.close());

async function look(token = hub.tokens.admin) {
  const run = await actionOn(
    hub,
    { name: 'workflow_dispatch', payload: {} },
    { token, inputs: { command: 'doctor' } },
  );
  const path = run.outputs['report-path'];
  if (path === undefined || path === '') throw new Error(run.log);
  const diagnosis = JSON.parse(readFileSync(path, 'utf8')) as Diagnosis;
  const open = diagnosis.lines.filter(({ state }) => state !== 'pass');
  const ids = (state: SettingLine['state']) =>
    open.filter((one) => one.state === state).map(({ id }) => id);
  return { run, diagnosis, open, failed: ids('fail'), unknown: ids('unknown') };
}

const push = (files: Readonly<Record<string, string>>): void => {
  // The rules would refuse it: how it got there is not what is tested.
  const rules = hub.repository.noun.rulesets.splice(0);
  hub.repository.push('main', files, { by: 'admin' });
  hub.repository.noun.rulesets.push(...rules);
};

test('a repository that is set up well, with its own app, is T3', async () => {
  hub.requests.forget();
  const { run, diagnosis, open } = await look();
  expect(open).toEqual([]);
  expect(diagnosis).toMatchObject({
    schema: 'handoff-diagnosis/v1',
    repository: 'acme/shop',
    branch: 'main',
    trust: { level: 'T3' },
  });
  expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'not-applicable' } });
  expect(run.summary).toContain('✓ Handoff Gate doctor: T3');
  expect(run.log).toContain('acme/shop (main): T3');
  expect(hub.requests.writes).toEqual([]);
});

describe('the token of a job sees less, and nothing is assumed', () => {
  test('who may bypass, and the token of jobs: not looked at, so no T3', async () => {
    const { run, diagnosis, failed, unknown } = await look(hub.tokens.actions);
    expect(failed).toEqual([]);
    expect(unknown).toEqual(['no-bypass', 'job-token']);
    expect(diagnosis.trust).toEqual({
      level: 'T2',
      because: expect.stringContaining('no-bypass could not be looked at'),
    });
    expect(run.log).toContain('administration: ');
    expect(run.exitCode).toBe(0);
  });

  test('a token that sees nothing finds nothing in order', async () => {
    const token = hub.token({ app: 'github-actions', permissions: { metadata: 'read' } });
    hub.repository.noun.isPrivate = true;
    const { diagnosis, unknown } = await look(token);
    hub.repository.noun.isPrivate = false;
    expect(unknown).toEqual(expect.arrayContaining(['policy', 'workflows-audited', 'labels']));
    expect(diagnosis.trust.level).toBe('T1');
  });
});

const LEVELS = ['T1', 'T2', 'T3'] as const;
type Level = (typeof LEVELS)[number];

describe('one bad ruleset: its line is red, with the command that mends it, and the level falls', () => {
  const rows: readonly (readonly [
    string,
    Partial<GivenRules>,
    readonly string[],
    Level,
    string,
  ])[] = [
    [
      'the check is not required',
      { checks: { lint: undefined } },
      ['required-check', 'expected-source'],
      'T1',
      'rulesets --input',
    ],
    [
      'anybody may write it',
      { checks: { 'handoff-gate': undefined } },
      ['expected-source'],
      'T2',
      'integration_id',
    ],
    [
      'any workflow may write it',
      { checks: { 'handoff-gate': 'github-actions' } },
      ['expected-source'],
      'T2',
      'integration_id',
    ],
    [
      'no pull request is needed',
      { pull: false },
      ['pull-request-required'],
      'T2',
      '"type":"pull_request"',
    ],
    ['force pushes', { noForcePush: false }, ['no-force-push'], 'T2', 'non_fast_forward'],
    ['HEADGREEN', { queue: { grouping: 'HEADGREEN' } }, ['queue-all-green'], 'T2', 'ALLGREEN'],
    [
      'an app may bypass it',
      { bypass: [{ actor_id: 7, actor_type: 'Integration', bypass_mode: 'always' }] },
      ['no-bypass'],
      'T2',
      '{"bypass_actors":[]}',
    ],
    [
      'administrators may, in pull requests',
      { bypass: [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'pull_request' }] },
      ['no-bypass'],
      'T2',
      '{"bypass_actors":[]}',
    ],
    [
      'deploy keys may',
      { bypass: [{ actor_id: null, actor_type: 'DeployKey', bypass_mode: 'always' }] },
      ['no-bypass'],
      'T2',
      '{"bypass_actors":[]}',
    ],
    [
      'it is switched off',
      { enforcement: 'evaluate' },
      ['required-check', 'expected-source', 'pull-request-required', 'no-force-push', 'up-to-date'],
      'T1',
      'rulesets --input',
    ],
  ];
  test.each(rows)('%s', async (_, bad, lines, level, command) => {
    const [own] = hub.repository.noun.rulesets.splice(0);
    hub.repository.require({ ...GOOD, ...bad });
    const { run, diagnosis, open, failed } = await look();
    hub.repository.noun.rulesets.splice(0);
    if (own !== undefined) hub.repository.noun.rulesets.push(own);
    // Without an app of its own as the source, what that app has written is foreign too.
    expect(failed.filter((id) => id !== 'foreign-checks')).toEqual(lines);
    expect(diagnosis.trust.level).toBe(level);
    expect(open[0]).toMatchObject({ why: expect.any(String) });
    expect(open.map((one) => (one.state === 'pass' ? '' : one.fix)).join('\n')).toContain(command);
    expect(run.exitCode).toBe(1);
    expect(run.summary).toContain(`✗ Handoff Gate doctor: ${level}`);
  });

  test('neither a queue nor strict mode', async () => {
    const [own] = hub.repository.noun.rulesets.splice(0);
    const { queue: _, ...rest } = GOOD;
    hub.repository.require({ ...rest, strict: false });
    const { failed } = await look();
    hub.repository.noun.rulesets.splice(0);
    if (own !== undefined) hub.repository.noun.rulesets.push(own);
    expect(failed).toEqual(['up-to-date']);
  });

  test('the classic protection does as well, unless it spares administrators', async () => {
    const [own] = hub.repository.noun.rulesets.splice(0);
    const appId = hub.world.apps.get('handoff-gate')?.id;
    const protect = (enforceAdmins: boolean, withoutPull?: readonly string[]) =>
      hub.repository.noun.protections.set('main', {
        strict: true,
        checks: [{ context: 'handoff-gate', appId }],
        enforceAdmins,
        requirePull: true,
        allowForcePushes: false,
        ...(withoutPull && { withoutPull }),
      });
    protect(true);
    const good = await look();
    protect(true, ['planner']);
    const allowed = await look();
    protect(false);
    const spared = await look();
    const blind = await look(hub.tokens.actions);
    hub.repository.noun.protections.clear();
    if (own !== undefined) hub.repository.noun.rulesets.push(own);
    expect([good.failed, good.diagnosis.trust.level]).toEqual([[], 'T3']);
    expect([allowed.failed, allowed.open[0]?.saw]).toEqual([
      ['no-bypass'],
      'may bypass pull requests: planner (classic protection)',
    ]);
    expect([spared.failed, spared.diagnosis.trust.level]).toEqual([['no-bypass'], 'T2']);
    // A job may not see it: that is doubt, not a fault.
    expect(blind.failed).toEqual([]);
    expect(blind.unknown).toContain('required-check');
  });
});

test('rulesets and the classic protection hold together: one that spares nobody is enough', async () => {
  const [own] = hub.repository.noun.rulesets.splice(0);
  const admins = { actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' } as const;
  const protect = (enforceAdmins: boolean) =>
    hub.repository.noun.protections.set('main', {
      strict: true,
      checks: [{ context: 'handoff-gate', appId: hub.world.apps.get('handoff-gate')?.id }],
      enforceAdmins,
      requirePull: true,
      allowForcePushes: false,
    });
  hub.repository.require({ ...GOOD, bypass: [admins] });
  protect(true);
  const held = await look();
  protect(false);
  const free = await look();
  hub.repository.noun.rulesets.splice(0);
  // A check of another name is required for everybody: ours is not, for administrators (once told as nobody).
  hub.repository.require({ ...GOOD, checks: { lint: undefined } });
  const other = await look();
  hub.repository.noun.protections.clear();
  hub.repository.noun.rulesets.splice(0);
  if (own !== undefined) hub.repository.noun.rulesets.push(own);
  expect(held.failed).toEqual([]);
  expect(free.failed).toEqual(['no-bypass']);
  expect(free.open[0]?.saw).toMatch(
    /required check: RepositoryRole 5 \(ruleset .+\), administrators \(classic protection\)/,
  );
  expect(other.failed).toEqual(['no-bypass']);
  expect(other.open[0]?.saw).toBe(
    'may bypass the required check: administrators (classic protection)',
  );
});

describe('one bad thing elsewhere', () => {
  const undo: (() => void)[] = [];
  const noun = () => hub.repository.noun;
  const rows: readonly (readonly [string, () => void, string, Level, string])[] = [
    [
      'jobs may write by default',
      () => {
        noun().actionsPermissions = { level: 'write', canApprove: false };
        undo.push(() => {
          noun().actionsPermissions = { level: 'read', canApprove: false };
        });
      },
      'job-token',
      'T2',
      'default_workflow_permissions=read',
    ],
    [
      'jobs may approve',
      () => {
        noun().actionsPermissions = { level: 'read', canApprove: true };
        undo.push(() => {
          noun().actionsPermissions = { level: 'read', canApprove: false };
        });
      },
      'job-token',
      'T2',
      'can_approve_pull_request_reviews=false',
    ],
    [
      'a label is gone',
      () => {
        const kept = noun().labels.get('handoff:replan');
        noun().labels.delete('handoff:replan');
        undo.push(() => kept && noun().labels.set('handoff:replan', kept));
      },
      'labels',
      'T3',
      "gh label create 'handoff:replan'",
    ],
    [
      'the policy only warns',
      () => {
        push({ '.handoff/policy.yaml': policy.replace('mode: block', 'mode: warn') });
        undo.push(() => push({ '.handoff/policy.yaml': policy }));
      },
      'policy',
      'T1',
      'mode: block',
    ],
    [
      'the policy is not valid',
      () => {
        push({ '.handoff/policy.yaml': `${policy}\nmodes: block\n` });
        undo.push(() => push({ '.handoff/policy.yaml': policy }));
      },
      'policy',
      'T1',
      'handoff-gate validate',
    ],
    [
      'a planner is called otherwise',
      () => {
        push({ '.handoff/policy.yaml': policy.replace('login: planner', 'login: executor') });
        undo.push(() => push({ '.handoff/policy.yaml': policy }));
      },
      'names',
      'T3',
      'gh api user/',
    ],
    [
      'a workflow is pinned to a tag',
      () => {
        push({ [GATE]: BY_HAND.replace('a'.repeat(40), 'v1') });
        undo.push(() => push(WORKFLOWS));
      },
      'workflows-audited',
      'T2',
      'handoff-gate init',
    ],
    [
      'a workflow grants everything',
      () => {
        push({ [GATE]: BY_HAND.replace('permissions: {}', 'permissions: write-all') });
        undo.push(() => push(WORKFLOWS));
      },
      'workflows-audited',
      'T2',
      'handoff-gate init',
    ],
    [
      'a workflow is from before',
      () => {
        push({ [GATE]: WORKFLOWS[GATE]?.replace(/(?<=template )\w+/, '0'.repeat(12)) ?? '' });
        undo.push(() => push(WORKFLOWS));
      },
      'workflows-current',
      'T3',
      `handoff-gate init --force ${GATE} && git add`,
    ],
  ];
  test.each(rows)('%s', async (_, spoil, id, level, command) => {
    spoil();
    const { diagnosis, open, failed } = await look();
    for (const mend of undo.splice(0)) mend();
    expect(failed).toEqual([id]);
    expect(open).toEqual([expect.objectContaining({ fix: expect.stringContaining(command) })]);
    expect(diagnosis.trust.level).toBe(level);
  });

  test('a workflow writes a check of our name, on the head of a pull request (threat G01)', async () => {
    const other = taskPull(hub, 'part');
    hub.repository.check(
      other.head.sha,
      'handoff-gate',
      { conclusion: 'success' },
      'github-actions',
    );
    const { diagnosis, failed, open } = await look();
    expect(failed).toEqual(['foreign-checks']);
    expect(diagnosis.trust.level).toBe('T2');
    expect(open[0]?.saw).toContain('github-actions');
  });
});

import type { Looked } from '../../model/diagnosis.ts';
import type { RepositorySettings, SeenCheck } from '../../model/repository-settings.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { NEEDS_PLANNER, stateLabel, TASK_STATES } from '../../model/task-labels.ts';
import { ACTIONS, sourceOf } from './branch-rules.ts';
import { fail, pass, type SettingRule, whenKnown } from './setting-rule.ts';

export const jobToken: SettingRule = {
  id: 'job-token',
  holds: 'A workflow that asks for nothing gets a token that can only read, and none may approve.',
  why: 'Else every workflow that an agent may start can write checks and approve pull requests.',
  caps: 'T2',
  check: ({ jobToken: token, repository }) =>
    whenKnown(token, ({ level, mayApprove }) =>
      level === 'read' && !mayApprove
        ? pass('it can read, and cannot approve')
        : fail(
            level === 'read' ? 'it may approve pull requests' : 'it can write by default',
            `gh api --method PUT repos/${repository}/actions/permissions/workflow -f default_workflow_permissions=read -F can_approve_pull_request_reviews=false`,
          ),
    ),
};

/** The labels that the gates set or read. */
const LABELS: readonly string[] = [...TASK_STATES.map(stateLabel), NEEDS_PLANNER];

export const labelsThere: SettingRule = {
  id: 'labels',
  holds: 'The labels of tasks are there.',
  why: 'A planner hands a task over with a label; one that is not there cannot be chosen.',
  caps: 'T3',
  check: ({ labels, repository }) =>
    whenKnown(labels, (found) => {
      const there = new Set(found.map((label) => label.toLowerCase()));
      const gone = LABELS.filter((label) => !there.has(label));
      if (gone.length === 0) return pass(`${LABELS.length} of ${LABELS.length}`);
      const commands = gone.map((label) => `gh label create '${label}' --repo ${repository}`);
      return fail(`missing: ${shortList(gone)}`, commands.join(' && '));
    }),
};

export const policyValid: SettingRule = {
  id: 'policy',
  holds: 'The policy on the default branch is valid, and blocks.',
  why: 'In another mode than block a red verdict stops nobody; without a policy the mode is warn.',
  caps: 'T1',
  check: ({ policy }) =>
    whenKnown(policy, (found) => {
      if (found === undefined) return fail('there is no .handoff/policy.yaml', 'handoff-gate init');
      if ('problem' in found)
        return fail(found.problem, 'handoff-gate validate .handoff/policy.yaml');
      return found.mode === 'block'
        ? pass('mode block')
        : fail(`mode ${found.mode}`, "sed -i 's/^mode: .*/mode: block/' .handoff/policy.yaml");
    }),
};

export const namesTrue: SettingRule = {
  id: 'names',
  holds: 'The logins in the policy belong to the ids beside them.',
  why: 'Ids count, and people read names: a wrong comment hides who plays a part (threat G11).',
  caps: 'T3',
  check: ({ principals }) =>
    whenKnown(principals, (all) => {
      const wrong = all.filter(({ id, found }) => id !== found);
      const [first] = wrong;
      if (first === undefined) return pass(counted(all.length, 'name'));
      const { kind, name, id, found } = first;
      const whose = found === undefined ? 'belongs to nobody' : `is ${kind} ${found}`;
      return fail(
        `${name} ${whose}, not ${kind} ${id}`,
        kind === 'user' ? `gh api user/${id} --jq .login` : `gh api apps/${name} --jq .id`,
      );
    }),
};

const OURS = /^handoff-gate(?:\/|$)/;

export const noForeignChecks: SettingRule = {
  id: 'foreign-checks',
  holds: 'On recent heads only the expected source has written checks of our names.',
  why: 'Somebody else who writes them tries to pass for the gate (threat G01).',
  caps: 'T2',
  check(settings) {
    const { rulesets, classic, checks } = settings;
    const source = sourceOf(settings);
    const look = (expected: number): Looked =>
      whenKnown(checks, (seen) => foreignAmong(seen, expected, settings.repository));
    if (source !== undefined) return look(source);
    return whenKnown(rulesets, () => whenKnown(classic, () => look(ACTIONS)));
  },
};

function foreignAmong(seen: readonly SeenCheck[], expected: number, repository: string): Looked {
  const own = seen.filter(({ name }) => OURS.test(name));
  const [first] = own.filter(({ app }) => app.id !== expected);
  if (first === undefined) return pass(`${counted(own.length, 'check')}, all by app ${expected}`);
  const { name, app, head } = first;
  return fail(
    `${name} on ${head.slice(0, 12)} was written by ${app.slug} (app ${app.id}), not by app ${expected}`,
    `gh api repos/${repository}/commits/${head}/check-runs --jq '.check_runs[] | [.name, .app.slug, .html_url]'`,
  );
}

/** merge-tree --stdin came with git 2.39; Node as package.json asks. */
const LEAST = { git: [2, 39], node: [20, 18] } as const;

export const versionsNewEnough: SettingRule = {
  id: 'versions',
  holds: `This machine has git ${LEAST.git.join('.')} and Node ${LEAST.node.join('.')} or newer.`,
  why: 'Older ones merge in another way, or do not start.',
  caps: 'T3',
  check({ versions }: RepositorySettings) {
    const saw = `git ${versions.git}, Node ${versions.node}`;
    return atLeast(versions.git, LEAST.git) && atLeast(versions.node, LEAST.node)
      ? pass(saw)
      : fail(saw, 'Install a newer one, or run the action on ubuntu-24.04.');
  },
};

function atLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a, b] = version.split('.').map(Number);
  return Number(a) > major || (a === major && Number(b) >= minor);
}

import type { CurrentWorkflow } from '../../model/repository-settings.ts';
import { counted } from '../../model/short-list.ts';
import { readWorkflowFile, type WorkflowFile } from '../../model/workflow-file.ts';
import { readStamp } from '../../model/workflow-stamp.ts';
import { auditWorkflow } from '../workflow-audit/audit-workflow.ts';
import { ACTIONS, sourceOf } from './branch-rules.ts';
import { fail, pass, type SettingRule, whenKnown } from './setting-rule.ts';

type Files = readonly { readonly path: string; readonly text: string }[];
type Current = readonly CurrentWorkflow[];

interface GateWorkflow {
  readonly path: string;
  readonly text: string;
  readonly file: WorkflowFile | undefined;
}

/** Those that `init` writes, and any other one that runs our action. */
function gateWorkflows(files: Files, current: Current): readonly GateWorkflow[] {
  return files.flatMap(({ path, text }) => {
    const read = readWorkflowFile(text, 'workflow');
    const file = read.ok ? read.value : undefined;
    const ours = current.some((one) => one.path === path) || runsOurs(file);
    return ours ? [{ path, text, file }] : [];
  });
}

function runsOurs(file: WorkflowFile | undefined): boolean {
  return file?.steps.some(({ uses }) => /(?:^|\/)handoff-gate@/.test(String(uses))) === true;
}

/** Of the named ones alone: plan and policy stay as they are. */
function written(paths: readonly string[]): string {
  return `handoff-gate init --force ${paths.join(' ')} && git add .github && git commit -m "Write the gate workflows"`;
}

const GATE = '.github/workflows/handoff-gate.yml';

/** A workflow of the default branch judges, or an app does and none is needed. */
export const gateWorkflow: SettingRule = {
  id: 'gate-workflow',
  holds: 'Pull requests are judged by the app, or by a workflow of the default branch.',
  why: 'On pull_request GitHub runs the workflow file of the pull request, which can leave the judging out (threat G05).',
  caps: 'T1',
  check(settings) {
    const source = sourceOf(settings);
    if (source !== undefined && source !== ACTIONS) return pass(`app ${source} judges`);
    return whenKnown(settings.workflows, (files) => {
      const judging = gateWorkflows(files, settings.current).filter(({ file }) => runsOurs(file));
      if (judging.length === 0)
        return fail(
          'no workflow runs the action',
          written(settings.current.map(({ path }) => path)),
        );
      const safe = judging.find(({ file }) => file?.triggers.has('pull_request_target'));
      return safe === undefined
        ? fail(`${judging[0]?.path} does not run on pull_request_target`, written([GATE]))
        : pass(safe.path);
    });
  },
};

export const queueHandled: SettingRule = {
  id: 'queue-handled',
  holds: 'Where there is a merge queue, its groups are judged.',
  why: 'A group that nobody judges waits until it times out, and lands nothing.',
  caps: 'T2',
  check(settings) {
    const { rulesets, workflows, current } = settings;
    const source = sourceOf(settings);
    if (source !== undefined && source !== ACTIONS) return pass(`app ${source} judges`);
    return whenKnown(rulesets, ({ queue }) => {
      if (queue === undefined) return pass('there is no merge queue');
      return whenKnown(workflows, (files) => {
        const found = gateWorkflows(files, current).find(
          ({ file }) => runsOurs(file) && file?.triggers.has('merge_group'),
        );
        return found === undefined
          ? fail('no workflow runs the action on merge_group', written([GATE]))
          : pass(found.path);
      });
    });
  },
};

export const workflowsAudited: SettingRule = {
  id: 'workflows-audited',
  holds: 'The workflows of the gates are pinned, bounded, and grant no more than they need.',
  why: 'A workflow that runs what a pull request brings gives its token away.',
  caps: 'T2',
  check: ({ workflows, current }) =>
    whenKnown(workflows, (files) => {
      const own = gateWorkflows(files, current);
      const found = own.flatMap(({ path, text, file }) =>
        auditWorkflow(path, text, runsOurs(file) && judges(file) ? 'required' : 'optional'),
      );
      const [first] = found;
      if (first === undefined) return pass(`${counted(own.length, 'workflow')} without a finding`);
      const { path, line, rule, problem } = first;
      const more = found.length === 1 ? '' : ` and ${found.length - 1} more`;
      return fail(
        `${path}:${line} ${rule}: ${problem}${more}`,
        current.some((one) => one.path === path)
          ? written([path])
          : `handoff-gate validate ${path}`,
      );
    }),
};

function judges(file: WorkflowFile | undefined): boolean {
  return file?.triggers.has('pull_request_target') === true;
}

/** How a file stands to what `init` writes there today. */
type Standing =
  | 'up to date'
  | 'an older version'
  | 'changed by hand'
  | 'written by hand'
  | 'missing';

function standingOf({ path, template }: CurrentWorkflow, files: Files): Standing {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return 'missing';
  const stamp = readStamp(file.text);
  if (stamp === undefined) return 'written by hand';
  if (stamp.template !== template) return 'an older version';
  return stamp.isUntouched ? 'up to date' : 'changed by hand';
}

/** Where nobody ran `init` the workflows are their author's: what they must do, other lines say. */
export const workflowsCurrent: SettingRule = {
  id: 'workflows-current',
  holds: 'The workflows of `init` are those that this version writes.',
  why: 'An older one does not hear every event that changes a verdict, or lacks a right; one that was changed may do less than it says.',
  caps: 'T3',
  check(settings) {
    const { workflows, current } = settings;
    const source = sourceOf(settings);
    // Where an app judges, nobody needs the workflows that do.
    const needed = source === undefined || source === ACTIONS;
    return whenKnown(workflows, (files) => {
      const all = current.map((one) => ({ ...one, standing: standingOf(one, files) }));
      const others = all.filter(({ standing }) => standing !== 'up to date');
      const wrong = others.filter(
        ({ standing, edits }) =>
          standing === 'an older version' ||
          (standing === 'changed by hand' && edits === 'none') ||
          (standing === 'missing' && needed),
      );
      if (all.every(({ standing }) => standing === 'missing' || standing === 'written by hand'))
        return pass('none of them is of init');
      const each = others.map(({ path, standing }) => `${path} is ${standing}`);
      const saw = [`${all.length - others.length} up to date`, ...each].join('; ');
      return wrong.length === 0 ? pass(saw) : fail(saw, written(wrong.map(({ path }) => path)));
    });
  },
};

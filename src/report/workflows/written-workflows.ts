import type { CurrentWorkflow } from '../../model/repository-settings.ts';
import { shortDigest, withStamp } from '../../model/workflow-stamp.ts';
import { criticWorkflow } from './critic-workflow.ts';
import { gateWorkflow } from './gate-workflow.ts';
import { reviewWorkflow } from './review-workflow.ts';
import { taskWorkflow } from './task-workflow.ts';
import { testsWorkflow } from './tests-workflow.ts';

export interface WorkflowChoices {
  /** Of this program. */
  readonly version: string;
  /** `owner/name@<commit>` of our action. */
  readonly action: string;
  /** Command of the tests, one line. */
  readonly tests: string | undefined;
}

interface Template extends Pick<CurrentWorkflow, 'path' | 'edits'> {
  readonly print: (action: string, tests: string | undefined) => string;
}

const FOLDER = '.github/workflows';

const TEMPLATES: readonly Template[] = [
  { path: `${FOLDER}/handoff-gate.yml`, edits: 'none', print: gateWorkflow },
  {
    path: `${FOLDER}/handoff-tests.yml`,
    edits: 'invited',
    print: (_, tests) => testsWorkflow(tests),
  },
  { path: `${FOLDER}/handoff-task.yml`, edits: 'invited', print: taskWorkflow },
  { path: `${FOLDER}/handoff-critic.yml`, edits: 'none', print: criticWorkflow },
  { path: `${FOLDER}/handoff-review.yml`, edits: 'none', print: reviewWorkflow },
];

/** The workflows that `init` writes, each with its stamp. */
export function writtenWorkflows({
  version,
  action,
  tests,
}: WorkflowChoices): readonly { readonly path: string; readonly text: string }[] {
  return TEMPLATES.map(({ path, print }) => {
    const text = print(`${action} # v${version}`, tests);
    return { path, text: withStamp(text, { version, template: templateOf(print) }) };
  });
}

/** What a repository is compared with: which workflows there are today, and from which templates. */
export function currentWorkflows(): readonly CurrentWorkflow[] {
  return TEMPLATES.map(({ path, edits, print }) => ({ path, edits, template: templateOf(print) }));
}

/** The same for every action and command that it is written with. */
function templateOf(print: Template['print']): string {
  return shortDigest(print('owner/name@commit', undefined));
}

import { readFileSync } from 'node:fs';
import {
  type WorkflowChoices,
  writtenWorkflows,
} from '../../../report/workflows/written-workflows.ts';
import { packageFile } from '../../package.ts';
import { PLAN, POLICY, TASK } from './example-documents.ts';
import { issueForm } from './issue-form.ts';
import { labelsScript } from './labels-script.ts';

/** A file that `init` writes, and how: `section` is added to a file that is there, the others leave it alone. */
export interface InitFile {
  readonly path: string;
  readonly text: string;
  readonly kind: 'file' | 'section';
}

/** Section of a file that carries it already. */
export const SECTION_MARK = '<!-- handoff:begin -->';

export interface InitChoices extends Omit<WorkflowChoices, 'action'> {
  /** undefined = this copy does not know its release, and no workflow is written. */
  readonly action: WorkflowChoices['action'] | undefined;
}

/** What a repository needs to be gated, with an example task that holds in any repository. */
export function initFiles(choices: InitChoices): readonly InitFile[] {
  return [...documents(choices.version), ...workflows(choices)];
}

function documents(version: string): readonly InitFile[] {
  const schema = (name: string) =>
    `# yaml-language-server: $schema=https://unpkg.com/handoff-gate@${version}/schemas/${name}.schema.json\n`;
  return [
    { path: '.handoff/policy.yaml', text: schema('policy') + POLICY, kind: 'file' },
    { path: '.handoff/plan.yaml', text: schema('plan') + PLAN, kind: 'file' },
    { path: '.handoff/tasks/example.md', text: TASK, kind: 'file' },
    { path: '.github/ISSUE_TEMPLATE/handoff-task.yml', text: issueForm(), kind: 'file' },
    { path: '.github/PULL_REQUEST_TEMPLATE.md', text: PULL_REQUEST, kind: 'section' },
    { path: '.github/handoff-labels.sh', text: labelsScript(), kind: 'file' },
  ];
}

/** The form of the executor's answer stands in the repository: Codex reads it from there. */
function workflows({ version, action, tests }: InitChoices): readonly InitFile[] {
  if (action === undefined) return [];
  const answer = readFileSync(packageFile('schemas/contract-output.schema.json'), 'utf8');
  return [
    { path: '.handoff/contract-output.schema.json', text: answer, kind: 'file' },
    ...writtenWorkflows({ version, action, tests }).map(
      (one): InitFile => ({ ...one, kind: 'file' }),
    ),
  ];
}

const PULL_REQUEST = `## Handoff

If this pull request implements a handoff task, put the output of \`handoff-gate contract draft\` between the two marks.
Otherwise delete this section.

${SECTION_MARK}

<!-- handoff:end -->
`;

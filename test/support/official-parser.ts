import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';

/** What GitHub's own parser says against a workflow, its expressions included; empty = it is valid. */
export async function workflowErrors(name: string, content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) {
    const template = await convertWorkflowTemplate(context, value);
    const errors = (template.errors ?? []).map(({ Message }) => Message);
    if (errors.length > 0) return errors;
  }
  return context.errors.getErrors().map(({ message }) => message);
}

/** The same for an action.yml. */
export function actionErrors(name: string, content: string): readonly string[] {
  const { context, value } = parseAction({ name, content }, new NoOperationTraceWriter());
  if (value === undefined) return ['There is nothing in it'];
  return context.errors.getErrors().map(({ message }) => message);
}

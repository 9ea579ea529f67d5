import { readWorkflowFile } from '../../model/workflow-file.ts';
import type { AuditFinding, AuditRule, Standing } from './audit-rule.ts';
import { explainedGrants, namedSecrets, noGrantsAtTop } from './grants.ts';
import { noKeptCredentials, noPrivilegedHeads } from './heads.ts';
import { pinnedActions } from './pins.ts';
import { unfilteredTriggers, unskippableJobs } from './required-checks.ts';
import { boundedJobs, hostedRunners, oneAtATime } from './runners.ts';
import { noPastedExpressions, strictScripts } from './scripts.ts';

export const AUDIT_RULES: readonly AuditRule[] = [
  pinnedActions,
  noGrantsAtTop,
  explainedGrants,
  namedSecrets,
  noPastedExpressions,
  strictScripts,
  noPrivilegedHeads,
  noKeptCredentials,
  hostedRunners,
  boundedJobs,
  oneAtATime,
  unfilteredTriggers,
  unskippableJobs,
];

/** What the audit says of a file that it cannot read: never nothing. */
const UNREADABLE = 'readable';

/**
 * A workflow or action file against our habits (THREATS §6). Pure; whether the file is valid is GitHub's to say.
 * @param path with / as separator; `action.yml` is an action, all others are workflows
 * @returns findings by line, then in the order of the rules
 */
export function auditWorkflow(
  path: string,
  text: string,
  standing: Standing,
): readonly AuditFinding[] {
  const file = readWorkflowFile(text, isAction(path) ? 'action' : 'workflow');
  if (!file.ok)
    return file.problems.map(({ message, line }) => ({
      rule: UNREADABLE,
      path,
      line: Number(line),
      problem: message,
      fix: 'Write it as plain YAML: a map, without anchors, aliases and tags.',
    }));
  return AUDIT_RULES.flatMap(({ id, check }) =>
    check(file.value, standing).map(({ at, problem, fix }) => ({
      rule: id,
      path,
      line: file.value.lineOf(at),
      problem,
      fix,
    })),
  ).toSorted((a, b) => a.line - b.line);
}

export function isAction(path: string): boolean {
  return /(?:^|\/)action\.ya?ml$/.test(path);
}

import { quote } from '../../model/wording.ts';
import type { WorkflowJob } from '../../model/workflow-file.ts';
import type { AuditRule, Flaw } from './audit-rule.ts';

/** What is not granted at the top is granted to no job by mistake. */
export const noGrantsAtTop: AuditRule = {
  id: 'no-grants-at-top',
  holds: 'A workflow grants nothing as a whole: `permissions: {}` stands at its top.',
  check({ kind, permissions }) {
    if (kind === 'action' || isNothing(permissions)) return [];
    const problem =
      permissions === undefined
        ? 'The workflow does not say what its token may do, so every job gets the default of the repository'
        : 'The workflow grants permissions to all of its jobs';
    return [
      {
        at: ['permissions'],
        problem,
        fix: 'Write `permissions: {}` at the top, and grant each job what it needs.',
      },
    ];
  },
};

/** A grant that nobody can explain is one that nobody dares to remove. */
export const explainedGrants: AuditRule = {
  id: 'explained-grants',
  holds: 'Every grant of a job is one permission, with its reason as a comment.',
  check({ jobs, lineOf, commentOn }) {
    return jobs.flatMap(({ permissions, at }): readonly Flaw[] => {
      const all = [...at, 'permissions'];
      if (permissions === undefined || isNothing(permissions)) return [];
      if (typeof permissions === 'string')
        return [
          {
            at: all,
            problem: `${quote(permissions)} grants everything at once`,
            fix: 'Name each permission that the job needs, with its reason as a comment.',
          },
        ];
      return Object.entries(permissions)
        .filter(([, level]) => level !== 'none')
        .map(([name, level]) => ({ grant: `${name}: ${level}`, at: [...all, name] }))
        .filter(({ at: place }) => commentOn(lineOf(place)) === undefined)
        .map(({ grant, at: place }) => ({
          at: place,
          problem: `Nothing says why the job needs ${quote(grant)}`,
          fix: 'Put the reason behind it as a comment, or remove the grant.',
        }));
    });
  },
};

function isNothing(permissions: WorkflowJob['permissions']): boolean {
  return typeof permissions === 'object' && Object.keys(permissions).length === 0;
}

/** `inherit` hands every secret of the repository to a workflow that needs one. */
export const namedSecrets: AuditRule = {
  id: 'named-secrets',
  holds: 'A called workflow gets the secrets that are named, not all.',
  check({ jobs }) {
    return jobs
      .filter(({ secrets }) => secrets === 'inherit')
      .map(({ id, at }) => ({
        at: [...at, 'secrets'],
        problem: `The job ${quote(id)} hands on every secret there is`,
        fix: 'Name the secrets that the called workflow needs.',
      }));
  },
};

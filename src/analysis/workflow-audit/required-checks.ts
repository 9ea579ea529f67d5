import { quote } from '../../model/wording.ts';
import type { AuditRule } from './audit-rule.ts';

const OF_PULL_REQUESTS = ['pull_request', 'pull_request_target', 'merge_group'];
const FILTERS: ReadonlySet<string> = new Set([
  'paths',
  'paths-ignore',
  'branches',
  'branches-ignore',
]);

/** A workflow that a filter leaves out reports nothing: the required check waits for ever (GITHUB-FACTS). */
export const unfilteredTriggers: AuditRule = {
  id: 'unfiltered-triggers',
  holds: 'A workflow that reports a required check runs for every pull request.',
  check({ triggers }, standing) {
    if (standing === 'optional') return [];
    return OF_PULL_REQUESTS.flatMap((event) =>
      (triggers.get(event) ?? [])
        .filter((filter) => FILTERS.has(filter))
        .map((filter) => ({
          at: ['on', event, filter],
          problem: `${quote(filter)} leaves pull requests out, and their required check stays pending`,
          fix: 'Remove the filter; decide in the job what there is to do.',
        })),
    );
  },
};

const ALWAYS = /^\s*(?:\$\{\{)?\s*always\(\)\s*(?:\}\})?\s*$/;

/** A job that `if` or a failed `needs` skips is reported as a success (GITHUB-FACTS, threat C11). */
export const unskippableJobs: AuditRule = {
  id: 'unskippable-jobs',
  holds: 'No job of a workflow that reports a required check can be skipped, or fail and be green.',
  check({ jobs }, standing) {
    if (standing === 'optional') return [];
    return jobs.flatMap((job) => {
      const always = ALWAYS.test(job.if ?? '');
      const fix = 'Let the job run always, and let its steps decide.';
      return [
        ...(job.if !== undefined && !always
          ? [
              {
                at: [...job.at, 'if'],
                problem: `${quote(job.if)} can skip the job ${quote(job.id)}, and GitHub counts that as a success`,
                fix,
              },
            ]
          : []),
        ...(job.needs.length > 0 && job.if === undefined
          ? [
              {
                at: [...job.at, 'needs'],
                problem: `When ${quote(job.needs[0])} fails, the job ${quote(job.id)} is skipped, and GitHub counts that as a success`,
                fix: 'Give it `if: always()`, and fail in a step when a needed job failed.',
              },
            ]
          : []),
        ...(job['continue-on-error'] !== undefined && job['continue-on-error'] !== 'false'
          ? [
              {
                at: [...job.at, 'continue-on-error'],
                problem: `The job ${quote(job.id)} is green when it fails`,
                fix: 'Remove continue-on-error from the job.',
              },
            ]
          : []),
      ];
    });
  },
};

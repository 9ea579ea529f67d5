import { TESTS_CHECK } from '../adapters/github/check-runs.ts';
import type { OpenPullRequest } from '../adapters/github/open-pull-requests.ts';
import { mayHandOver } from '../adapters/github/pull-request-outputs.ts';
import { checkName, REQUIRED_CHECK } from '../report/check-limits.ts';

/**
 * Each name costs 2 points per 100 pull requests: whoever hands nothing over has one check of ours, most others have three.
 * A check that is none of these is asked for when it is to be written (publish-pending.ts).
 */
export function checksToRead(
  one: Pick<OpenPullRequest, 'headBranch' | 'body'>,
): readonly [string, ...string[]] {
  return mayHandOver(one)
    ? [REQUIRED_CHECK, checkName('output'), checkName('integration'), TESTS_CHECK]
    : [REQUIRED_CHECK, TESTS_CHECK];
}

import { TESTS_CHECK } from '../../adapters/github/check-runs.ts';
import type { OpenPullRequest } from '../../adapters/github/open-pull-requests.ts';
import { mayHandOver } from '../../adapters/github/pull-request-outputs.ts';
import { checkName, REQUIRED_CHECK } from '../../report/check-limits.ts';

/**
 * Each name costs 2 points per 100 pull requests: whoever hands nothing over has one check of ours, most others have three,
 * and of who is only compared with those that are judged it tells whether the place among the others is as it was. A check
 * that is none of these is asked for when it is to be written (pending-draft.ts).
 */
export function checksToRead(
  one: Pick<OpenPullRequest, 'headBranch' | 'body'>,
  as: 'judged' | 'compared',
): readonly [string, ...string[]] {
  if (!mayHandOver(one)) return [REQUIRED_CHECK];
  const own = as === 'judged' ? [checkName('output')] : [];
  return [REQUIRED_CHECK, ...own, checkName('integration'), TESTS_CHECK];
}

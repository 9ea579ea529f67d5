import { type NamedChecks, TESTS_CHECK } from '../../adapters/github/check-runs.ts';
import type { Details } from '../../adapters/github/details.ts';
import type { RunsOf } from '../../adapters/github/own-checks.ts';
import { citesOtherRuns } from '../../analysis/cited-runs.ts';
import type { Policy } from '../../model/policy.ts';
import type { Sha } from '../../model/sha.ts';
import type { History } from '../../ports/history.ts';

/**
 * What the checks that hold test runs say on the heads. Where the policy judges whoever hands nothing over as well, those are
 * asked about by themselves: their details leave it out.
 */
export async function testsOnHeads(
  { checks, policy }: Pick<Where, 'checks'> & { readonly policy: Pick<Policy, 'applies-to'> },
  details: readonly Pick<Details, 'head' | 'asked' | 'testTexts'>[],
): Promise<readonly string[]> {
  const known = details.flatMap(({ testTexts }) => testTexts);
  if (policy['applies-to'] === 'executors') return known;
  const rest = details.filter(({ asked }) => !asked.includes(TESTS_CHECK));
  return [
    ...known,
    ...(await textsOn(
      checks,
      rest.map(({ head }) => head),
    )),
  ];
}

async function textsOn(
  checks: Where['checks'],
  commits: readonly Sha[],
): Promise<readonly string[]> {
  if (commits.length === 0) return [];
  const asked = commits.map((head) => ({ head, names: [TESTS_CHECK] as const }));
  const runsOf = await checks(asked);
  return asked.flatMap(runsOf).flatMap(({ text }) => text ?? []);
}

interface Where {
  readonly history: Pick<History, 'ranges'>;
  readonly base: Sha;
  readonly checks: (asked: readonly NamedChecks[]) => Promise<RunsOf>;
}

/** A run of an older commit counts while nothing in the scope changed since (FORMATS §4): of so many before the head. */
const COMMITS = 4;

/**
 * What the checks that hold test runs say on the commits before the heads, oldest commit first; only of those whose text
 * cites a run that is none of the known ones. GitHub is asked about nobody who has one commit.
 */
export async function olderTests(
  { history, base, checks }: Where,
  pullRequests: readonly { readonly head: Sha; readonly body: string }[],
  known: ReadonlySet<string>,
): Promise<readonly string[]> {
  const heads = pullRequests.flatMap(({ head, body }) => (citesOtherRuns(body, known) ? head : []));
  const ranges = heads.length === 0 ? new Map() : await history.ranges(base, heads);
  const older = [...new Set(heads)].flatMap((head) =>
    (ranges.get(head)?.commits ?? []).slice(1, 1 + COMMITS).reverse(),
  );
  return textsOn(
    checks,
    older.map(({ sha }) => sha),
  );
}

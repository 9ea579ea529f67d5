import { gitTrialMerges } from '../../src/adapters/git/git-trial-merges.ts';
import { openRepository } from '../../src/adapters/git/open-repository.ts';
import { type Survey, surveyPending } from '../../src/evidence/survey-pending.ts';
import type { Sha } from '../../src/model/sha.ts';

/** A survey of real branches by real git, as Gate 3 makes it. @param heads by the name of the output. */
export async function survey(
  directory: string,
  base: string,
  heads: Readonly<Record<string, string>>,
): Promise<Survey> {
  const repository = await openRepository(directory);
  try {
    return await surveyPending(gitTrialMerges(repository), {
      base: base as Sha,
      outputs: Object.entries(heads).map(([id, head], since) => ({
        id,
        ref: `refs/heads/${id}`,
        head: head as Sha,
        task: undefined,
        since,
      })),
      dependsOn: new Map(),
      stacks: new Map(),
      landed: new Set(),
    });
  } finally {
    await repository.close();
  }
}

/** What a survey says, in lines: every output that does not merge with the base, and every pair that was merged for real. */
export function told({ baseMerges, pairs }: Survey): readonly string[] {
  return [
    ...[...baseMerges].flatMap(([id, { state }]) => (state === 'clean' ? [] : [`${id} ${state}`])),
    ...pairs.map(({ first, second, merge }) => `${first} ${second} ${merge.state}`),
  ].sort();
}

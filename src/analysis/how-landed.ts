import type { RangeCommit } from '../model/change.ts';
import type { Sha } from '../model/sha.ts';

/** How a commit came onto the line of the default branch. */
export interface Landing {
  /** The tip of what was merged: what a gate had to judge. A commit of the line itself is its own. */
  readonly head: Sha;
  /** The line before the merge. For a commit of the line itself, fast-forwarded or made there: where the range begins. */
  readonly before: Sha;
}

/**
 * Where each commit of a range landed: the oldest merge of the first-parent line that reaches it. Whoever pushes one more
 * commit after the verdict lands with that one, and that one was never judged (threat B01).
 * @param commits all commits up to the tip since the origin, in any order
 */
export function howLanded(
  commits: readonly RangeCommit[],
  tip: Sha,
  origin: Sha,
): ReadonlyMap<Sha, Landing> {
  const line: RangeCommit[] = [];
  const byId = new Map(commits.map((commit) => [commit.sha, commit]));
  for (let at = byId.get(tip); at; at = at.parents[0] && byId.get(at.parents[0])) line.unshift(at);
  const landed = new Map<Sha, Landing>();
  const take = (start: Sha, landing: Landing) => {
    const reached = [start];
    for (const sha of reached) {
      const commit = landed.has(sha) ? undefined : byId.get(sha);
      if (commit === undefined) continue;
      landed.set(sha, landing);
      reached.push(...commit.parents);
    }
  };
  for (const { sha, parents } of line) {
    const [before = origin, ...merged] = parents;
    for (const head of merged) take(head, { head, before });
    landed.set(sha, { head: sha, before: origin });
  }
  return landed;
}

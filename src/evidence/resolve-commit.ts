import type { RepoPath } from '../model/repo-path.ts';
import type { RefResolution } from './output-facts.ts';
import type { RefContext, RefPorts } from './ref-context.ts';
import { mismatched, resolved, short, unresolved } from './resolution.ts';

/**
 * `commit:<sha>` counts when it is one commit of this output and touches what the step names. A sha that exists anywhere
 * else, in another branch or in a fork, does not count (threats C01, C02); neither do digits that begin two of the
 * commits (threat C03).
 *
 * @param artifact path that the step names; undefined when its text is no path, which is a finding of its own.
 */
export async function resolveCommit(
  sha: string,
  artifact: RepoPath | undefined,
  { commits }: RefContext,
  { history }: Pick<RefPorts, 'history'>,
): Promise<RefResolution> {
  const [commit, ...more] = commits.filter((candidate) => candidate.sha.startsWith(sha));
  if (commit === undefined) {
    const range = `the ${commits.length} commits of this output`;
    // Digits may also be the name of a branch; only the words differ, never the state of a ref that counts.
    const elsewhere = (await history.resolve([sha])).get(sha)?.startsWith(sha);
    return elsewhere
      ? mismatched(`commit ${short(sha)} is in the repository, but not among ${range}`)
      : unresolved(`no commit ${short(sha)} among ${range}`);
  }
  if (more.length > 0) {
    const all = [commit, ...more].map((candidate) => candidate.sha).join(', ');
    return mismatched(`${sha} begins ${more.length + 1} commits of this output: ${all}`);
  }
  const subject = `commit ${commit.sha} of this output`;
  if (artifact !== undefined && !commit.paths.includes(artifact))
    return mismatched(`${subject} does not touch ${artifact}`);
  return resolved(artifact === undefined ? subject : `${subject}, touches ${artifact}`, 'E2', {
    commit: commit.sha,
  });
}

import type { Source, SourceChange } from '../../src/analysis/source-change.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';

/** A changed file from its two texts; undefined: the file is not there. */
export function sourceChange(
  path: string,
  base: string | undefined,
  head: string | undefined,
): SourceChange {
  return { path: path as RepoPath, base: textSource(base), head: textSource(head) };
}

function textSource(text: string | undefined): Source {
  return text === undefined ? undefined : { state: 'text', text };
}

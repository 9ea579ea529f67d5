import type { ArtifactRef } from '../model/artifact-ref.ts';
import type { TreeEntry } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Scope } from '../model/scope.ts';
import type { Sha } from '../model/sha.ts';
import { scopeReaches } from './authorised-scope.ts';

type Tree = ReadonlyMap<RepoPath, TreeEntry>;
type FileRef = Extract<ArtifactRef, { readonly kind: 'file' }>;

/** An output where its executor left it, and where it would land: merged with the base tip. */
export interface LandedTrees {
  readonly head: Tree;
  readonly landed: Tree;
  /** undefined = no spec could be read: every difference counts against a test run. */
  readonly scope: Scope | undefined;
  /** The text of a blob that `textsOfLanding` asked for; undefined = it cannot be read as text. */
  readonly text: (blob: Sha) => string | undefined;
}

/** Why something that holds at the head does not hold where it would land. */
export interface Lost {
  /** `unverifiable`: nobody could look. */
  readonly state: 'unresolved' | 'mismatched' | 'unverifiable';
  readonly lookedUp: string;
}

/** Both sides of a file whose cited lines have to be found again, because what landed changed it as well. */
export function textsOfLanding(
  ref: ArtifactRef | undefined,
  { head, landed }: Pick<LandedTrees, 'head' | 'landed'>,
): readonly Sha[] {
  if (ref?.kind !== 'file' || ref.lines === undefined) return [];
  const [before, after] = [head.get(ref.path), landed.get(ref.path)];
  if (before === undefined || after === undefined || before.blob === after.blob) return [];
  return [before.blob, after.blob];
}

/**
 * A ref that resolves at the head of its output, looked up again in the merge with the base tip (seed D13, threat C12).
 * Commits, diffs and the plan are the same things there; files and test runs need not be. undefined = it holds.
 */
export function lostOnLanding(ref: ArtifactRef | undefined, trees: LandedTrees): Lost | undefined {
  switch (ref?.kind) {
    case 'file':
      return lostFile(ref, trees);
    case 'test-run':
      return outdatedRun(trees);
    case 'diff':
      return 'patch' in ref.of ? lostFile({ kind: 'file', path: ref.of.patch }, trees) : undefined;
    default:
      return undefined;
  }
}

function lostFile({ path, lines, sha256 }: FileRef, trees: LandedTrees): Lost | undefined {
  const [before, after] = [trees.head.get(path), trees.landed.get(path)];
  if (after === undefined) return { state: 'unresolved', lookedUp: `there is no file ${path}` };
  if (after.mode === '120000' || after.mode === '160000')
    return { state: 'mismatched', lookedUp: `${path} is no regular file` };
  if (before === undefined || before.blob === after.blob) return undefined;
  if (sha256 !== undefined)
    return { state: 'mismatched', lookedUp: `${path} has another content than the cited sha256` };
  return lines && lostLines(path, lines, trees.text(before.blob), trees.text(after.blob));
}

/** Lines may have moved; they may not have changed. */
function lostLines(
  path: RepoPath,
  [first, last]: readonly [number, number],
  before: string | undefined,
  after: string | undefined,
): Lost | undefined {
  if (before === undefined || after === undefined)
    return { state: 'unverifiable', lookedUp: `${path} cannot be read as text` };
  const cited = before.split('\n').slice(first - 1, last);
  return `\n${after}\n`.includes(`\n${cited.join('\n')}\n`)
    ? undefined
    : { state: 'mismatched', lookedUp: `lines ${first}-${last} of ${path} read otherwise` };
}

/** Tests of one content say nothing about another one: what landed must not have changed what they were run for. */
function outdatedRun({ head, landed, scope }: LandedTrees): Lost | undefined {
  const counts = scope === undefined ? () => true : scopeReaches(scope);
  const paths = [...new Set([...head.keys(), ...landed.keys()])].filter(counts).sort();
  const moved = paths.find((path) => !same(head.get(path), landed.get(path)));
  return (
    moved && { state: 'mismatched', lookedUp: `${moved}, which the run covers, is another one` }
  );
}

function same(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  return a?.blob === b?.blob && a?.mode === b?.mode;
}

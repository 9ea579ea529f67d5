import { noiseOf } from '../analysis/change-noise.ts';
import { changedFunctions } from '../analysis/changed-functions.ts';
import { compareTests } from '../analysis/compare-tests.ts';
import type { Source, SourceChange } from '../analysis/source-change.ts';
import type { ChangedPath, TreeEntry } from '../model/change.ts';
import { LIMITS } from '../model/limits.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';
import type { Blob } from '../ports/blobs.ts';
import type { Gatherers } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { OutputFacts } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';

type Names =
  | 'head'
  | 'changedPaths'
  | 'headTree'
  | 'baseTree'
  | 'functions'
  | 'noise'
  | 'commits'
  | 'testChanges';

/** What the output changes, from trees and blobs: merge base(s) to head, never a working tree (decisions K7, K9). */
export function changeFacts(
  { history, blobs, syntax }: Pick<OutputPorts, 'history' | 'blobs' | 'syntax'>,
  { output, base }: Pick<OutputRequest, 'output' | 'base'>,
): Gatherers<OutputFacts, Names> {
  const bases = once(() => history.mergeBases(base, output.head));
  const changes = once(async () => changesOver(await bases(), output.head));
  const sources = once(async () => readSources(await changes()));

  return {
    head: () =>
      look(async () => {
        const [mergeBases, tree] = await Promise.all([bases(), history.treeId(output.head)]);
        return { sha: output.head, tree, base, mergeBases };
      }),
    changedPaths: () => look(changes),
    headTree: () => look(async () => byPath(await history.tree(output.head))),
    baseTree: () => look(async () => byPath(await history.tree(base))),
    commits: () => look(async () => history.commits(await bases(), output.head)),
    functions: async (get) =>
      standingOn([await get('changedPaths')], () =>
        look(async () =>
          Promise.all((await sources()).map((change) => changedFunctions(syntax, change))),
        ),
      ),
    noise: async (get) =>
      standingOn([await get('changedPaths')], () => look(async () => noiseOf(await sources()))),
    testChanges: async (get) =>
      standingOn([await get('changedPaths')], () =>
        look(async () => compareTests(syntax, await sources())),
      ),
  };

  /**
   * What differs from any merge base is changed (threat D09), unless it is what the base tip has: landing changes nothing
   * there, and the work of others that was merged is not the executor's. Without a merge base everything differs.
   */
  async function changesOver(from: readonly Sha[], head: Sha): Promise<readonly ChangedPath[]> {
    const [mergeBase = base, ...more] = from;
    const first = await history.changes(mergeBase, head);
    if (more.length === 0) return first;
    const [landing, ...others] = await Promise.all(
      [base, ...more].map((commit) => history.changes(commit, head)),
    );
    const differing = new Set(landing?.map(({ path }) => path));
    const all = [first, ...others].flat().filter(({ path }) => differing.has(path));
    // What one merge base already had was there before: it is no addition, though another one lacks it.
    const [lacking, having] = [all.filter(isAddition), all.filter((change) => !isAddition(change))];
    const union = new Map([...lacking, ...having].map((change) => [change.path, change]));
    return [...union.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async function readSources(changes: readonly ChangedPath[]): Promise<readonly SourceChange[]> {
    const ids = changes
      .flatMap((change) => [change.oldBlob, change.newBlob])
      .filter((id) => id !== undefined);
    const found = await blobs.read([...new Set(ids)], LIMITS.sourceBytes);
    return changes.map((change) => ({
      path: change.path,
      base: sideOf(change.oldMode, change.oldBlob, found),
      head: sideOf(change.newMode, change.newBlob, found),
    }));
  }
}

function isAddition({ oldBlob }: ChangedPath): boolean {
  return oldBlob === undefined;
}

/** Symlinks and submodules have no source; a blob that is gone is as unreadable as one that is too large. */
function sideOf(mode: string, id: Sha | undefined, found: ReadonlyMap<Sha, Blob>): Source {
  if (id === undefined) return undefined;
  if (mode === '120000' || mode === '160000') return { state: 'binary' };
  return found.get(id) ?? { state: 'too-large' };
}

function byPath(entries: readonly TreeEntry[]): ReadonlyMap<RepoPath, TreeEntry> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

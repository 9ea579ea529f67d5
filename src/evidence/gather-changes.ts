import type { ChangedPath, TreeEntry } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';
import type { Gatherers } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { OutputFacts } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';
import { type StudyPorts, studyChanges } from './study-changes.ts';

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
  ports: StudyPorts & Pick<OutputPorts, 'history'>,
  { output, base }: Pick<OutputRequest, 'output' | 'base'>,
): Gatherers<OutputFacts, Names> {
  const { history } = ports;
  const bases = once(() => history.mergeBases(base, output.head));
  const changes = once(async () => changesOver(await bases(), output.head));
  const study = studyChanges(ports, changes);

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
    functions: async (get) => standingOn([await get('changedPaths')], () => look(study.functions)),
    noise: async (get) => standingOn([await get('changedPaths')], () => look(study.noise)),
    testChanges: async (get) => standingOn([await get('changedPaths')], () => look(study.tests)),
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
}

function isAddition({ oldBlob }: ChangedPath): boolean {
  return oldBlob === undefined;
}

function byPath(entries: readonly TreeEntry[]): ReadonlyMap<RepoPath, TreeEntry> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

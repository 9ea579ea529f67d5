import { judgePaths } from '../analysis/authorised-scope.ts';
import { driftUnits } from '../analysis/drift.ts';
import { pathsWith } from '../analysis/path-standing.ts';
import type { ChangedPath, TreeEntry } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';
import type { Gatherers, Get } from './gatherers.ts';
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

type Units = Pick<OutputFacts, 'functions' | 'noise'>;

/** What the output changes, from trees and blobs: merge base(s) to head, never a working tree (decisions K7, K9). */
export function changeFacts(
  ports: StudyPorts & Pick<OutputPorts, 'history'>,
  {
    output,
    base,
    policy,
    units = 'all',
  }: Pick<OutputRequest, 'output' | 'base' | 'policy' | 'units'>,
): Gatherers<OutputFacts, Names> {
  const { history } = ports;
  const bases = once(() => history.mergeBases(base, output.head));
  const changes = once(async () => changesOver(await bases(), output.head));
  const study = studyChanges(ports, changes);
  let asked: Promise<Units> | undefined;
  const studied = (get: Get<OutputFacts>, paths: readonly ChangedPath[]): Promise<Units> => {
    asked ??= units === 'all' ? allUnits(paths) : unitsInDoubt(get, paths);
    return asked;
  };

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
      standingOn([await get('changedPaths')], (paths) =>
        look(async () => (await studied(get, paths)).functions),
      ),
    noise: async (get) =>
      standingOn([await get('changedPaths')], (paths) =>
        look(async () => (await studied(get, paths)).noise),
      ),
    testChanges: async (get) => standingOn([await get('changedPaths')], () => look(study.tests)),
  };

  /**
   * The units that a verdict can turn on. While nothing is outside the scope no share is taken, so that what there is
   * inside decides nothing; only in files that are opened by symbols something may still be outside.
   */
  async function unitsInDoubt(
    get: Get<OutputFacts>,
    changes: readonly ChangedPath[],
  ): Promise<Units> {
    const [spec, plan, others] = await Promise.all([get('spec'), get('plan'), get('others')]);
    if (spec.state !== 'known' || plan.state !== 'known' || others.state !== 'known')
      return allUnits(changes);
    const authority = { spec: spec.value.spec, plan: plan.value, others: others.value.scopes };
    const judged = judgePaths(changes, { ...authority, policy });
    const opened = pathsWith(judged, 'inside').filter(({ standing }) => standing.by === 'symbols');
    const functions = await study.functions(opened.map(({ change }) => change));
    const noise: Units['noise'] = new Set();
    const { outside } = driftUnits(judged, functions, noise);
    return outside.length === 0 ? { functions, noise } : allUnits(changes);
  }

  async function allUnits(changes: readonly ChangedPath[]): Promise<Units> {
    const [functions, noise] = await Promise.all([study.functions(changes), study.noise(changes)]);
    return { functions, noise };
  }

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

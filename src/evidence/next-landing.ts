import type { RangeCommit } from '../model/change.ts';
import type { NonEmpty } from '../model/rule-result.ts';
import type { Sha } from '../model/sha.ts';
import type { History } from '../ports/history.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { TrialMerge, TrialMerges } from '../ports/trial-merges.ts';
import type { ForeignRest } from './merge-group-facts.ts';

export interface MergeGroupPorts {
  readonly history: Pick<History, 'commits' | 'treeId' | 'changes'>;
  readonly merges: Pick<TrialMerges, 'onto' | 'bring'>;
}

export interface MergeGroupRequest {
  /** What the group would be put on, and the commit that the branch would point to. */
  readonly base: Sha;
  readonly head: Sha;
  /** All that could be in it: they want to merge into its branch. */
  readonly outputs: readonly Candidate[];
  /** Id of the output that the queue built the group for, the last in it. */
  readonly named: string | undefined;
}

export type Candidate = Pick<PendingOutput, 'id' | 'head'>;

export interface Place {
  readonly sha: Sha;
  readonly tree: Sha;
}

export type Commit = RangeCommit & Place;

/** The next output that lands, and the commits that it takes. */
export interface Landing {
  readonly state: 'step';
  readonly base: Sha;
  /** Place of its last commit among those ahead. */
  readonly at: number;
  readonly commit: Sha;
  readonly own: readonly Candidate[];
}

/**
 * Whose the next commits are. Only trees decide: a merge names the head that it merges, a squash or a rebase is the first
 * commit with the tree that some output makes of what is below it. Names in titles and refs are hints, for saying what
 * differs.
 * @param seen ids of those that have landed before
 */
export function nextLanding(
  ports: MergeGroupPorts,
  request: MergeGroupRequest,
  at: Place,
  ahead: NonEmpty<Commit>,
  seen: ReadonlySet<string>,
): Promise<Landing | ForeignRest> {
  const [commit] = ahead;
  const [, merged, another] = commit.parents;
  if (merged === undefined) return madeAnew(ports, request, at, ahead, seen);
  return another === undefined
    ? merging(ports, request, at, commit, merged)
    : Promise.resolve(undecided(commit, 'it merges several commits at once, as no queue does'));
}

/** A commit that says which head it merges. */
async function merging(
  ports: MergeGroupPorts,
  { outputs }: MergeGroupRequest,
  at: Place,
  commit: Commit,
  merged: Sha,
): Promise<Landing | ForeignRest> {
  const own = outputs.filter(({ head }) => head === merged);
  const [first] = own;
  if (first === undefined)
    return undecided(commit, `it merges ${merged}, and no open pull request has that head`);
  const trial = (await ports.merges.onto(at.sha, [merged])).get(merged);
  return trial?.state === 'clean' && trial.tree === commit.tree
    ? { state: 'step', base: at.sha, at: 0, commit: commit.sha, own }
    : different(ports, first, trial, commit);
}

/** A squash is one commit, a rebase as many as the output has: the first that has its tree ends it. */
async function madeAnew(
  ports: MergeGroupPorts,
  { outputs, named }: MergeGroupRequest,
  at: Place,
  ahead: NonEmpty<Commit>,
  seen: ReadonlySet<string>,
): Promise<Landing | ForeignRest> {
  const [commit] = ahead;
  const trials = await ports.merges.onto(at.sha, [...new Set(outputs.map(({ head }) => head))]);
  const makes = ({ head }: Candidate, tree: Sha): boolean => {
    const trial = trials.get(head);
    return trial?.state === 'clean' && trial.tree === tree;
  };
  const merge = ahead.findIndex(({ parents }) => parents.length > 1);
  for (const [place, { sha, tree }] of ahead.slice(0, merge < 0 ? undefined : merge).entries()) {
    const own = tree === at.tree ? [] : outputs.filter((one) => makes(one, tree));
    if (own.length > 0) return { state: 'step', base: at.sha, at: place, commit: sha, own };
  }
  const hint = /.*\((#\d{1,10})\)$/.exec(commit.subject)?.[1];
  const known = (id: string | undefined) => outputs.find((one) => one.id === id && !seen.has(id));
  const hinted = known(hint);
  const suspect = hinted ?? known(named);
  if (suspect === undefined)
    return undecided(commit, 'no open pull request makes it of what lands before it');
  const end = hinted ? commit : (ahead.at(-1) ?? commit);
  return different(ports, suspect, trials.get(suspect.head), end);
}

async function different(
  { history, merges }: MergeGroupPorts,
  { id }: Candidate,
  trial: TrialMerge | undefined,
  commit: Commit,
): Promise<ForeignRest> {
  if (trial?.state !== 'clean')
    return undecided(commit, `git cannot merge ${id} with what lands before it`);
  await merges.bring([trial.tree]);
  const changes = await history.changes(trial.tree, commit.sha);
  const paths = changes.map(({ path }) => path);
  return { state: 'different', output: id, commit: commit.sha, paths };
}

function undecided({ sha }: Commit, because: string): ForeignRest {
  return { state: 'undecided', commit: sha, because };
}

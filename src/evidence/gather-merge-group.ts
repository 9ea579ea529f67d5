import type { RangeCommit } from '../model/change.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Sha } from '../model/sha.ts';
import { look } from './look.ts';
import type { LandingStep, MergeGroup } from './merge-group-facts.ts';
import {
  type Commit,
  type Landing,
  type MergeGroupPorts,
  type MergeGroupRequest,
  nextLanding,
  type Place,
} from './next-landing.ts';

/** Reads along first parents whose work each commit is, base first (threat G06, decision K14). */
export function gatherMergeGroup(
  ports: MergeGroupPorts,
  request: MergeGroupRequest,
): Promise<Evidence<MergeGroup>> {
  return look(async () => {
    const { base, head, outputs, named } = request;
    const commits = await ports.history.commits([base], head);
    const { steps, rest } = await readLine(ports, request, commits);
    const heads = new Set(commits.map(({ sha }) => sha));
    const landing = new Set(steps.flatMap((step) => step.outputs));
    const said = [named, rest?.state === 'different' ? rest.output : undefined];
    const others = outputs.flatMap((one) =>
      !landing.has(one.id) && (said.includes(one.id) || heads.has(one.head)) ? [one.id] : [],
    );
    return { steps, rest, others };
  });
}

async function readLine(
  ports: MergeGroupPorts,
  request: MergeGroupRequest,
  commits: readonly RangeCommit[],
): Promise<Omit<MergeGroup, 'others'>> {
  const { base, head } = request;
  const line = firstParents(commits, base, head);
  if (line === undefined || line.length === 0) {
    const because = line ? 'there is nothing on top of the base' : `it does not stand on ${base}`;
    return { steps: [], rest: { state: 'undecided', commit: head, because } };
  }
  let ahead = await Promise.all(
    line.map(async (one) => ({ ...one, tree: await ports.history.treeId(one.sha) })),
  );
  let at: Place = { sha: base, tree: await ports.history.treeId(base) };
  const steps: LandingStep[] = [];
  for (;;) {
    const [commit, ...more] = ahead;
    if (commit === undefined) return { steps, rest: undefined };
    if (addsNothing(commit, at)) {
      at = commit;
      ahead = more;
      continue;
    }
    const seen = new Set(steps.flatMap(({ outputs }) => outputs));
    const read = await nextLanding(ports, request, at, [commit, ...more], seen);
    if (read.state !== 'step') return { steps, rest: read };
    steps.push(await withThoseBelow(ports, request, read, seen));
    at = ahead[read.at] as Commit;
    ahead = ahead.slice(read.at + 1);
  }
}

/** Oldest first; undefined = the line does not begin at the base. */
function firstParents(
  commits: readonly RangeCommit[],
  base: Sha,
  head: Sha,
): readonly RangeCommit[] | undefined {
  const known = new Map(commits.map((commit) => [commit.sha, commit]));
  const line: RangeCommit[] = [];
  let at: Sha | undefined = head;
  while (at !== base) {
    const commit: RangeCommit | undefined = at === undefined ? undefined : known.get(at);
    if (commit === undefined) return undefined;
    line.unshift(commit);
    at = commit.parents[0];
  }
  return line;
}

/** A commit of nobody else's history that changes nothing: a rebase keeps those. */
function addsNothing({ parents, tree }: Commit, at: Place): boolean {
  return parents.length === 1 && tree === at.tree;
}

/** Outputs that the head of a step was built on land with it, whether anybody queued them or not. */
async function withThoseBelow(
  { history }: MergeGroupPorts,
  { outputs }: MergeGroupRequest,
  { base, commit, own }: Landing,
  seen: ReadonlySet<string>,
): Promise<LandingStep> {
  const brought = new Set<Sha>();
  for (const head of new Set(own.map((one) => one.head)))
    for (const { sha } of await history.commits([base], head)) brought.add(sha);
  const landing = outputs.filter(
    (one) => own.includes(one) || (brought.has(one.head) && !seen.has(one.id)),
  );
  return { base, commit, outputs: landing.map(({ id }) => id) };
}

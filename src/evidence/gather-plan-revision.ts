import { type PlanVersion, versionBefore } from '../analysis/plan-chain.ts';
import { planDifference } from '../analysis/plan-difference.ts';
import { type Evidence, known, missing, unknown } from '../model/evidence.ts';
import type { Plan } from '../model/plan.ts';
import type { Sha } from '../model/sha.ts';
import { gatherCompleted, type Since } from './gather-completed.ts';
import { outputGatherers } from './gather-output-facts.ts';
import { type Gatherers, gatherFacts } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { OutputFacts, RefResolution } from './output-facts.ts';
import type { OutputPorts } from './output-request.ts';
import type { PlanRevisionFacts, Revisers } from './plan-revision-facts.ts';
import type { PlanProposal, PlanRevisionRequest } from './plan-revision-request.ts';
import { planVersions, proposedText, readProposed } from './plan-texts.ts';
import { type LandedWork, resolveJustification } from './resolve-justification.ts';

/** How every fact of Gate 4 is gathered for one revision. */
export function planRevisionGatherers(
  ports: OutputPorts,
  request: PlanRevisionRequest,
): Gatherers<PlanRevisionFacts> {
  const { history, outputs } = ports;
  const { proposal, base, authority } = request;
  const changes = once(() => changedPaths(ports, request));
  const tree = once(() => history.tree(base));
  const text = once(() => proposedText(ports, proposal));
  const versions = once(async () => planVersions(ports, authority, (await text()).text));
  const since = once(async (): Promise<Since | undefined> => {
    const [before] = versionBefore(await versions());
    if (before === undefined) return undefined;
    const commit = before.commit as Sha;
    return { commit, commits: await history.commits([commit], base) };
  });

  return {
    reading: () => look(async () => readProposed(await text())),
    proposed: async (get) =>
      standingOn([await get('reading')], ({ plan }) =>
        plan === undefined
          ? missing('the text is no plan', 'plan-revision/plan-wellformed')
          : known(plan),
      ),
    history: () => look(versions),
    changedPaths: changes,
    revisers: () => revisersOf(ports, proposal),
    justifications: async (get) =>
      standingOn([await get('proposed'), await get('history')], (proposed, before) =>
        look(async () => {
          const refs = refsToLookUp(proposed, before);
          if (refs.length === 0) return new Map<string, RefResolution>();
          const own = proposal.kind === 'branch' ? proposal.output.head : undefined;
          const pending = (await outputs.list()).map(({ head }) => head);
          const work: LandedWork = {
            base,
            landed: new Set((await since())?.commits.map(({ sha }) => sha)),
            pending: new Set(pending.filter((head) => head !== own)),
            tree: once(async () => new Map((await tree()).map((entry) => [entry.path, entry]))),
          };
          const found = await Promise.all(
            refs.map((ref) => resolveJustification(ref, work, ports)),
          );
          return new Map(refs.map((ref, at) => [ref, found[at] as RefResolution]));
        }),
      ),
    completed: async (get) =>
      standingOn([await get('proposed'), await look(since)], (proposed, landed) =>
        gatherCompleted(ports, request, { proposed, since: landed }),
      ),
    baseFiles: () => look(async () => (await tree()).map(({ path }) => path)),
  };
}

/** Every ref that a change or an answer names. */
function refsToLookUp(proposed: Plan, history: readonly PlanVersion[]): readonly string[] {
  const changes = versionBefore(history).flatMap(({ plan }) => planDifference(plan, proposed));
  const answers = proposed['open-questions'].flatMap((question) => question['answer-ref'] ?? []);
  return [...new Set([...changes.flatMap(({ because }) => because), ...answers])];
}

/** As Gate 2 takes them: over all merge bases, both sides of renames. */
async function changedPaths(
  ports: OutputPorts,
  request: PlanRevisionRequest,
): Promise<Evidence<PlanRevisionFacts['changedPaths']>> {
  const { proposal } = request;
  if (proposal.kind === 'draft') return known([]);
  const gatherers = outputGatherers(ports, { ...request, output: proposal.output });
  const facts = await gatherFacts<OutputFacts>(gatherers, new Set(['changedPaths']));
  return facts.changedPaths;
}

/** What commits say of their authors is what the authors typed (threat G11): whoever was signed in, else the branch. */
async function revisersOf(
  { signedIn }: Pick<OutputPorts, 'signedIn'>,
  proposal: PlanProposal,
): Promise<Evidence<Revisers>> {
  if (proposal.kind === 'draft') return known({ kind: 'draft' });
  const { output } = proposal;
  if (signedIn !== undefined)
    return look(async () => ({ kind: 'people', people: [await signedIn.author(output)] }));
  const { ref, task } = output;
  const branch = /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined)
    return unknown(
      `who made ${ref}, and on which branch, is known to GitHub only`,
      'Judge the branch itself, or run the gates where people are signed in.',
    );
  const madeFor = task !== undefined || /^handoff(?:\/|$)/i.test(branch) ? 'executor' : 'nobody';
  return known({ kind: 'local', branch, madeFor });
}

import { type LandedTrees, lostOnLanding, textsOfLanding } from '../analysis/landed-evidence.ts';
import type { Touch } from '../analysis/path-meeting.ts';
import type { ArtifactRef } from '../model/artifact-ref.ts';
import type { TreeEntry } from '../model/change.ts';
import { type Evidence, known, valueIfKnown } from '../model/evidence.ts';
import type { CompletedStep } from '../model/handoff-contract.ts';
import { parseArtifactRef } from '../model/parse-artifact-ref.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { TrialMerges } from '../ports/trial-merges.ts';
import { outputGatherers } from './gather-output-facts.ts';
import { gatherFacts } from './gatherers.ts';
import { historyAhead } from './history-ahead.ts';
import type { CitedEvidence, LandingEvidence } from './integration-facts.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { OutputFacts, RefResolution, StepEvidence } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';
import { readBrought } from './read-brought.ts';
import type { Survey } from './survey-pending.ts';

export interface LandingPorts extends OutputPorts {
  readonly merges: TrialMerges;
}

type Request = Pick<OutputRequest, 'engine' | 'base' | 'authority' | 'policy'>;
type Files = ReadonlyMap<RepoPath, TreeEntry>;

/**
 * Looks up the evidence of outputs again, as it would land: every ref at the head, now, as Gate 2 does it, and what holds
 * there once more in the merge with the base tip. By output id; what does not merge with the base has no place to land
 * and is absent. An output that brought no text costs nothing.
 */
export async function gatherLandingEvidence(
  ports: LandingPorts,
  request: Request,
  { index, trees }: Pick<Survey, 'index' | 'trees'>,
  judged: readonly PendingOutput[],
): Promise<ReadonlyMap<string, Evidence<LandingEvidence>>> {
  const texts = await look(() => ports.outputs.texts(judged));
  const base = once(() => ports.history.tree(request.base));
  const byId = new Map(judged.map((output) => [output.id, output]));
  const brought = judged.filter(({ id }) => trees.has(id) && valueIfKnown(texts)?.has(id));
  const heads = brought.map(({ head }) => head);
  const ahead = { ...ports, history: await historyAhead(ports.history, request.base, heads) };
  const evidence = new Map<string, Evidence<LandingEvidence>>();
  for (const { name, touches } of index.outputs) {
    const output = byId.get(name);
    if (output === undefined) continue;
    const found = await standingOn([texts], async (read) => {
      const text = read.get(name);
      if (text === undefined) return known(NO_CONTRACT);
      const tree = trees.get(name) as Sha; // in the index = it has a tree
      const landed = await look(async () => onto(await base(), touches));
      return lookUp(ahead, request, { output, text, tree, landed });
    });
    evidence.set(name, found);
  }
  return evidence;
}

interface Landing {
  readonly output: PendingOutput;
  readonly text: string;
  /** The tree of its merge with the base tip, and the files of that. */
  readonly tree: Sha;
  readonly landed: Evidence<Files>;
}

async function lookUp(
  ports: LandingPorts,
  request: Request,
  { output, text, tree, landed }: Landing,
): Promise<Evidence<LandingEvidence>> {
  const source = `text of ${output.id}`;
  const gatherers = outputGatherers(ports, { ...request, output, text: { source, text } });
  const needed = new Set<keyof OutputFacts>(['contract', 'steps', 'spec', 'headTree']);
  const { contract, steps, spec, headTree } = await gatherFacts<OutputFacts>(gatherers, needed);
  if (contract.state === 'missing') return known(NO_CONTRACT);
  return standingOn([contract, steps, headTree, landed], async (said, looked, head, files) => {
    const claims = looked.flatMap((step) => claimsOf(said['completed-steps'][step.index], step));
    const wanted = claims.flatMap(({ ref }) => textsOfLanding(ref, { head, landed: files }));
    const texts = await readBrought(ports, new Map(wanted.map((blob) => [blob, tree])));
    return standingOn([texts], async (read) => {
      const scope = valueIfKnown(spec)?.spec.scope;
      const trees = { head, landed: files, scope, text: (blob: Sha) => read.get(blob) };
      const cited = claims.map((claim) => lookedUpAgain(claim, trees));
      return known({ contract: 'read', gate2: await gate2Says(ports, output), cited } as const);
    });
  });
}

/** The base tip with everything that the output changes there. */
function onto(base: readonly TreeEntry[], touches: readonly Touch[]): Files {
  const files = new Map(base.map((entry) => [entry.path, entry]));
  for (const { changed } of touches) {
    const { path, newMode: mode, newBlob: blob } = changed;
    if (blob === undefined) files.delete(path);
    else files.set(path, { path, mode, blob });
  }
  return files;
}

interface Claim {
  readonly field: string;
  readonly cited: string;
  readonly ref: ArtifactRef | undefined;
  readonly resolution: RefResolution;
}

/** What a step says that it produced, and what it says proves it. */
function claimsOf(
  step: CompletedStep | undefined,
  { index, artifact, ref, resolution }: StepEvidence,
): readonly Claim[] {
  if (step === undefined) return [];
  const produced = parseArtifactRef(step.artifact);
  return [
    {
      field: `completed-steps[${index}].artifact`,
      cited: step.artifact,
      ref: 'ref' in produced ? produced.ref : undefined,
      resolution: artifact,
    },
    { field: `completed-steps[${index}].ref`, cited: step.ref, ref, resolution },
  ];
}

function lookedUpAgain(
  { field, cited, ref, resolution: { state, lookedUp } }: Claim,
  trees: LandedTrees,
): CitedEvidence {
  const lost = state === 'resolved' ? lostOnLanding(ref, trees) : undefined;
  return lost
    ? { field, cited, kind: ref?.kind, where: 'landing', ...lost }
    : { field, cited, kind: ref?.kind, where: 'head', state, lookedUp };
}

/** Whether Gate 2 found all of it on this very head: then what is gone now was there. */
async function gate2Says(
  { record }: LandingPorts,
  { task, head }: PendingOutput,
): Promise<'passed' | 'not-passed'> {
  const lines = task === undefined ? [] : await record.of(task);
  const last = lines.findLast((line) => line.gate === 'output' && line.head === head);
  return last?.state === 'passed' ? 'passed' : 'not-passed';
}

const NO_CONTRACT: LandingEvidence = { contract: 'none', gate2: 'not-passed', cited: [] };

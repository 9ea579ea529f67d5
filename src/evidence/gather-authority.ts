import { evidenceMark, sameEvidence } from '../analysis/same-evidence.ts';
import { readSpecText } from '../analysis/spec-text.ts';
import type { ArtifactRef } from '../model/artifact-ref.ts';
import { known, missing } from '../model/evidence.ts';
import type { HandoffContract } from '../model/handoff-contract.ts';
import { parseArtifactRef } from '../model/parse-artifact-ref.ts';
import type { Plan } from '../model/plan.ts';
import type { TaskId } from '../model/task-id.ts';
import { specDigest } from '../model/task-spec.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { Gatherers } from './gatherers.ts';
import { contractIn } from './handoff-text.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { OtherWork, OutputFacts, SpecReading } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';
import { planInForce } from './plan-in-force.ts';

type Names = 'binding' | 'specReading' | 'spec' | 'plan' | 'others';

/** What authorises the output, read where its executor cannot write (decision K1). */
export function authorityFacts(
  ports: OutputPorts,
  request: OutputRequest,
): Gatherers<OutputFacts, Names> {
  const { output } = request;
  const rest = once(async () => (await ports.outputs.list()).filter(({ id }) => id !== output.id));

  return {
    binding: async (get) => {
      const contract = await get('contract');
      const claimed = contract.state === 'known' ? contract.value['task-id'] : undefined;
      const rivals = async (): Promise<readonly string[]> =>
        output.task === undefined
          ? []
          : (await rest()).filter((other) => cameFirst(other, output)).map(({ id }) => id);
      return look(async () => ({
        output: output.id,
        bound: output.task,
        claimed,
        rivals: await rivals(),
        ...(output.stranger !== undefined && { stranger: output.stranger }),
      }));
    },
    specReading: async (get) =>
      standingOn([await get('binding')], ({ bound, claimed }) =>
        look(() => findSpec(ports, request, bound ?? claimed)),
      ),
    spec: async (get) =>
      standingOn([await get('specReading')], ({ task, authorised }) => {
        if (authorised !== undefined) return known(authorised);
        if (task === undefined)
          return missing('the output belongs to no task', 'output/task-binding');
        return missing('the spec of the task cannot be read', 'output/spec-current');
      }),
    plan: () => look(() => planInForce(ports.plans, request.authority)),
    others: async (get) => {
      const contract = await get('contract');
      return standingOn([await get('plan'), await get('binding')], (plan, { bound, claimed }) =>
        look(async () => {
          const others = (await rest()).filter(
            ({ task }) => task !== undefined && task !== (bound ?? claimed),
          );
          const [scopes, citations] = await Promise.all([
            scopesOf(ports, request, others, plan),
            contract.state === 'known' ? citationsOf(ports, others, contract.value) : [],
          ]);
          return { scopes, citations };
        }),
      );
    },
  };
}

/** Of two outputs of one task the earlier one keeps it; the same moment goes by id, so that exactly one is a rival. */
function cameFirst(other: PendingOutput, output: PendingOutput): boolean {
  if (other.task !== output.task) return false;
  return other.since < output.since || (other.since === output.since && other.id < output.id);
}

async function findSpec(
  { tasks, seals }: OutputPorts,
  { authority }: OutputRequest,
  task: TaskId | undefined,
): Promise<SpecReading> {
  if (task === undefined) return { task, source: 'no task', problems: [], authorised: undefined };
  const [texts, seal] = await Promise.all([tasks.read(authority, [task]), seals.find(task)]);
  const found = texts.get(task);
  if (found === undefined) {
    const problems = [{ field: '', message: `there is no spec of task ${task}` }];
    return { task, source: 'the default branch', problems, authorised: undefined };
  }
  const { source, people } = found;
  const read = readSpecText(found.text);
  if (!read.ok) return { task, source, problems: read.problems, authorised: undefined };
  const sealed = seal && { digest: seal.digest, plan: seal.plan };
  const writers = people === undefined ? 'planners' : 'anybody';
  const digest = specDigest(read.value);
  const authorised = { spec: read.value, digest, source, writers, seal: sealed } as const;
  return { task, source, problems: [], authorised };
}

/** The plan says what each task owns; only tasks that it does not name cost a spec. */
async function scopesOf(
  { tasks }: OutputPorts,
  { authority }: OutputRequest,
  others: readonly PendingOutput[],
  plan: Plan | undefined,
): Promise<OtherWork['scopes']> {
  const planned = new Map(plan?.tasks.map((task) => [task.id, task.scope]));
  const ids = [...new Set(others.flatMap(({ task }) => task ?? []))];
  const unplanned = ids.filter((id) => (planned.get(id) ?? []).length === 0);
  const texts = await tasks.read(authority, unplanned);
  return ids.flatMap((task) => {
    const read = readSpecText(texts.get(task)?.text ?? '');
    const patterns =
      planned.get(task) ?? (read.ok ? [...read.value.scope.files, ...read.value.scope.create] : []);
    return patterns.length === 0 ? [] : [{ task, patterns }];
  });
}

/**
 * Citations of evidence that the output cites too, however either of them spells it. Only texts that hold the mark of one
 * are parsed: among a thousand outputs that is none or a few (threat C15).
 */
async function citationsOf(
  { outputs }: OutputPorts,
  others: readonly PendingOutput[],
  own: HandoffContract,
): Promise<OtherWork['citations']> {
  const refs = readRefs(own);
  const marks = [...new Set(refs.flatMap(({ ref }) => evidenceMark(ref) ?? []))];
  if (marks.length === 0) return [];
  const texts = await outputs.texts(others);
  return others.flatMap(({ id, head, task }) => {
    const text = texts.get(id) ?? '';
    if (task === undefined || !marks.some((mark) => text.includes(mark))) return [];
    return readRefs(contractIn(text))
      .filter((cited) => refs.some(({ ref }) => sameEvidence(ref, cited.ref)))
      .map((cited) => ({ task, output: id, head, ref: cited.text }));
  });
}

/** The refs of the completed steps, as written and as read; what cannot be read is evidence of nothing. */
function readRefs(
  contract: HandoffContract | undefined,
): readonly { readonly text: string; readonly ref: ArtifactRef }[] {
  return (contract?.['completed-steps'] ?? []).flatMap(({ ref: text }) => {
    const read = parseArtifactRef(text);
    return 'ref' in read ? [{ text, ref: read.ref }] : [];
  });
}

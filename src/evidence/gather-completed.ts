import { howLanded, type Landing } from '../analysis/how-landed.ts';
import { whyReviewDue } from '../analysis/review-due.ts';
import type { Gate } from '../model/actor.ts';
import type { RangeCommit } from '../model/change.ts';
import { type Evidence, known, valueIfKnown } from '../model/evidence.ts';
import type { Plan } from '../model/plan.ts';
import type { RecordLine } from '../model/record-line.ts';
import type { Sha } from '../model/sha.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import { outputGatherers } from './gather-output-facts.ts';
import { gatherFacts } from './gatherers.ts';
import { standingOn } from './look.ts';
import type { OutputFacts } from './output-facts.ts';
import type { OutputPorts } from './output-request.ts';
import type { CompletedTask } from './plan-revision-facts.ts';
import type { PlanRevisionRequest } from './plan-revision-request.ts';

/** What landed on the default branch since the version before. */
export interface Since {
  /** The commit that brought the version before. */
  readonly commit: Sha;
  readonly commits: readonly RangeCommit[];
}

interface Done extends Pick<CompletedTask, 'task' | 'head' | 'saidBy'> {
  /** undefined = it did not land. */
  readonly landing: Landing | undefined;
}

type Landed = ReadonlyMap<Sha, Landing>;

/**
 * Tasks that are called completed, by the record of the gates or by the revision, with what proves it. The evidence of
 * each is gathered as Gate 2 gathers it, at the head that landed, over what was there before.
 */
export async function gatherCompleted(
  ports: OutputPorts,
  request: PlanRevisionRequest,
  { proposed, since }: { readonly proposed: Plan; readonly since: Since | undefined },
): Promise<Evidence<readonly CompletedTask[]>> {
  const lines = await ports.record.all();
  const landed: Landed = since
    ? howLanded(since.commits, request.base, since.commit)
    : new Map<Sha, Landing>();
  const done = [...saidByRecord(lines, landed), ...saidByRevision(lines, landed, proposed)];
  const each = new Map(done.map((one) => [`${one.task} ${one.head}`, one]));
  const completed: CompletedTask[] = [];
  for (const { task, head, saidBy, landing } of each.values()) {
    const own = lines.filter((line) => line.task === task && line.head === head);
    const last = (gate: Gate) => own.findLast((line) => line.gate === gate);
    const id = last('output')?.output ?? `handoff/${task}`;
    const output = { id, ref: `refs/heads/${id}`, head, task, since: 0 };
    const found = landing && (await lookUp(ports, request, output, landing.before));
    if (found?.refs.state === 'unknown') return found.refs;
    completed.push({
      task,
      head,
      saidBy,
      landed: landing === undefined ? 'no' : 'yes',
      output: last('output')?.state,
      integration: last('integration')?.state,
      critic: last('critic-review')?.state,
      reviewDue: found?.reviewDue,
      refs: valueIfKnown(found?.refs),
    });
  }
  return known(completed);
}

/** Of each task the last head that was judged and landed. */
function saidByRecord(lines: readonly RecordLine[], landed: Landed): readonly Done[] {
  const heads = lines.flatMap(({ gate, task, head }) => {
    const landing = gate === 'output' ? landed.get(head as Sha) : undefined;
    return task === undefined || landing === undefined ? [] : [{ task, head, landing }];
  });
  const last = new Map(heads.map((one) => [one.task, one]));
  return [...last.values()].map(({ task, head, landing }) => ({
    task,
    head: judgedHead(lines, head as Sha, landing),
    saidBy: 'record' as const,
    landing,
  }));
}

function saidByRevision(
  lines: readonly RecordLine[],
  landed: Landed,
  { revision }: Plan,
): readonly Done[] {
  return (revision?.completed ?? []).map(({ task, head: named }) => {
    const landing = landed.get(named as Sha);
    const head = landing ? judgedHead(lines, named as Sha, landing) : (named as Sha);
    return { task, head, saidBy: 'revision', landing };
  });
}

/**
 * What landed is the tip of what was merged: a verdict on a commit below it says nothing about the commits above (threat
 * B01). Unless the tip was judged itself, as the output of a task that was built on this one.
 */
function judgedHead(lines: readonly RecordLine[], head: Sha, landing: Landing): Sha {
  const tip = lines.some((line) => line.gate === 'output' && line.head === landing.head);
  return tip ? head : landing.head;
}

async function lookUp(
  ports: OutputPorts,
  request: PlanRevisionRequest,
  output: PendingOutput,
  before: Sha,
) {
  const { engine, policy } = request;
  const gatherers = outputGatherers(ports, {
    engine,
    policy,
    output,
    base: before,
    authority: before,
  });
  const needed = new Set<keyof OutputFacts>(['contract', 'steps', 'spec', 'plan']);
  const facts = await gatherFacts<OutputFacts>(gatherers, needed);
  const spec = valueIfKnown(facts.spec)?.spec;
  const refs = await standingOn([facts.contract, facts.steps], (contract, steps) =>
    known(
      steps.flatMap(({ index, resolution }) => {
        const step = contract['completed-steps'][index];
        return step === undefined ? [] : [{ ref: step.ref, resolution }];
      }),
    ),
  );
  return { refs, reviewDue: spec && whyReviewDue(spec, policy, valueIfKnown(facts.plan)) };
}

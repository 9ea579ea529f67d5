import { driftOfOutput } from '../evidence/drift-of-output.ts';
import { historyAhead } from '../evidence/history-ahead.ts';
import type { Gate } from '../model/actor.ts';
import { GateError, type GateErrorKind } from '../model/gate-error.ts';
import type { Sha } from '../model/sha.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { Judged } from '../report/check-title.ts';
import type { Integration, Report } from '../report/report.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { judgeCriticReview } from './judge-critic-review.ts';
import {
  type IntegrationPorts,
  type JudgedIntegration,
  judgeIntegration,
} from './judge-integration.ts';
import { type JudgedOutput, type JudgeOutputPorts, judgeOutput } from './judge-output.ts';
import { judgePlanRevision } from './judge-plan-revision.ts';
import { recordOutput, recordVerdict } from './record-verdict.ts';
import { integrationOf } from './report-integration.ts';
import { outputReport } from './report-output.ts';

/** Gates over pending outputs that can be asked for alone. */
export type PendingGate = Extract<Gate, 'output' | 'integration' | 'plan-revision'>;

export type JudgePendingPorts = JudgeOutputPorts & IntegrationPorts;

export interface JudgePendingRequest {
  readonly engine: string;
  /** Tip of the branch that all of them want to merge into, and its name. */
  readonly base: Sha;
  readonly baseRef: string;
  /** Tip of the default branch: plan, policy and specs are read there (decision K1). */
  readonly authority: Sha;
  /** Ids of those to judge; left out: all. Each is compared with every pending output all the same. */
  readonly only?: readonly string[];
  /** Those whose place among the others changed, by what Gate 3 says of them now: they are judged as well. */
  readonly alsoIf?: (verdict: Verdict, integration: Integration) => boolean;
  /** Only what this gate says, also where it does not apply; left out: all that apply. */
  readonly gate?: PendingGate;
}

/** All that the gates have to say of one pending output. */
export interface JudgedPending {
  readonly output: PendingOutput;
  /** A gate that could not look has its reason instead of a verdict: never nothing (decision P4). */
  readonly judged: readonly [Judged, ...Judged[]];
  /** Share of the changed units outside the authorised scope, of this head alone; undefined = it was not measured. */
  readonly drift: number | undefined;
}

export interface PendingReport {
  readonly outputs: readonly JudgedPending[];
  readonly report: Report;
}

/**
 * Every gate over pending outputs, as a pull request meets them: is it what its task authorised, does it fit with the others,
 * and where it changes the plan or was reviewed, is that in order? Verdicts go into the record; nothing is published.
 */
export async function judgePending(
  given: JudgePendingPorts,
  request: JudgePendingRequest,
): Promise<PendingReport> {
  const { only, alsoIf, gate: _, ...where } = request;
  const { engine, base, baseRef } = where;
  const all = await given.outputs.list();
  const [first, second] = only ?? [];
  const alone = alsoIf === undefined && first !== undefined && second === undefined;
  const ports = await withHistory(given, base, alone ? all.filter(({ id }) => id === first) : all);
  const together = await attempt(() =>
    judgeIntegration(ports, { ...where, ...(alone && { only: first }) }),
  );
  const integration = together.ok ? integrationOf(together.value.survey) : undefined;
  const moved =
    together.ok && integration !== undefined && alsoIf !== undefined
      ? together.value.verdicts.filter((verdict) => alsoIf(verdict, integration))
      : [];
  const asked =
    only === undefined
      ? all
      : withSameHead(all, new Set([...only, ...moved.map(({ subject }) => subject.id)]));
  const judgedOutputs: JudgedOutput[] = [];
  const outputs: JudgedPending[] = [];
  for (const output of asked) {
    const own = await attempt(() => judgeOutput(ports, { ...request, output }));
    if (own.ok) {
      judgedOutputs.push(own.value);
      const { verdict, facts, policy } = own.value;
      if (facts !== undefined) await recordOutput(ports, verdict, facts, policy);
    }
    outputs.push({
      output,
      judged: await everyGate(ports, request, output, own, together),
      drift: own.ok ? driftShare(own.value) : undefined,
    });
  }
  return {
    outputs,
    report: {
      ...outputReport(engine, { name: baseRef, sha: base }, judgedOutputs),
      verdicts: outputs.flatMap(({ judged }) => judged.filter(isVerdict)),
      ...(integration && { integration }),
    },
  };
}

/** Every gate asks the same of the same heads. A git that cannot answer for all is asked for each, and each gate says so. */
async function withHistory(
  ports: JudgePendingPorts,
  base: Sha,
  outputs: readonly PendingOutput[],
): Promise<JudgePendingPorts> {
  const heads = outputs.map(({ head }) => head);
  const ahead = await attempt(() => historyAhead(ports.history, base, heads));
  return ahead.ok ? { ...ports, history: ahead.value } : ports;
}

function driftShare({ facts, policy }: JudgedOutput): number | undefined {
  const units = facts && driftOfOutput(facts, policy);
  if (units === undefined) return undefined;
  return units.changed.length === 0 ? 0 : units.outside.length / units.changed.length;
}

/** Checks belong to a commit: what is said of one of its pull requests is said of all (decision K5, threat A06). */
function withSameHead(
  all: readonly PendingOutput[],
  ids: ReadonlySet<string>,
): readonly PendingOutput[] {
  const heads = new Set(all.filter(({ id }) => ids.has(id)).map(({ head }) => head));
  return all.filter(({ head }) => heads.has(head));
}

async function everyGate(
  ports: JudgePendingPorts,
  request: JudgePendingRequest,
  output: PendingOutput,
  own: Attempt<JudgedOutput>,
  together: Attempt<JudgedIntegration>,
): Promise<JudgedPending['judged']> {
  const first = judgedOf('output', output, own.ok ? { ok: true, value: own.value.verdict } : own);
  const revision = await attempt(() =>
    judgePlanRevision(ports, { ...request, proposal: { kind: 'branch', output } }),
  );
  const more = [judgedOf('plan-revision', output, revision)];
  // Whoever hands nothing over waits for nobody; the others are still compared with it.
  if (!('outcome' in first) || first.outcome.state !== 'not-applicable') {
    const review = await attempt(() => judgeCriticReview(ports, { ...request, output }));
    more.push(
      judgedOf('integration', output, together.ok ? ofOutput(together.value, output) : together),
      judgedOf('critic-review', output, review),
    );
  }
  for (const judged of more)
    if (isVerdict(judged) && applies(judged)) await recordVerdict(ports, judged);
  const { gate } = request;
  if (gate === undefined)
    return [first, ...more.filter((judged) => !isVerdict(judged) || applies(judged))];
  // Why it does not apply to whoever hands nothing over, Gate 2 has said.
  return [[first, ...more].find((judged) => judged.gate === gate) ?? { ...first, gate }];
}

function isVerdict(judged: Judged): judged is Verdict {
  return 'outcome' in judged;
}

function applies({ outcome }: Verdict): boolean {
  return outcome.state !== 'not-applicable';
}

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown };

export async function attempt<T>(judge: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await judge() };
  } catch (error) {
    return { ok: false, error };
  }
}

function ofOutput({ verdicts }: JudgedIntegration, { id }: PendingOutput): Attempt<Verdict> {
  const value = verdicts.find(({ subject }) => subject.id === id);
  if (value !== undefined) return { ok: true, value };
  const error = new GateError('access', `${id} is not among the pending outputs any more`, {
    remedy: 'Nothing to do: it was merged or closed while it was judged.',
  });
  return { ok: false, error };
}

/** What a gate said, or why it could not say anything. */
export function judgedOf(
  gate: Gate,
  { id, head }: Pick<PendingOutput, 'id' | 'head'>,
  tried: Attempt<Verdict>,
): Judged {
  return tried.ok ? tried.value : { gate, subject: { id, head }, ...whyNot(tried.error) };
}

const OURS: ReadonlySet<GateErrorKind> = new Set(['usage', 'config', 'access']);

function whyNot(error: unknown): { readonly because: string; readonly remedy: string } {
  if (error instanceof GateError && OURS.has(error.kind))
    return { because: error.message, remedy: error.remedy };
  const said = error instanceof Error ? error.message : String(error);
  return {
    because: `the engine failed: ${said}`,
    remedy: 'Run it again; if it stays so, report it with the log of this run.',
  };
}

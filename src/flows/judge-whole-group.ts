import type { MergeGroup, MergeGroupFacts } from '../evidence/merge-group-facts.ts';
import { nothingElseLands } from '../gates/integration/nothing-else-lands.ts';
import { judge } from '../gates/judge.ts';
import { type Evidence, valueIfKnown } from '../model/evidence.ts';
import type { Sha } from '../model/sha.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictKey } from '../verdict/verdict-key.ts';
import { policyInForce, waiversInForce } from './read-policy.ts';

export interface WholeGroup {
  readonly engine: string;
  readonly base: Sha;
  readonly baseRef: string;
  readonly authority: Sha;
  readonly head: Sha;
  readonly group: Evidence<MergeGroup>;
}

/** What Gate 3 says of a group by itself: does anything land that is nobody's? */
export async function judgeWholeGroup(
  { plans, clock }: { readonly plans: PlanStore; readonly clock: Clock },
  { engine, base, baseRef, authority, head, group }: WholeGroup,
): Promise<Verdict> {
  const { policy, digest, notes } = await policyInForce(plans, authority);
  const today = clock.now().slice(0, 10);
  const subject = { id: GROUP_ID, head, base };
  const rules = judge<MergeGroupFacts>(
    [nothingElseLands],
    { group },
    { policy, subject: GROUP_ID, today },
  );
  return {
    schema: 'handoff-verdict/v1',
    engine,
    gate: 'integration',
    subject,
    mode: policy.mode,
    outcome: fold(rules),
    rules,
    key: verdictKey({
      engine,
      subject: GROUP_ID,
      head,
      baseRef,
      baseTip: base,
      mergeBases: [],
      contract: undefined,
      spec: undefined,
      plan: undefined,
      policy: digest,
      waivers: waiversInForce(policy, today),
      evidence: evidenceOf(group),
      otherHeads: [],
    }),
    notes,
  };
}

/** The subject of that verdict, beside the ids of the members. */
export const GROUP_ID = 'merge group';

function evidenceOf(group: Evidence<MergeGroup>): readonly string[] {
  const { steps, rest } = valueIfKnown(group) ?? { steps: [], rest: undefined };
  return [
    group.state,
    ...steps.map(({ base, commit, outputs }) => `${base} ${commit} ${outputs.join(' ')}`),
    ...(rest === undefined ? [] : [`${rest.state} ${rest.commit}`]),
    ...(rest?.state === 'different' ? rest.paths : []),
  ];
}

import type { CompletedTask } from '../../evidence/plan-revision-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { planRevisionRule } from '../rule.ts';

export const evidenceComplete = planRevisionRule({
  id: 'plan-revision/evidence-complete',
  holds:
    'Each task that landed since the version before passed Gates 2 and 3, and its critic where one was due; its refs are still there.',
  needs: ['completed'],
  to: 'planner',
  mast: 'FM-3.2',
  seed: ['G4a', 'D13', 'P10'],
  threats: ['G08', 'C12'],
  saw: ({ completed }) =>
    completed.length === 0
      ? 'neither the revision nor the record calls a task completed'
      : `${counted(completed.length, 'completed task')}: ${shortList(completed.map(({ task }) => task))}`,
  check: ({ completed }) => completed.flatMap(unprovedTask),
});

function unprovedTask(done: CompletedTask): readonly FindingDraft[] {
  const { landed, output, integration, critic, reviewDue, refs } = done;
  if (landed === 'no') return [notLanded(done)];
  return [
    ...verdict(done, 'Gate 2', output),
    ...verdict(done, 'Gate 3', integration),
    ...(reviewDue === undefined
      ? []
      : verdict(done, 'the critic gate', critic, ` A review was due: ${reviewDue}.`)),
    ...(refs === undefined ? [noContract(done)] : refs.flatMap((ref) => gone(done, ref))),
  ];
}

function notLanded({ task, head }: CompletedTask): FindingDraft {
  return {
    problem: `The revision calls ${task} completed with head ${short(head)}, which is not among what landed since the version before.`,
    fix: `Name the head of the output of ${task} that landed, or take ${task} out of revision.completed.`,
    at: { path: PLAN_FILE, field: 'revision.completed' },
    expected: 'a head that landed since the version before',
    found: head,
    facts: { task, head, lack: 'landed' },
    key: `${task} ${head} landed`,
  };
}

/** What landed without its gates proves nothing, whoever merged it (threat G08). A waiver is for one head. */
function verdict(
  { task, head, saidBy }: CompletedTask,
  gate: 'Gate 2' | 'Gate 3' | 'the critic gate',
  state: CompletedTask['output'],
  more = '',
): readonly FindingDraft[] {
  if (state === 'passed') return [];
  const found = state === undefined ? 'never judged' : state;
  return [
    {
      problem: `${task} landed with head ${short(head)}, and ${gate} ${state === undefined ? 'never judged it' : `says ${state}`}; the ${saidBy} calls it completed.${more}`,
      fix: `Take the output of ${task} back, or repair it in a task of its own; a planner who takes the risk waives this finding in the policy.`,
      at: { path: PLAN_FILE, field: 'revision.completed' },
      expected: `${gate} passed`,
      found,
      facts: { task, head, lack: gate, state: state ?? null },
      key: `${task} ${head} ${gate}`,
    },
  ];
}

function noContract({ task, head }: CompletedTask): FindingDraft {
  return {
    problem: `${task} landed with head ${short(head)}, and no contract that can be read came with it.`,
    fix: `Put the contract of ${task} back (git notes --ref=handoff add ${short(head)}), so that its evidence can be looked up.`,
    at: { path: PLAN_FILE, field: 'revision.completed' },
    expected: 'a handoff contract',
    found: 'none',
    facts: { task, head, lack: 'contract' },
    key: `${task} ${head} contract`,
  };
}

function gone(
  { task, head }: CompletedTask,
  { ref, resolution: { state, lookedUp } }: NonNullable<CompletedTask['refs']>[number],
): readonly FindingDraft[] {
  if (state === 'resolved') return [];
  return [
    {
      problem: `${task} landed with head ${short(head)} on ${ref}, and that is ${state}: ${lookedUp}.`,
      fix: `Repair the evidence of ${task}, or take what it claims back, before the plan builds on it.`,
      at: { path: PLAN_FILE, field: 'revision.completed' },
      expected: 'resolved',
      found: state,
      facts: { task, head, lack: 'ref', ref, state },
      ...(state === 'unverifiable' && { severity: 'unproven' as const }),
      key: `${task} ${head} ${ref}`,
    },
  ];
}

function short(head: string): string {
  return head.slice(0, 12);
}

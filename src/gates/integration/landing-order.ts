import type { Awaited } from '../../analysis/awaited.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { integrationRule } from '../rule.ts';

export const landingOrder = integrationRule({
  id: 'integration/landing-order',
  holds: 'Everything that this output depends on, by the plan or by its own history, has landed.',
  needs: ['output', 'awaited'],
  to: 'coordinator',
  mast: 'FM-2.5',
  seed: ['G5'],
  threats: [],
  saw: ({ awaited }) => `${awaited.length} tasks or outputs that must land first`,
  check: ({ output, awaited }) => awaited.map((one) => waits(output.id, one)),
});

function waits(self: string, one: Awaited): FindingDraft {
  if (one.state === 'not-seen')
    return {
      problem: `The plan makes ${self} depend on task ${one.task}, which has no pending output and was not seen to land.`,
      fix: `Land ${one.task} first; if it landed as another commit, have a planner waive this finding in the policy.`,
      at: { field: `depends-on.${one.task}` },
      severity: 'unproven',
      facts: { task: one.task, state: one.state },
    };
  const because =
    one.by === 'plan'
      ? `${self} depends on ${one.output} by the plan`
      : `${self} is stacked on ${one.output}, whose commits would land with it`;
  return {
    problem: `${because}, and ${one.output} is still pending.`,
    fix: `Land ${one.output} first; this clears by itself when it lands or closes.`,
    at: { output: one.output },
    facts: { output: one.output, state: one.state, by: one.by },
  };
}

import type { CitedEvidence, LandingEvidence } from '../../evidence/integration-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted } from '../../model/short-list.ts';
import { integrationRule } from '../rule.ts';

export const evidenceStillHolds = integrationRule({
  id: 'integration/evidence-still-holds',
  holds:
    'Everything that the contract cites is still there, at the head and in the merge with the base.',
  needs: ['output', 'evidence'],
  to: 'executor',
  mast: 'FM-3.2',
  seed: ['D7', 'D8', 'D13'],
  threats: ['C12'],
  skip: ({ evidence: { contract } }) =>
    contract === 'none' ? 'no contract that can be read came with it: see Gate 2' : undefined,
  saw: ({ evidence: { cited } }) =>
    `${counted(cited.length, 'artifact and ref', 'artifacts and refs')} looked up again`,
  check: ({ output, evidence }) =>
    evidence.cited
      .filter(({ state }) => state !== 'resolved')
      .map((lost) => finding(lost, output.id, evidence)),
});

function finding(
  lost: CitedEvidence,
  id: string,
  { gate2 }: Pick<LandingEvidence, 'gate2'>,
): FindingDraft {
  const { field, cited, where, state, lookedUp } = lost;
  const since = gate2 === 'passed' ? ' Gate 2 passed this very head, so it went away since.' : '';
  return {
    problem:
      where === 'landing'
        ? `${field} cites ${cited}, which holds at the head; in the merge with the base, ${lookedUp}.`
        : `${field} cites ${cited}: ${lookedUp}.${since}`,
    fix: fixOf(lost, id),
    at: { field },
    expected: 'resolved',
    found: state,
    facts: { cited, where, state, lookedUp, gate2 },
    // Nobody could look, or the run is still to come: that proves nothing, either way.
    ...((state === 'unverifiable' || state === 'pending') && { severity: 'unproven' as const }),
  };
}

function fixOf({ kind, where, state }: CitedEvidence, id: string): string {
  if (state === 'unverifiable')
    return 'Cite something that can be looked up here: a commit, a file or a recorded test run.';
  const first = where === 'landing' ? `Merge the base into ${id}; then` : 'In the branch,';
  return kind === 'test-run'
    ? `${first} run the tests on the head, record them (handoff-gate record-tests) and cite that run.`
    : `${first} cite what the head holds, or take the step out.`;
}

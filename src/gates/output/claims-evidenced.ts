import { type Claim, type ClaimKind, findClaims } from '../../analysis/claims.ts';
import type { StepEvidence } from '../../evidence/output-facts.ts';
import type { RefKind } from '../../model/artifact-ref.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { oneOf, quote } from '../../model/wording.ts';
import { outputRule } from '../rule.ts';

export const claimsEvidenced = outputRule({
  id: 'output/claims-evidenced',
  holds:
    'What the text claims about tests, builds and checks is something that the contract cites.',
  needs: ['prose', 'steps'],
  to: 'executor',
  mast: 'FM-3.2',
  seed: ['C3', 'C13', 'C16'],
  threats: [],
  saw: ({ prose, steps }) =>
    `${counted(findClaims(prose).length, 'claim')}, ${counted(steps.length, 'completed step')}`,
  check({ prose, steps }) {
    const claims = findClaims(prose);
    const cited = new Set(steps.flatMap(({ ref }) => ref?.kind ?? []));
    const kinds = [...new Set(claims.map(({ kind }) => kind))];
    return [
      ...kinds
        .filter((kind) => !EVIDENCE[kind].some((ref) => cited.has(ref)))
        .map((kind) =>
          unevidenced(
            kind,
            claims.filter((claim) => claim.kind === kind),
          ),
        ),
      ...miscounted(claims, steps),
    ];
  },
});

/** Kinds of ref that can prove a claim. Whether a cited one resolves is for output/refs-resolve to say. */
const EVIDENCE: Readonly<Record<ClaimKind, readonly RefKind[]>> = {
  'tests-pass': ['test-run'],
  'lint-clean': ['check', 'artifact', 'attestation'],
  'build-passes': ['check', 'artifact', 'attestation'],
  'ci-green': ['check'],
  coverage: ['artifact', 'attestation', 'check'],
  'nothing-breaks': ['test-run', 'check'],
  'checked-by-hand': ['comment', 'artifact'],
};

function unevidenced(kind: ClaimKind, claims: readonly Claim[]): FindingDraft {
  const words = [...new Set(claims.map((claim) => claim.words))].sort();
  const allowed = oneOf(EVIDENCE[kind]);
  return {
    problem: `The text says ${shortList(words.map(quote))}, and no completed step cites a ${allowed}.`,
    fix: `Delete the sentence, or add a completed step with a ${allowed} ref that shows it.`,
    at: { field: 'text', line: Math.min(...claims.map(({ line }) => line)) },
    expected: `a ${allowed} ref`,
    found: 'words only',
    facts: { kind, words },
    key: kind,
    // Tests are what everybody believes and what can always be recorded; the rest is advice.
    ...(kind === 'tests-pass' ? {} : { severity: 'warn' }),
  };
}

/** A number in the text that no cited run has: people remember the text (seed C16). Advice: it may count something else. */
function miscounted(
  claims: readonly Claim[],
  steps: readonly StepEvidence[],
): readonly FindingDraft[] {
  const runs = steps.flatMap(({ resolution }) => resolution.run ?? []);
  const passed = new Set(
    runs.flatMap(({ tests, files }) => [tests.passed, ...files.map((file) => file.passed)]),
  );
  const wrong = claims
    .flatMap(({ counts }) => counts?.passed ?? [])
    .filter((count) => runs.length > 0 && !passed.has(count));
  if (wrong.length === 0) return [];
  const said = [...new Set(wrong)].sort((a, b) => a - b);
  const were = [...passed].sort((a, b) => a - b);
  return [
    {
      problem: `The text counts ${said.join(', ')} passed tests; the runs that the contract cites have ${shortList(were.map(String))}.`,
      fix: 'Copy the number out of the recorded run, or delete it.',
      at: { field: 'text' },
      expected: shortList(were.map(String)),
      found: said.join(', '),
      facts: { said, were },
      key: 'counts',
      severity: 'warn',
    },
  ];
}

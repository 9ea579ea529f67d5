import type { Weakening, WeakeningKind } from '../../analysis/test-weakening.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const testsNotWeakened = outputRule({
  id: 'output/tests-not-weakened',
  holds: 'The tests prove at least as much as before, unless the spec names the test that may not.',
  needs: ['testChanges', 'spec'],
  to: 'executor',
  mast: 'FM-3.3',
  seed: ['G2c'],
  threats: ['C07', 'C11'],
  saw: ({ testChanges: { weakenings, unjudged } }) =>
    `${counted(weakenings.length, 'weakening')}, ${counted(unjudged.length, 'file')} that could not be read`,
  check({ testChanges, spec }) {
    const named = new Map<string, readonly string[]>(Object.entries(spec.spec.scope.symbols));
    const weaker = testChanges.weakenings
      .filter(({ path, subject }) => !named.get(path)?.includes(subject))
      .map(finding);
    return [
      // The same assertion twice in one test is one finding: nobody could tell the two apart.
      ...new Map(weaker.map((draft) => [`${draft.at?.path} ${draft.key}`, draft])).values(),
      ...testChanges.unjudged.map(({ path, because }) => ({
        problem: `${path} holds tests or their settings, and could not be compared: it ${because}.`,
        fix: `Make ${path} readable again, or revert it.`,
        at: { path },
        found: because,
        facts: { path, because },
        key: 'unjudged',
        severity: 'unproven' as const,
      })),
    ];
  },
});

const SAYS: Readonly<Record<WeakeningKind, string>> = {
  'test-removed': 'is removed',
  'test-skipped': 'no longer runs',
  'test-focused': 'runs alone, so that the others no longer run',
  'test-emptied': 'has no statement left',
  'assertions-fewer': 'asserts less',
  'matcher-weaker': 'is held to less',
  'assertion-constant': 'asserts what cannot fail',
  'assertion-swallowed': 'asserts where a failure is dropped',
  'assertion-unreachable': 'asserts where it is never reached',
  'subject-mocked': 'no longer runs what it tests',
  'snapshot-rewritten': 'has its recorded snapshot rewritten',
  'patience-raised': 'may take longer or try again more often',
  'threshold-lowered': 'asks for less coverage',
  'tests-deselected': 'picks fewer tests',
  'failure-ignored': 'reports a failure as a success',
  'run-removed': 'no longer runs the tests',
  'runner-patched': 'changes what the runner says',
};

/** More patience hides a flaky test, but proves no less: advice. */
const ADVICE: ReadonlySet<WeakeningKind> = new Set(['patience-raised']);

function finding({ kind, path, line, subject, was, now }: Weakening): FindingDraft {
  return {
    problem: `${path}: ${subject} ${SAYS[kind]}. It was: ${was}. It is: ${now}.`,
    fix: `Restore ${subject} in ${path}, or stop and ask the planner to name it under ${path} in scope.symbols.`,
    at: line === undefined ? { path } : { path, line },
    expected: was,
    found: now,
    facts: { path, kind, subject, was, now },
    key: `${kind} ${subject} ${was}`,
    ...(ADVICE.has(kind) && { severity: 'warn' as const }),
  };
}

import type { FindingDraft } from '../../model/finding.ts';
import type { HandoffContract } from '../../model/handoff-contract.ts';
import { counted } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { outputRule } from '../rule.ts';

export const selfCheckHonest = outputRule({
  id: 'output/self-check-honest',
  holds: "The executor's own check looked at this tree with this engine, and says what it found.",
  needs: ['contract', 'head', 'engine', 'otherFindings'],
  to: 'executor',
  mast: 'FM-2.6',
  seed: ['G2e'],
  threats: [],
  skip: ({ contract }) =>
    selfChecks(contract).length === 0 ? 'the contract carries no self-check' : undefined,
  saw: ({ contract, otherFindings }) =>
    `self-check: ${selfChecks(contract).map(({ findings }) => counted(findings, 'finding'))}; recomputed: ${otherFindings.length}`,
  check: ({ contract, head, engine, otherFindings }) =>
    selfChecks(contract).flatMap((check) => {
      // Another tree or engine may well have another number of findings: only the first difference is the cause.
      if (check['tree-sha'] !== head.tree) {
        return [stale('tree-sha', head.tree, check['tree-sha'], 'looked at another tree')];
      }
      if (check['engine-version'] !== engine) {
        return [
          stale('engine-version', engine, check['engine-version'], 'was made by another engine'),
        ];
      }
      const found = otherFindings.length;
      return check.findings === found ? [] : [untrue(found, check.findings)];
    }),
});

/** None or one: the field is optional. */
function selfChecks(contract: HandoffContract) {
  return [contract['self-check'] ?? []].flat();
}

function stale(field: string, expected: string, found: string, what: string): FindingDraft {
  return {
    problem: `The self-check of the contract ${what}: ${quote(found)} instead of ${quote(expected)}.`,
    fix: RUN_AGAIN,
    at: { field: `self-check.${field}` },
    expected,
    found,
    facts: { field, expected, found },
  };
}

function untrue(expected: number, found: number): FindingDraft {
  return {
    problem: `The contract says that its self-check had ${counted(found, 'finding')}; the same check of the same tree has ${expected}.`,
    fix: RUN_AGAIN,
    at: { field: 'self-check.findings' },
    expected: String(expected),
    found: String(found),
    facts: { field: 'findings', expected, found },
  };
}

const RUN_AGAIN = 'Run `handoff-gate check` on the head and copy what it says into self-check.';

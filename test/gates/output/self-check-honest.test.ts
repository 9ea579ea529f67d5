import type { FoundBefore } from '../../../src/evidence/output-facts.ts';
import { selfCheckHonest } from '../../../src/gates/output/self-check-honest.ts';
import { contract, outputFacts, sha } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const FOUND: readonly FoundBefore[] = [
  { id: 'hg_00000001', rule: 'output/tests-pass' },
  { id: 'hg_00000002', rule: 'output/tests-pass' },
];

function checked(
  check: Readonly<Record<string, unknown>>,
  otherFindings: readonly FoundBefore[] = [],
) {
  const honest = { 'engine-version': '0.1.0', findings: 0, 'tree-sha': sha('tree') };
  return outputFacts({
    contract: contract({ 'self-check': { ...honest, ...check } }),
    otherFindings,
  });
}

ruleTable(selfCheckHonest, {
  skips: [{ why: 'no self-check: nothing was claimed', facts: outputFacts() }],
  passes: [
    { why: 'nothing claimed, nothing found', facts: checked({}) },
    {
      why: 'two claimed, two found: honest about what is wrong',
      facts: checked({ findings: 2 }, FOUND),
    },
  ],
  fails: [
    {
      why: 'nothing claimed, two found (G2e)',
      facts: checked({}, FOUND),
      findings: [
        {
          at: { field: 'self-check.findings' },
          facts: { field: 'findings', expected: 2, found: 0 },
        },
      ],
    },
    {
      why: 'more claimed than found: it is not what the check says',
      facts: checked({ findings: 3 }, FOUND),
      findings: [{ facts: { field: 'findings', expected: 2, found: 3 } }],
    },
    {
      why: 'the check of another tree: a commit came after it',
      facts: checked({ 'tree-sha': sha('older') }),
      findings: [{ at: { field: 'self-check.tree-sha' }, expected: sha('tree') }],
    },
    {
      why: 'another tree and another number: the tree is the cause',
      facts: checked({ 'tree-sha': sha('older') }, FOUND),
      findings: [{ facts: { field: 'tree-sha' } }],
    },
    {
      why: 'the check of another engine, which may have other rules',
      facts: checked({ 'engine-version': '0.0.9' }, FOUND),
      findings: [{ at: { field: 'self-check.engine-version' }, expected: '0.1.0', found: '0.0.9' }],
    },
  ],
});

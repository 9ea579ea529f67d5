import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { type Conclusion, conclusionOf } from '../../src/verdict/conclusion.ts';
import type { Outcome, Verdict } from '../../src/verdict/verdict.ts';

const FINDING: Finding = {
  id: 'hg_00000001',
  rule: 'output/scope-compliance',
  severity: 'block',
  to: 'executor',
  mast: 'FM-2.3',
  problem: 'README.md is outside the scope',
  fix: 'Revert README.md.',
  facts: {},
};
const OUTCOMES: Readonly<Record<Outcome['state'], Outcome>> = {
  passed: { state: 'passed' },
  failed: { state: 'failed', findings: [FINDING] },
  unproven: { state: 'unproven', reasons: [{ rule: 'r', because: 'b', remedy: 'r' }] },
  'not-applicable': { state: 'not-applicable', because: 'no executor output' },
};

const TABLE: readonly (readonly [Verdict['mode'], Outcome['state'], Conclusion])[] = [
  ['block', 'passed', 'pass'],
  ['block', 'failed', 'fail'],
  ['block', 'unproven', 'not-proven'],
  ['block', 'not-applicable', 'pass'],
  ['warn', 'passed', 'pass'],
  ['warn', 'failed', 'pass'],
  ['warn', 'unproven', 'pass'],
  ['warn', 'not-applicable', 'pass'],
  ['observe', 'passed', 'pass'],
  ['observe', 'failed', 'pass'],
  ['observe', 'unproven', 'pass'],
  ['observe', 'not-applicable', 'pass'],
];

test.each(TABLE)('mode %s, %s: %s', (mode, state, conclusion) => {
  expect(conclusionOf({ mode, outcome: OUTCOMES[state] })).toBe(conclusion);
});

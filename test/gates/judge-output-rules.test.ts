import { expect, test } from '@jest/globals';
import { blocking, judgeOutputRules } from '../../src/gates/judge-output-rules.ts';
import { contractPresent } from '../../src/gates/output/contract-present.ts';
import { objectivePreserved } from '../../src/gates/output/objective-preserved.ts';
import { selfCheckHonest } from '../../src/gates/output/self-check-honest.ts';
import { Policy } from '../../src/model/policy.ts';
import { contract, gathered, outputFacts, sha } from '../support/output-facts.ts';

const RULES = [selfCheckHonest, objectivePreserved, contractPresent];
const claiming = (findings: number) =>
  outputFacts({
    contract: contract({
      objective: 'Something else',
      'self-check': { 'engine-version': '0.1.0', findings, 'tree-sha': sha('tree') },
    }),
  });
const judged = (findings: number, policy: Readonly<Record<string, unknown>> = {}) =>
  judgeOutputRules(RULES, gathered(claiming(findings)), {
    policy: Policy.parse(policy),
    subject: 'auth-oauth',
    today: '2026-05-03',
  });
const states = (findings: number, policy?: Readonly<Record<string, unknown>>) =>
  judged(findings, policy).map(({ rule, state }) => [rule, state]);

test('a rule about the others is judged by what they found, not by itself', () => {
  expect(states(1)).toEqual([
    ['output/contract-present', 'passed'],
    ['output/objective-preserved', 'failed'],
    ['output/self-check-honest', 'passed'],
  ]);
  expect(states(0)).toEqual([
    ['output/contract-present', 'passed'],
    ['output/objective-preserved', 'failed'],
    ['output/self-check-honest', 'failed'],
  ]);
});

test('advice is not counted', () => {
  expect(states(0, { rules: { 'output/objective-preserved': 'warn' } })).toEqual([
    ['output/contract-present', 'passed'],
    ['output/objective-preserved', 'passed'],
    ['output/self-check-honest', 'passed'],
  ]);
});

test('blocking names findings as a record does', () => {
  expect(blocking(judged(1))).toEqual([
    { id: expect.stringMatching(/^hg_/), rule: 'output/objective-preserved' },
  ]);
});

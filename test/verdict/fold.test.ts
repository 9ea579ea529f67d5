import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import type { RuleResult } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';

const said = { gate: 'output', holds: 'It holds.', to: 'executor', saw: 'what it saw' } as const;
const passed: RuleResult = { ...said, rule: 'output/a', state: 'passed', findings: [] };
const silent: RuleResult = { ...said, rule: 'output/b', state: 'not-applicable', findings: [] };
const finding = (severity: Finding['severity']): Finding => ({
  id: 'hg_00000001',
  rule: 'output/c',
  severity,
  to: 'executor',
  mast: 'FM-1.1',
  problem: `problem: ${severity}`,
  fix: 'Fix it.',
  facts: {},
});
const failed: RuleResult = {
  ...said,
  rule: 'output/c',
  state: 'failed',
  findings: [finding('warn'), finding('block')],
};
const blind: RuleResult = {
  ...said,
  rule: 'output/d',
  state: 'unproven',
  findings: [],
  remedy: 'Fetch it.',
};
const doubting: RuleResult = {
  ...said,
  rule: 'output/e',
  state: 'unproven',
  findings: [finding('unproven'), finding('warn')],
  remedy: 'Fix it.',
};

test('green when rules passed and others had nothing to say', () => {
  expect(fold([passed, silent])).toEqual({ state: 'passed' });
});

test('advice and waived findings do not turn it red', () => {
  const advised = { ...passed, findings: [finding('warn'), finding('waived')] };
  expect(fold([advised])).toEqual({ state: 'passed' });
});

test('red with exactly the findings that block', () => {
  expect(fold([passed, failed])).toEqual({ state: 'failed', findings: [finding('block')] });
});

test('red before unproven: who can act, acts', () => {
  expect(fold([blind, failed]).state).toBe('failed');
});

test('unproven before green, with what the rule could not see', () => {
  expect(fold([passed, blind])).toEqual({
    state: 'unproven',
    reasons: [{ rule: 'output/d', because: 'what it saw', remedy: 'Fetch it.' }],
  });
});

test('a rule’s own doubts are the reasons, advice is not', () => {
  expect(fold([doubting, passed])).toEqual({
    state: 'unproven',
    reasons: [{ rule: 'output/e', because: 'problem: unproven', remedy: 'Fix it.' }],
  });
});

test.each([
  ['no rule at all', []],
  ['only rules that had nothing to say', [silent, silent]],
])('%s is never green', (_, rules) => {
  expect(fold(rules)).toMatchObject({ state: 'unproven', reasons: [{ rule: 'every rule' }] });
});

import { expect, test } from '@jest/globals';
import { conclude } from '../../src/verdict/conclude.ts';
import { finding, ruleResult, verdict } from '../support/sample-report.ts';

const passed = verdict();
const failed = verdict({ rules: [ruleResult({ state: 'failed', findings: [finding()] })] });
const unproven = verdict({ rules: [ruleResult({ state: 'unproven', remedy: 'Fetch.' })] });
const notApplicable = verdict({ outcome: { state: 'not-applicable', because: 'no task' } });
const warned = { ...failed, mode: 'warn' } as const;
const observed = { ...unproven, mode: 'observe' } as const;

test.each([
  { why: 'all passed', verdicts: [passed, notApplicable], conclusion: 'pass' },
  { why: 'one no among passes', verdicts: [passed, failed], conclusion: 'fail' },
  { why: 'a no outweighs a doubt', verdicts: [unproven, failed], conclusion: 'fail' },
  { why: 'doubt is never clear', verdicts: [passed, unproven], conclusion: 'not-proven' },
  { why: 'mode warn never blocks', verdicts: [warned], conclusion: 'pass' },
  { why: 'mode observe never blocks', verdicts: [observed], conclusion: 'pass' },
  {
    why: 'a warned no beside a doubt that binds',
    verdicts: [warned, unproven],
    conclusion: 'not-proven',
  },
  { why: 'nothing was judged', verdicts: [], conclusion: 'not-proven' },
])('$why', ({ verdicts, conclusion }) => {
  expect(conclude(verdicts)).toBe(conclusion);
});

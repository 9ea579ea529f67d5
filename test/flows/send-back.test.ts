import { expect, test } from '@jest/globals';
import { packetOf } from '../../src/flows/send-back.ts';
import { known, unknown } from '../../src/model/evidence.ts';
import { Policy } from '../../src/model/policy.ts';
import { gathered, outputFacts, spec } from '../support/output-facts.ts';
import { finding, ruleResult, verdict } from '../support/sample-report.ts';

const red = { id: 'hg_00000001', rule: 'output/scope-compliance' };
const failed = verdict({ rules: [ruleResult({ state: 'failed', findings: [finding()] })] });
const policy = Policy.parse({});
const judged = (changes: Partial<Parameters<typeof packetOf>[0]> = {}) => ({
  verdict: failed,
  policy,
  facts: gathered(outputFacts()),
  ...changes,
});

test('the attempt by the record, the budget of the spec, and what is proved', () => {
  const facts = gathered(
    outputFacts({
      attempts: [{ attempt: 1, head: 'earlier', findings: [red] }],
      claimedAttempt: undefined,
    }),
  );
  expect(packetOf(judged({ facts }))).toMatchObject({
    'task-id': 'auth',
    attempt: 2,
    'attempts-left': 1,
    'return-to': 'executor',
    keep: ['AC1', 'AC2'],
  });
});

test('the stricter of spec and policy is the budget', () => {
  const wide = outputFacts().spec;
  const facts = gathered(
    outputFacts({ spec: { ...wide, spec: spec({ budget: { attempts: 9 } }) } }),
  );
  expect(packetOf(judged({ facts }))?.['attempts-left']).toBe(2);
  const strict = Policy.parse({ attempts: 1 });
  expect(packetOf(judged({ facts, policy: strict }))).toMatchObject({
    'attempts-left': 0,
    'return-to': 'planner',
  });
});

test.each([
  [
    'criteria-covered, by its fact',
    finding({ facts: { criterion: 'AC1' } }),
    'output/criteria-covered',
    ['AC2'],
  ],
  [
    'tests-pass, by its field',
    finding({ at: { field: 'AC1' }, facts: {} }),
    'output/tests-pass',
    ['AC2'],
  ],
  ['another rule', finding({ at: { field: 'AC1' } }), 'output/scope-compliance', ['AC1', 'AC2']],
] as const)('what %s objects to is not proved', (_, one, rule, keep) => {
  const rules = [ruleResult({ rule, state: 'failed', findings: [{ ...one, rule }] })];
  expect(packetOf(judged({ verdict: verdict({ rules }) }))?.keep).toEqual(keep);
});

test('a step that did not resolve proves nothing', () => {
  const steps = outputFacts().steps.map((step) => ({
    ...step,
    resolution: { state: 'unresolved', lookedUp: 'nothing', grade: 'E0' } as const,
  }));
  expect(packetOf(judged({ facts: gathered(outputFacts({ steps })) }))?.keep).toEqual([]);
});

test('what is not known is not made up', () => {
  const nothing = unknown('a missing object', 'Fetch.');
  const facts = {
    ...gathered(outputFacts()),
    attempts: nothing,
    spec: nothing,
    steps: nothing,
    claimedAttempt: known(undefined),
  };
  expect(packetOf(judged({ facts }))).toMatchObject({ attempt: 1, 'attempts-left': 2, keep: [] });
});

test.each([
  ['nothing blocks', judged({ verdict: verdict() })],
  [
    'it belongs to no task',
    judged({ verdict: { ...failed, subject: { id: 'x', head: 'a', base: 'b' } } }),
  ],
  ['the gate does not apply', judged({ facts: undefined })],
])('no packet: %s', (_, one) => {
  expect(packetOf(one)).toBeUndefined();
});

import { describe, expect, test } from '@jest/globals';
import { judge } from '../../src/gates/judge.ts';
import type { AnyRule, Rule } from '../../src/gates/rule.ts';
import { type Gathered, known, missing, unknown } from '../../src/model/evidence.ts';
import { type FindingDraft, findingId } from '../../src/model/finding.ts';
import { Policy } from '../../src/model/policy.ts';
import type { RuleResult } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';

/** Two facts are enough to show what the engine does with any. */
interface Facts {
  readonly text: string;
  readonly paths: readonly string[];
}

const FACTS: Gathered<Facts> = { text: known('a text'), paths: known([]) };
const DRAFT: FindingDraft = { problem: 'problem', fix: 'Fix it.', facts: {} };

function rule(overrides: Partial<Rule<Facts, keyof Facts>> = {}): AnyRule<Facts> {
  return {
    id: 'output/example',
    holds: 'The example holds.',
    needs: ['text'],
    to: 'executor',
    mast: 'FM-1.1',
    seed: [],
    threats: [],
    saw: ({ text }) => `${text.length} characters`,
    check: () => [],
    ...overrides,
  };
}

function judged(
  rules: readonly AnyRule<Facts>[],
  facts: Gathered<Facts> = FACTS,
  policy: Readonly<Record<string, unknown>> = {},
  today = '2026-05-03',
): readonly RuleResult[] {
  return judge(rules, facts, { policy: Policy.parse(policy), subject: 'auth-oauth', today });
}

function only(results: readonly RuleResult[]): RuleResult {
  expect(results).toHaveLength(1);
  return results[0] as RuleResult;
}

const failing = (overrides: Partial<FindingDraft> = {}) =>
  rule({ check: () => [{ ...DRAFT, ...overrides }] });
const ID = findingId('output/example', 'auth-oauth', DRAFT);
const waiver = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  waivers: [
    { finding: ID, reason: 'known risk', by: { user: 1 }, expires: '2026-05-03', ...overrides },
  ],
});

describe('a rule that is judged', () => {
  test('passes without findings, and says what it saw', () => {
    expect(only(judged([rule()]))).toEqual({
      rule: 'output/example',
      gate: 'output',
      holds: 'The example holds.',
      to: 'executor',
      state: 'passed',
      saw: '6 characters',
      findings: [],
    });
  });

  test('fails with a stamped finding', () => {
    const result = only(judged([failing({ at: { path: 'a.ts' } })]));
    expect(result.state).toBe('failed');
    expect(result.findings).toEqual([
      {
        ...DRAFT,
        at: { path: 'a.ts' },
        id: findingId('output/example', 'auth-oauth', { ...DRAFT, at: { path: 'a.ts' } }),
        rule: 'output/example',
        mast: 'FM-1.1',
        to: 'executor',
        severity: 'block',
      },
    ]);
  });

  test('sends a finding to the actor that the draft names', () => {
    expect(only(judged([failing({ to: 'planner' })])).findings[0]?.to).toBe('planner');
  });

  test('still passes with advice', () => {
    const result = only(judged([failing({ severity: 'warn' })]));
    expect(result).toMatchObject({ state: 'passed', findings: [{ severity: 'warn' }] });
  });

  test('is unproven by a doubt of its own, with the doubt’s fix as remedy', () => {
    const result = only(judged([failing({ severity: 'unproven', fix: 'Fetch it.' })]));
    expect(result).toMatchObject({ state: 'unproven', remedy: 'Fetch it.' });
  });

  test('fails when it has both a doubt and a finding', () => {
    const both = rule({
      check: () => [{ ...DRAFT, severity: 'unproven', key: 'doubt' }, { ...DRAFT }],
    });
    expect(only(judged([both])).state).toBe('failed');
  });

  test('sees only the facts that it names', () => {
    const seen: string[][] = [];
    const curious = rule({
      check: (facts) => {
        seen.push(Object.keys(facts));
        return [];
      },
    });
    judged([curious]);
    expect(seen).toEqual([['text']]);
  });

  test('has nothing to say when it skips; its check is not asked', () => {
    const skipping = rule({ skip: () => 'no symbols named', check: () => [DRAFT] });
    expect(only(judged([skipping]))).toMatchObject({
      state: 'not-applicable',
      saw: 'no symbols named',
      findings: [],
    });
    expect(only(judged([rule({ skip: () => undefined })])).state).toBe('passed');
  });
});

describe('order', () => {
  test('results stand by rule id, in whatever order the rules came', () => {
    const rules = [rule({ id: 'output/b' }), rule({ id: 'output/a' }), rule({ id: 'output/Z' })];
    expect(judged(rules).map((result) => result.rule)).toEqual([
      'output/Z',
      'output/a',
      'output/b',
    ]);
    expect(judged([...rules].reverse())).toEqual(judged(rules));
  });

  test('findings stand by path, field, output and line as a number', () => {
    const places = [
      {},
      { output: 'a' },
      { output: 'b' },
      { field: 'a' },
      { field: 'a', output: 'a' },
      { field: 'b', line: 7 },
      { path: 'a.ts', line: 2 },
      { path: 'a.ts', line: 10 },
      { path: 'a.ts', field: 'a', line: 1 },
      { path: 'b.ts' },
      { path: 'b.ts', line: 1 },
    ];
    const drafts = places.map((at, index) => ({ ...DRAFT, at, key: `key ${index}` }));
    const found = (list: readonly FindingDraft[]) =>
      only(judged([rule({ check: () => list })])).findings.map(({ at }) => at);
    // Each was first and last once. Ids are digests: eleven of them stand in this order by no accident.
    for (const by of drafts.keys())
      expect(found([...drafts.slice(by), ...drafts.slice(0, by)])).toEqual(places);
    expect(found([...drafts].reverse())).toEqual(places);
  });

  test('one finding twice is one place twice, and does not unsettle the order', () => {
    expect(only(judged([rule({ check: () => [DRAFT, DRAFT] })])).findings).toHaveLength(2);
  });
});

describe('facts that are not known', () => {
  test('an unknown fact leaves the rule unproven, with the reason and the remedy', () => {
    const facts = { ...FACTS, text: unknown('shallow clone', 'Run git fetch --unshallow.') };
    expect(only(judged([failing()], facts))).toMatchObject({
      state: 'unproven',
      saw: 'shallow clone',
      remedy: 'Run git fetch --unshallow.',
      findings: [],
    });
  });

  test('an unknown fact that the rule does not need does not matter', () => {
    const facts = { ...FACTS, paths: unknown('shallow clone', 'Run git fetch --unshallow.') };
    expect(only(judged([rule()], facts)).state).toBe('passed');
  });

  const absent: Gathered<Facts> = { ...FACTS, text: missing('no text', 'output/text-present') };
  const reporter = (overrides: Partial<Rule<Facts, keyof Facts>> = {}) =>
    rule({ id: 'output/text-present', needs: ['paths'], saw: () => 'a', ...overrides });
  const red = reporter({ check: () => [DRAFT] });
  const example = (results: readonly RuleResult[]) =>
    results.find((result) => result.rule === 'output/example');

  test('a missing fact leaves the word to the rule that reports it', () => {
    expect(example(judged([rule(), red], absent))).toEqual({
      rule: 'output/example',
      gate: 'output',
      holds: 'The example holds.',
      to: 'executor',
      state: 'not-applicable',
      saw: 'no text (see output/text-present)',
      findings: [],
    });
  });

  const doubts = reporter({ check: () => [{ ...DRAFT, severity: 'unproven' }] });
  test.each<readonly [why: string, AnyRule<Facts>, Gathered<Facts>]>([
    ['is in doubt', doubts, absent],
    ['could not look', reporter(), { ...absent, paths: unknown('403', 'Grant it.') }],
  ])('where that one %s, the doubt is told once, and the gate is not green', (_, other, facts) => {
    const results = judged([rule(), other], facts);
    expect(results.map(({ state }) => state)).toEqual(['not-applicable', 'unproven']);
    expect(fold(results).state).toBe('unproven');
  });

  const silent: readonly (readonly [
    why: string,
    rules: readonly AnyRule<Facts>[],
    policy: Readonly<Record<string, unknown>>,
  ])[] = [
    ['passed', [reporter()], {}],
    ['was turned to advice', [red], { rules: { 'output/text-present': 'warn' } }],
    ['was turned off', [red], { rules: { 'output/text-present': 'off' } }],
    ['had nothing to say', [reporter({ skip: () => 'not here' })], {}],
    ['is not in the registry', [], {}],
    [
      'passed, while another rule fails',
      [
        reporter(),
        rule({ id: 'output/z', needs: ['paths'], saw: () => 'z', check: () => [DRAFT] }),
      ],
      {},
    ],
    [
      'was waived',
      [red],
      waiver({ finding: findingId('output/text-present', 'auth-oauth', DRAFT) }),
    ],
  ];
  test.each(silent)('a missing fact is doubt when its reporter %s', (_, rules, policy) => {
    const result = example(judged([rule(), ...rules], absent, policy));
    expect(result?.state).toBe('unproven');
    expect(result?.remedy).toContain('output/text-present');
  });
});

describe('policy', () => {
  const modes = { 'output/example': 'warn' };

  test('warn turns a finding into advice', () => {
    expect(only(judged([failing()], FACTS, { rules: modes }))).toMatchObject({
      state: 'passed',
      findings: [{ severity: 'warn' }],
    });
  });

  test('warn lowers findings, never doubt', () => {
    const doubt = failing({ severity: 'unproven' });
    expect(only(judged([doubt], FACTS, { rules: modes })).state).toBe('unproven');
    const facts = { ...FACTS, text: unknown('shallow clone', 'Run git fetch --unshallow.') };
    expect(only(judged([rule()], facts, { rules: modes })).state).toBe('unproven');
  });

  test('off silences a rule, even one that could not look', () => {
    const facts = { ...FACTS, text: unknown('shallow clone', 'Run git fetch --unshallow.') };
    for (const given of [FACTS, facts]) {
      expect(
        only(judged([failing()], given, { rules: { 'output/example': 'off' } })),
      ).toMatchObject({ state: 'not-applicable', saw: 'turned off by the policy', findings: [] });
    }
  });

  test('block is what a rule does without a word', () => {
    expect(only(judged([failing()], FACTS, { rules: { 'output/example': 'block' } }))).toEqual(
      only(judged([failing()])),
    );
  });

  test.each(['warn', 'off'])('%s does not touch an integrity rule', (mode) => {
    const integrity = { ...failing(), integrity: true } as const;
    expect(only(judged([integrity], FACTS, { rules: { 'output/example': mode } }))).toMatchObject({
      state: 'failed',
      findings: [{ severity: 'block' }],
    });
  });

  test('an integrity rule may still advise', () => {
    const integrity = { ...failing({ severity: 'warn' }), integrity: true } as const;
    expect(only(judged([integrity])).state).toBe('passed');
  });
});

describe('waivers', () => {
  const states: readonly (readonly [why: string, waivers: object, today: string, state: string])[] =
    [
      ['on its last day it holds', waiver(), '2026-05-03', 'passed'],
      ['a day later it does not', waiver(), '2026-05-04', 'failed'],
      [
        'over the turn of the year it does not',
        waiver({ expires: '2026-12-31' }),
        '2027-01-01',
        'failed',
      ],
      [
        'for another finding it does not',
        waiver({ finding: 'hg_00000000' }),
        '2026-05-03',
        'failed',
      ],
    ];
  test.each(states)('%s', (_, policy, today, state) => {
    const result = only(judged([failing()], FACTS, { ...policy }, today));
    expect(result.state).toBe(state);
    expect(result.findings).toHaveLength(1);
  });

  test('a waived finding stays visible', () => {
    expect(only(judged([failing()], FACTS, waiver())).findings).toMatchObject([
      { id: ID, severity: 'waived' },
    ]);
  });

  test('an integrity rule cannot be waived', () => {
    const integrity = { ...failing(), integrity: true } as const;
    expect(only(judged([integrity], FACTS, waiver()))).toMatchObject({
      state: 'failed',
      findings: [{ severity: 'block' }],
    });
  });
});

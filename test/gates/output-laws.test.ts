import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { judge } from '../../src/gates/judge.ts';
import { blocking, judgeOutputRules } from '../../src/gates/judge-output-rules.ts';
import { outputRules } from '../../src/gates/registry.ts';
import type { AnyRule } from '../../src/gates/rule.ts';
import { type Gathered, missing, unknown } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Policy } from '../../src/model/policy.ts';
import type { RuleResult } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';
import {
  authorisedSpec,
  contract,
  gathered,
  outputFacts,
  plan,
  sha,
  task,
} from '../support/output-facts.ts';

const RULES: readonly AnyRule<OutputFacts>[] = outputRules;
const FACTS = Object.keys(outputFacts()) as readonly (keyof OutputFacts)[];
const UNSEEN = unknown('the clone is shallow', 'Run git fetch --unshallow.');

const context = (policy: Readonly<Record<string, unknown>> = {}, today = '2026-05-03') => ({
  policy: Policy.parse(policy),
  subject: 'auth-oauth',
  today,
});
const judged = (facts: Gathered<OutputFacts>, policy?: Readonly<Record<string, unknown>>) =>
  judgeOutputRules(RULES, facts, context(policy));
const findingsOf = (results: readonly RuleResult[]): readonly Finding[] =>
  results.flatMap(({ findings }) => findings);

/** Everything wrong at once that the text, the binding, the spec and the past can have. */
function allWrong(shift = 0): OutputFacts {
  const FOUND = ['hg_00000001', 'hg_00000002', 'hg_00000003'].map((id) => ({
    id,
    rule: 'output/tests-pass',
  }));
  return outputFacts({
    handoff: {
      ...outputFacts().handoff,
      blocks: [3, 40, 90].map((line) => ({ line: line + shift, bytes: 800 + shift })),
      hidden: [9, 7, 80].map((line) => ({ line: line + shift, construct: 'quote' })),
      invisible: [5, 4, 6].map((line) => ({ line: line + shift, name: 'U+200B' })),
    },
    reading: {
      problems: [
        { field: 'attempt', message: 'attempt is missing', line: 4 + shift },
        { field: 'objective', message: 'objective is missing', line: 6 + shift },
        { field: 'attempt', message: 'attempt is no number', line: 2 + shift },
      ],
    },
    contract: contract({
      objective: 'Something else',
      constraints: [
        'Session expiry: 24 days',
        'Session expiry: 24 weeks',
        'Use Redis',
        'Use MySQL',
      ],
      'open-questions': ['Which token?', 'Which store?', 'Which token? — deferred'],
      'next-step': {
        task: 'data-layer-connection',
        scope: ['src/a.ts', 'src/b.ts', 'src/db/connection.ts'],
        'acceptance-criteria': 'it works',
      },
      discovered: ['I added a pool', 'I fixed a test', 'Let me see'],
      addressed: ['hg_00000002', 'hg_00000009'],
      attempt: 7,
      'self-check': { 'engine-version': '0.1.0', findings: 0, 'tree-sha': sha('tree') },
    }),
    claimedAttempt: 7,
    prose: `${'\n'.repeat(shift)}CI is green. Lint is clean. 14 of 14 tests pass.`,
    steps: outputFacts().steps.slice(0, 1),
    binding: {
      ...outputFacts().binding,
      claimed: task('data-layer'),
      rivals: ['#9', '#12', '#7'],
    },
    spec: authorisedSpec(),
    specReading: {
      ...outputFacts().specReading,
      authorised: { ...authorisedSpec(), seal: { digest: '0'.repeat(64), plan: 2 } },
    },
    plan: plan({
      version: 3,
      tasks: ['data-layer-connection', 'auth-oauth', 'docs'].map((id) => ({
        id,
        scope: ['src/db/connection.ts', 'src/auth/oauth.ts'],
      })),
    }),
    attempts: [1, 2].map((attempt) => ({ attempt, head: sha(`head ${attempt}`), findings: FOUND })),
  });
}

describe('facts that nobody could look at', () => {
  const pairs = RULES.flatMap((rule) =>
    [...new Set<keyof OutputFacts>(rule.needs)].map((name) => [rule.id, name] as const),
  );

  test.each(pairs)('%s is unproven without %s', (id, name) => {
    const facts = { ...gathered(outputFacts()), [name]: UNSEEN };
    const result = judge(RULES, facts, context()).find(({ rule }) => rule === id);
    expect(result).toMatchObject({ state: 'unproven', saw: 'the clone is shallow', findings: [] });
  });

  test('honest facts are green; with any of them unknown the gate is not', () => {
    expect(fold(judged(gathered(outputFacts())))).toEqual({ state: 'passed' });
    const needed = new Set(RULES.flatMap((rule) => [...rule.needs]));
    // What the others found is made by judging, so it cannot be taken away.
    const gatherable = FACTS.filter((name) => needed.has(name) && name !== 'otherFindings');
    fc.assert(
      fc.property(fc.subarray(gatherable, { minLength: 1 }), (names) => {
        const facts = { ...gathered(outputFacts()) };
        const blind = Object.fromEntries(names.map((name) => [name, UNSEEN]));
        expect(fold(judged({ ...facts, ...blind })).state).toBe('unproven');
      }),
    );
  });

  test('a missing fact is doubt unless its reporter turned the gate red', () => {
    const cases: readonly (readonly [keyof OutputFacts, reporter: string])[] = [
      ['reading', 'output/contract-present'],
      ['contract', 'output/contract-present'],
      ['contract', 'output/contract-schema'],
      ['spec', 'output/spec-current'],
      ['spec', 'output/task-binding'],
    ];
    for (const [name, reporter] of cases) {
      const facts = { ...gathered(outputFacts()), [name]: missing('it is not there', reporter) };
      expect([name, reporter, fold(judged(facts)).state]).toEqual([name, reporter, 'unproven']);
    }
  });

  test('lowering the reporter to advice does not let its missing fact pass', () => {
    const facts = {
      ...gathered(outputFacts({ reading: { problems: [{ field: '', message: 'a tag' }] } })),
      contract: missing('it does not fit the schema', 'output/contract-schema'),
    };
    expect(fold(judged(facts)).state).toBe('failed');
    for (const mode of ['warn', 'off']) {
      const policy = { rules: { 'output/contract-schema': mode } };
      expect(fold(judged(facts, policy)).state).toBe('unproven');
    }
  });
});

describe('findings', () => {
  const wrong = findingsOf(judged(gathered(allWrong())));

  test('the sample is wrong in every way that the rules of text, binding, spec and past know', () => {
    expect(wrong.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        'output/attempts-within-budget',
        'output/claims-evidenced',
        'output/constraints-preserved',
        'output/contract-present',
        'output/contract-schema',
        'output/excluded-content',
        'output/findings-answered',
        'output/next-step-planned',
        'output/objective-preserved',
        'output/open-questions-marked',
        'output/self-check-honest',
        'output/spec-current',
        'output/task-binding',
      ]),
    );
  });

  test('do not depend on the order of any list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 97, maxLength: 97 }), (numbers) => {
        expect(judged(gathered(shuffled(allWrong(), numbers)))).toEqual(
          judged(gathered(allWrong())),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('have ids of their own', () => {
    expect(new Set(wrong.map(({ id }) => id)).size).toBe(wrong.length);
  });

  test('keep their ids when lines and sizes move between attempts', () => {
    const later = findingsOf(judged(gathered(allWrong(5))));
    expect(later.map(({ id }) => id)).toEqual(wrong.map(({ id }) => id));
  });

  test('each says what is wrong, one thing to do, and the same for machines', () => {
    for (const { problem, fix, facts, rule } of wrong) {
      expect([rule, problem, /^\S.*[.?]$/s.test(problem)]).toEqual([rule, problem, true]);
      expect([rule, fix, /^[A-Z].*\.$/s.test(fix)]).toEqual([rule, fix, true]);
      expect(Object.keys(facts)).not.toEqual([]);
    }
  });
});

describe('policy over the whole registry', () => {
  const modes = (mode: string) => ({
    rules: Object.fromEntries(RULES.map(({ id }) => [id, mode])),
  });
  const integrity = new Set<string>(
    RULES.filter((rule) => rule.integrity === true).map(({ id }) => id),
  );
  const facts = gathered(allWrong());

  test.each(['warn', 'off'])('%s silences every rule but those of integrity', (mode) => {
    const rules = new Set(blocking(judged(facts, modes(mode))).map(({ rule }) => rule));
    const all = blocking(judged(facts)).map(({ rule }) => rule);
    expect(rules).toEqual(new Set(all.filter((rule) => integrity.has(rule))));
  });

  test('waivers of every finding leave those of integrity, until they expire', () => {
    const waivers = findingsOf(judged(facts)).map(({ id }) => ({
      finding: id,
      reason: 'known risk',
      by: { user: 1 },
      expires: '2026-05-03',
    }));
    const on = (today: string) => judgeOutputRules(RULES, facts, context({ waivers }, today));
    const left = blocking(on('2026-05-03'));
    expect(left.every(({ rule }) => integrity.has(rule) || ABOUT_OTHERS.includes(rule))).toBe(true);
    expect(findingsOf(on('2026-05-03'))).toHaveLength(findingsOf(judged(facts)).length);
    expect(on('2026-05-04')).toEqual(judged(facts));
  });

  test('the rules that cannot be lowered are those of RULES.md', () => {
    for (const id of ['contract-present', 'task-binding', 'spec-current']) {
      expect([...integrity]).toContain(`output/${id}`);
    }
  });
});

/** Their findings change with what the others find. */
const ABOUT_OTHERS: readonly string[] = ['output/self-check-honest', 'output/findings-answered'];

/** The same facts with every list whose order says nothing in another order. */
function shuffled(facts: OutputFacts, numbers: readonly number[]): OutputFacts {
  let drawn = 0;
  const mix = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => {
        drawn += 1;
        return [Number(numbers[drawn % numbers.length]), item] as const;
      })
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  const { handoff, contract: handed, plan: planned } = facts;
  const next = handed['next-step'];
  return {
    ...facts,
    handoff: {
      ...handoff,
      blocks: mix(handoff.blocks),
      hidden: mix(handoff.hidden),
      invisible: mix(handoff.invisible),
    },
    reading: { problems: mix(facts.reading.problems) },
    contract: {
      ...handed,
      constraints: mix(handed.constraints),
      'open-questions': mix(handed['open-questions']),
      discovered: mix(handed.discovered),
      addressed: mix(handed.addressed),
      'next-step': 'status' in next ? next : { ...next, scope: mix(next.scope) },
    },
    binding: { ...facts.binding, rivals: mix(facts.binding.rivals) },
    plan: planned && { ...planned, tasks: mix(planned.tasks) },
    attempts: mix(facts.attempts).map((attempt) => ({
      ...attempt,
      findings: mix(attempt.findings),
    })),
  };
}

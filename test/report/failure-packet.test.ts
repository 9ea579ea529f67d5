import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { ACTORS, type Actor } from '../../src/model/actor.ts';
import { FailurePacket } from '../../src/model/failure-packet.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { TaskId } from '../../src/model/task-id.ts';
import {
  type FailureContext,
  failurePacket,
  PACKET_TOKENS,
  packetJson,
} from '../../src/report/failure-packet.ts';
import { tokenBound } from '../../src/report/token-bound.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { task } from '../support/output-facts.ts';
import { finding, ruleResult, verdict } from '../support/sample-report.ts';

const context: FailureContext = {
  task: task('auth-oauth'),
  attempt: 1,
  attempts: 3,
  covered: ['AC1'],
};

const tokens = (text: string): number =>
  encode(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() }).length;

function failing(...findings: readonly Partial<Finding>[]): Verdict {
  return verdict({
    rules: [
      ruleResult({ state: 'failed', findings: findings.map((draft) => finding(draft)) }),
      ruleResult({ rule: 'output/tests-pass', findings: [finding({ severity: 'warn' })] }),
    ],
  });
}

function packetOf(judged: Verdict, given: Partial<FailureContext> = {}): FailurePacket {
  const packet = failurePacket(judged, { ...context, ...given });
  if (packet === undefined) throw new Error('no packet');
  return packet;
}

describe('failurePacket', () => {
  test('says who must repair what, where, and what must stay as it is', () => {
    const judged = failing({
      at: { path: 'src/db/pool.ts', line: 3 },
      expected: 'src/auth/oauth.ts',
      found: '+14 -2',
    });
    expect(packetOf(judged)).toEqual({
      schema: 'handoff-failure/v1',
      'task-id': 'auth-oauth',
      attempt: 1,
      'attempts-left': 2,
      head: 'a1'.repeat(20),
      gate: 'output',
      'return-to': 'executor',
      findings: [
        {
          id: 'hg_1a2b3c4d',
          rule: 'output/scope-compliance',
          mast: 'FM-2.3',
          at: 'src/db/pool.ts:3',
          expected: 'src/auth/oauth.ts',
          found: '+14 -2',
          fix: 'Revert README.md, or stop and ask the planner for a wider scope.',
        },
      ],
      more: 0,
      keep: ['AC1'],
    });
  });

  test('a finding that says less: the output, what its rule holds, and its problem', () => {
    expect(packetOf(failing({})).findings[0]).toMatchObject({
      at: 'handoff/auth',
      expected: 'Every changed path is authorised by the sealed spec.',
      found: '1 of 4 changed paths is outside the scope: README.md',
    });
  });

  test.each([
    ['nothing blocks', verdict()],
    ['only advice', failing({ severity: 'warn' })],
    ['only doubt', failing({ severity: 'unproven' })],
    ['only what was waived', failing({ severity: 'waived' })],
  ])('no packet when %s', (_, judged) => {
    expect(failurePacket(judged, context)).toBeUndefined();
  });

  test.each<[string, Actor[], number, Actor]>([
    ['an executor repairs', ['executor'], 1, 'executor'],
    ['a Gate-1-class cause goes to the planner at once', ['executor', 'planner'], 1, 'planner'],
    ['a coordinator before an executor', ['executor', 'coordinator'], 2, 'coordinator'],
    ['a planner before a coordinator', ['coordinator', 'planner', 'executor'], 1, 'planner'],
    ['a critic before an executor', ['critic', 'executor'], 1, 'critic'],
    ['the last attempt is used up', ['executor'], 3, 'planner'],
    ['more attempts than there were', ['executor'], 5, 'planner'],
  ])('%s', (_, actors, attempt, to) => {
    const packet = packetOf(failing(...actors.map((actor) => ({ to: actor }))), { attempt });
    expect(packet['return-to']).toBe(to);
    expect(packet['attempts-left']).toBe(Math.max(0, 3 - attempt));
  });
});

describe('at most 600 tokens', () => {
  const many = (count: number, words: number): Partial<Finding>[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `hg_${String(at).padStart(8, '0')}`,
      at: { path: `src/area-${at}/file.ts` },
      found: 'changed outside the scope '.repeat(words),
    }));

  test('four ordinary findings stay whole', () => {
    const packet = packetOf(failing(...many(4, 1)));
    expect(packet.findings).toHaveLength(4);
    expect(packetJson(packet)).not.toContain('…');
  });

  test('texts get shorter before findings are left out', () => {
    const packet = packetOf(failing(...many(3, 40)));
    expect(packet.findings).toHaveLength(3);
    expect(packet.more).toBe(0);
    expect(packet.findings[0]?.found).toMatch(/^changed outside .*…$/);
  });

  test('what is left out is counted, the first findings stay', () => {
    const packet = packetOf(failing(...many(5_000, 40)));
    expect(packet.findings.length).toBeGreaterThanOrEqual(3);
    expect(packet.more).toBe(5_000 - packet.findings.length);
    expect(packet.findings[0]?.id).toBe('hg_00000000');
  });

  test('the same verdict gives the same packet', () => {
    const judged = failing(...many(30, 3));
    expect(packetOf(judged)).toEqual(packetOf(judged));
  });

  test('a character is never cut in half, hidden ones are shown', () => {
    const json = packetJson(packetOf(failing({ found: '👩‍💻\u202e'.repeat(500) })));
    expect(json).not.toMatch(/[\p{Cs}\u202e\u200d]/u);
    expect(json).toContain('\\u202e');
    expect(JSON.parse(json)).toMatchObject({ schema: 'handoff-failure/v1' });
  });

  test('by the tokenizer, whatever the findings, the task and the criteria hold', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...'}{~^`"\\\n\u202e😀日²qz '), maxLength: 3_000 }),
      fc.constant('a3f92bc0'.repeat(8)),
    );
    const drafts = fc.record({
      to: fc.constantFrom(...ACTORS),
      problem: hostile,
      fix: hostile,
      found: hostile,
      expected: hostile,
      at: fc.record({ path: hostile, field: hostile }),
    });
    const contexts = fc.record({
      task: fc.stringMatching(/^[qzj]{1,31}-[0-9xk]{1,32}$/).map((id) => id as TaskId),
      attempt: fc.integer({ min: 1, max: 1_000 }),
      attempts: fc.integer({ min: 1, max: 20 }),
      covered: fc.array(fc.stringMatching(/^AC\d{3}$/), { maxLength: 32 }),
    });
    fc.assert(
      fc.property(fc.array(drafts, { minLength: 1, maxLength: 8 }), contexts, (findings, given) => {
        const packet = packetOf(failing(...findings), given);
        expect(FailurePacket.parse(packet)).toEqual(packet);
        expect(packet.findings.length + packet.more).toBe(findings.length);
        const json = packetJson(packet);
        expect(tokenBound(json)).toBeLessThanOrEqual(PACKET_TOKENS);
        expect(tokens(json)).toBeLessThanOrEqual(PACKET_TOKENS);
      }),
      { numRuns: 500 },
    );
  });

  test('the worst of everything still has its first finding', () => {
    const worst = '\u{e0041}'.repeat(5_000);
    const judged: Verdict = {
      ...failing({
        rule: 'plan-revision/constraints-carry-forward',
        ...{ found: worst, expected: worst, fix: worst, at: { path: worst } },
      }),
      gate: 'plan-revision',
      subject: { id: worst, head: 'a1'.repeat(32), base: 'b2'.repeat(20) },
    };
    const packet = packetOf(judged, {
      task: task(`${'q-'.repeat(31)}qz`),
      covered: Array.from({ length: 32 }, (_, at) => `AC${968 + at}`),
    });
    expect(packet.findings).toHaveLength(1);
    expect(tokenBound(packetJson(packet))).toBeLessThanOrEqual(PACKET_TOKENS);
  });
});

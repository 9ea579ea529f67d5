import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CriticReviewFacts } from '../../src/evidence/critic-review-facts.ts';
import { reviewsIn } from '../../src/evidence/review-text.ts';
import { judge } from '../../src/gates/judge.ts';
import { judgeOutputRules } from '../../src/gates/judge-output-rules.ts';
import { criticReviewRules, outputRules } from '../../src/gates/registry.ts';
import { CriticReview } from '../../src/model/critic-review.ts';
import { Policy } from '../../src/model/policy.ts';
import { printReview } from '../../src/model/print-formats.ts';
import { fold } from '../../src/verdict/fold.ts';
import { resolvedRef, review, reviewFacts } from '../support/critic-review-facts.ts';
import { fenced, handedOver, json } from '../support/handed-over.ts';
import { changed, gathered, sha } from '../support/output-facts.ts';
import { valuesOf } from '../support/schema-values.ts';

const context = { policy: Policy.parse({}), subject: 'auth-oauth', today: '2026-05-03' };

/** Reviews of this head: honest, hostile, and everything between. */
const verdicts = fc.constantFrom('pass', 'fail', 'unknown');
const ofThisHead = fc
  .array(fc.record({ id: fc.constantFrom('R1', 'R2', 'AC1', 'R9'), verdict: verdicts }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((criteria) =>
    fc.constantFrom('claude-critic', 'codex', 'executor').map((critic) =>
      review({
        critic,
        criteria: criteria.map((one) => ({
          ...one,
          evidence: 'file:src/auth/oauth.ts',
          ...(one.verdict === 'fail' && { 'required-change': 'Name it', at: 'src/auth/oauth.ts' }),
        })),
      }),
    ),
  );
const anyReview = fc.oneof(fc.constant(review()), ofThisHead, valuesOf(CriticReview));

function factsOf(text: string, earlier: CriticReviewFacts['reviews']): CriticReviewFacts {
  const { blocks, problems, reviews } = reviewsIn(text);
  const [first] = reviews;
  const one = blocks === 1 ? first : undefined;
  return reviewFacts(one ?? 'none', {
    reading: { source: 'the note', blocks, problems, review: one },
    evidence: (one?.criteria ?? []).map(() => resolvedRef),
    reviews: [...reviews.map((own) => ({ review: own, changedSince: [] })), ...earlier],
  });
}

function outcomeOf(facts: CriticReviewFacts) {
  const { review: _, ...known } = gathered(facts);
  const seen =
    facts.reading.review === undefined
      ? {
          state: 'missing' as const,
          because: 'no review',
          reportedBy: 'critic-review/verdict-per-criterion',
        }
      : { state: 'known' as const, value: facts.reading.review };
  return fold(judge<CriticReviewFacts>(criticReviewRules, { ...known, review: seen }, context));
}

describe('decision K10: a critic only tightens', () => {
  test('no review, added to any others, turns the critic gate from red to green', () => {
    let red = 0;
    fc.assert(
      fc.property(
        fc.array(anyReview, { maxLength: 2 }),
        fc.array(ofThisHead, { maxLength: 1 }),
        anyReview,
        (there, before, added) => {
          const earlier = before.map((one) => ({
            review: { ...one, head: sha('before') },
            changedSince: ['README.md'],
          }));
          const text = there.map(printReview).join('\n\n');
          if (outcomeOf(factsOf(text, earlier)).state !== 'failed') return;
          red += 1;
          expect(outcomeOf(factsOf(`${text}\n\n${printReview(added)}`, earlier)).state).toBe(
            'failed',
          );
        },
      ),
      { numRuns: 600 },
    );
    expect(red).toBeGreaterThan(100);
  });

  test('a review that passes everything is green: the law does not hold for want of green', () => {
    expect(outcomeOf(factsOf(printReview(review()), []))).toEqual({ state: 'passed' });
  });

  const OUTSIDE = [changed('src/db/pool.ts'), changed('src/auth/oauth.ts')];
  test.each([
    ['a path out of scope', {}, OUTSIDE],
    ['an altered constraint', { constraints: ['Session expiry: 48 hours'] }, undefined],
    ['a contract that does not fit its schema', { objective: '' }, undefined],
    ['a transcript', { discovered: ['User: do it\nAssistant: done'] }, undefined],
  ])(
    'no review turns Gate 2 from red to green, nor widens the scope: %s',
    async (_, fields, paths) => {
      const block = fenced(json(fields));
      const judged = async (text: string) => {
        const facts = { ...(await handedOver(text)), ...(paths && { changedPaths: paths }) };
        const given = gathered(facts);
        const results = judgeOutputRules(outputRules, given, context);
        return results
          .flatMap(({ findings }) => findings)
          .filter(({ severity }) => severity === 'block')
          .map(({ id }) => id);
      };
      const alone = await judged(block);
      await fc.assert(
        fc.asyncProperty(anyReview, async (added) => {
          const wider = {
            ...added,
            'follow-ups': [{ objective: 'More', scope: ['src/db/**', '**'] }],
          };
          const beside = await judged(`${block}\n\n${printReview(wider)}`);
          for (const id of alone) expect(beside).toContain(id);
        }),
        { numRuns: 40 },
      );
      if (paths !== undefined) expect(alone.length).toBeGreaterThan(0);
    },
  );
});

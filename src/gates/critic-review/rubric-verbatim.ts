import { criticReviewRule } from '../rule.ts';

export const rubricVerbatim = criticReviewRule({
  id: 'critic-review/rubric-verbatim',
  holds: 'The review names the digest of the rubric that was sealed with the task.',
  needs: ['review', 'rubricDigest'],
  to: 'critic',
  mast: 'FM-3.3',
  integrity: true,
  seed: ['P10', 'P11'],
  threats: ['A10'],
  saw: ({ rubricDigest }) => `sealed rubric sha256:${rubricDigest.slice(0, 12)}`,
  check({ review, rubricDigest }) {
    const named = review['rubric-sha256'];
    if (named === rubricDigest) return [];
    return [
      {
        problem: `The review judged by a rubric with digest ${named.slice(0, 12)}; the sealed one has ${rubricDigest.slice(0, 12)}.`,
        fix: 'Judge again by the rubric that handoff-gate pack --role critic prints, and name its digest.',
        at: { field: 'rubric-sha256' },
        expected: rubricDigest,
        found: named,
        facts: { named, sealed: rubricDigest },
      },
    ];
  },
});

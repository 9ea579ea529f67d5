import { rubricVerbatim } from '../../../src/gates/critic-review/rubric-verbatim.ts';
import { rubricDigest } from '../../../src/model/rubric.ts';
import { RUBRIC, review, reviewedSpec, reviewFacts } from '../../support/critic-review-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const judgedBy = (rubric: readonly object[]) =>
  reviewFacts(review({ 'rubric-sha256': rubricDigest(reviewedSpec({ rubric })) }));

ruleTable(rubricVerbatim, {
  passes: [{ why: 'the digest of the sealed rubric', facts: reviewFacts() }],
  fails: [
    {
      why: 'a rubric in other words (A10)',
      facts: judgedBy([{ id: 'R1', text: 'Errors mention the provider' }, RUBRIC[1] as object]),
      findings: [{ at: { field: 'rubric-sha256' }, expected: rubricDigest(reviewedSpec()) }],
    },
    { why: 'half of the rubric', facts: judgedBy(RUBRIC.slice(0, 1)), findings: [{}] },
    {
      why: 'no rubric at all: a digest of nothing',
      facts: reviewFacts(review({ 'rubric-sha256': '0'.repeat(64) })),
      findings: [{ found: '0'.repeat(64) }],
    },
  ],
});

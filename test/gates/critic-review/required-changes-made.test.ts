import { requiredChangesMade } from '../../../src/gates/critic-review/required-changes-made.ts';
import { RUBRIC, review, reviewFacts } from '../../support/critic-review-facts.ts';
import { sha } from '../../support/output-facts.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';

const failing = (head: string, fail: object = { at: 'src/auth/oauth.ts' }) =>
  review({
    head: sha(head),
    criteria: RUBRIC.map(({ id }, index) => ({
      id,
      verdict: index === 0 ? 'fail' : 'pass',
      evidence: 'file:src/auth/oauth.ts',
      ...(index === 0 && { 'required-change': 'Name the provider', ...fail }),
    })),
  });
const after = (changedSince: readonly string[], fail?: object) =>
  reviewFacts(review(), {
    reviews: [
      { review: review(), changedSince: [] },
      { review: failing('one', fail), changedSince },
    ],
  });
const here = reviewFacts(failing('head'));
const ID = String(judged(requiredChangesMade, { facts: here }).findings[0]?.id);

ruleTable(requiredChangesMade, {
  passes: [
    { why: 'nothing was required', facts: reviewFacts() },
    { why: 'nobody reviewed', facts: reviewFacts('none', { reviews: [] }) },
    { why: 'the file changed since', facts: after(['README.md', 'src/auth/oauth.ts']) },
    {
      why: 'lines of it were named',
      facts: after(['src/auth/oauth.ts'], { at: 'src/auth/oauth.ts#L3' }),
    },
    {
      why: 'something in the folder changed',
      facts: after(['src/auth/oauth.ts'], { at: 'src/auth/' }),
    },
    { why: 'no place was named, and something changed', facts: after(['a.ts'], { at: undefined }) },
  ],
  fails: [
    {
      why: 'the head itself failed',
      facts: here,
      findings: [
        {
          severity: 'block',
          to: 'executor',
          facts: { criterion: 'R1', change: 'Name the provider' },
        },
      ],
    },
    {
      why: 'nothing changed since, and the next review is kinder',
      facts: after([]),
      findings: [{}],
    },
    { why: 'only another file changed', facts: after(['src/auth/oauth.ts.bak']), findings: [{}] },
    {
      why: 'no place was named, and nothing changed',
      facts: after([], { at: undefined }),
      findings: [{}],
    },
    {
      why: 'the same demand by two reviews is one finding',
      facts: reviewFacts('none', {
        reviews: [
          { review: failing('head'), changedSince: [] },
          { review: failing('one'), changedSince: [] },
        ],
      }),
      findings: [{}],
    },
    {
      why: 'a fail that names no change still fails',
      facts: reviewFacts(failing('head', { 'required-change': undefined })),
      findings: [{ facts: { criterion: 'R1' } }],
    },
    {
      why: 'disputed: doubt, and the planner decides; never green by the word of the executor',
      facts: { ...here, disputed: [ID] },
      findings: [{ severity: 'unproven', to: 'planner' }],
    },
    {
      why: 'another finding is disputed',
      facts: { ...here, disputed: ['hg_00000000'] },
      findings: [{ severity: 'block' }],
    },
  ],
});

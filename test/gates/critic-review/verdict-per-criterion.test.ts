import { verdictPerCriterion } from '../../../src/gates/critic-review/verdict-per-criterion.ts';
import { resolvedRef, review, reviewFacts } from '../../support/critic-review-facts.ts';
import { sha, spec } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const pass = (id: string) => ({ id, verdict: 'pass', evidence: 'file:src/auth/oauth.ts' });
const criteria = (...list: readonly object[]) => reviewFacts(review({ criteria: list }));
const reading = (of: object, more: object = {}) => {
  const facts = reviewFacts('none', { evidence: [], ...more });
  return { ...facts, reading: { ...facts.reading, ...of } };
};
const withProblem = (problem: { field: string; message: string; line: number }) => {
  const facts = reviewFacts();
  return { ...facts, reading: { ...facts.reading, problems: [problem] } };
};
const looked = (state: 'unresolved' | 'mismatched' | 'unverifiable' | 'pending') =>
  reviewFacts(review(), { evidence: [resolvedRef, { ...resolvedRef, state, lookedUp: state }] });

ruleTable(verdictPerCriterion, {
  passes: [
    { why: 'each entry of the rubric once', facts: reviewFacts() },
    { why: 'criteria of the spec as well', facts: criteria(pass('R1'), pass('R2'), pass('AC1')) },
    {
      why: 'a fail with its required change: what it requires is another rule',
      facts: criteria(pass('R1'), {
        ...pass('R2'),
        verdict: 'fail',
        'required-change': 'Move the cache into the session',
      }),
    },
    {
      why: 'without a rubric the criteria of the spec are judged',
      facts: { ...criteria(pass('AC1'), pass('AC2')), spec: spec() },
    },
    {
      why: 'evidence that nobody was asked about yet',
      facts: reviewFacts(review(), { evidence: [] }),
    },
  ],
  fails: [
    {
      why: 'work beyond the task: shown to the planner, holds nothing up (R3)',
      facts: reviewFacts(
        review({
          'follow-ups': [
            { objective: 'Rotate keys in src/keys.ts', scope: ['src/keys.ts'] },
            { objective: 'Write down who owns the clock', scope: [] },
          ],
        }),
      ),
      findings: [
        {
          at: { field: 'follow-ups[0]' },
          severity: 'warn',
          to: 'planner',
          facts: { objective: 'Rotate keys in src/keys.ts', scope: ['src/keys.ts'] },
        },
        { at: { field: 'follow-ups[1]' }, severity: 'warn', to: 'planner' },
      ],
    },
    {
      why: 'a change that the critic would like although the criterion passes',
      facts: criteria(pass('R1'), { ...pass('R2'), 'required-change': 'A shorter name' }),
      findings: [{ severity: 'warn', to: 'planner', facts: { criterion: 'R2' } }],
    },
    {
      why: 'no review, and one is due: doubt, not red',
      facts: reading({}),
      findings: [{ severity: 'unproven', facts: { blocks: 0 } }],
    },
    {
      why: 'no review of this head after one of an earlier head',
      facts: reading({}, { due: { because: undefined } }),
      findings: [{ severity: 'unproven' }],
    },
    {
      why: 'two reviews: which one counts?',
      facts: reading({ blocks: 2 }),
      findings: [{ severity: 'block', found: '2 reviews' }],
    },
    {
      why: 'two reviews, and what cannot be read of them: both are told',
      facts: reading({ blocks: 2, problems: [{ field: '', message: 'A block is hidden' }] }),
      findings: [{ found: '2 reviews' }, { facts: { message: 'A block is hidden' } }],
    },
    {
      why: 'a good review does not hide a copy that nobody sees (E01)',
      facts: withProblem({ field: '', message: 'A handoff block stands in a comment', line: 9 }),
      findings: [{ severity: 'block', at: { line: 9 } }],
    },
    {
      why: 'prose only: the block does not fit the schema',
      facts: reading({
        blocks: 1,
        problems: [{ field: 'criteria', message: 'criteria is required', line: 4 }],
      }),
      findings: [{ severity: 'block', at: { field: 'criteria', line: 4 } }],
    },
    {
      why: 'a copy that nobody sees (E01)',
      facts: reading({ problems: [{ field: '', message: 'A handoff block stands in a comment' }] }),
      findings: [{ severity: 'block', at: {} }],
    },
    {
      why: 'a review of another head',
      facts: reviewFacts(review({ head: sha('before') })),
      findings: [{ at: { field: 'head' }, found: sha('before') }],
    },
    {
      why: 'a review of another task',
      facts: reviewFacts(review({ 'task-id': 'billing' })),
      findings: [{ at: { field: 'task-id' } }],
    },
    {
      why: 'a criterion left out',
      facts: criteria(pass('R1')),
      findings: [{ facts: { criterion: 'R2' } }],
    },
    {
      why: 'a criterion judged twice, one of them kinder',
      facts: criteria(pass('R1'), pass('R2'), pass('R2'), pass('R2')),
      findings: [{ facts: { criterion: 'R2' } }],
    },
    {
      why: 'a criterion that the task does not have',
      facts: criteria(pass('R1'), pass('R2'), pass('R9')),
      findings: [{ facts: { criterion: 'R9' } }],
    },
    {
      why: 'a fail without the change that it requires',
      facts: criteria(pass('R1'), { ...pass('R2'), verdict: 'fail' }),
      findings: [{ at: { field: 'criteria[1].required-change' } }],
    },
    {
      why: 'not decided: doubt, and the planner must act',
      facts: criteria(pass('R1'), { ...pass('R2'), verdict: 'unknown' }),
      findings: [{ severity: 'unproven', to: 'planner' }],
    },
    {
      why: 'evidence that is not there',
      facts: looked('unresolved'),
      findings: [{ severity: 'block', found: 'unresolved' }],
    },
    {
      why: 'evidence that is something else (C03)',
      facts: looked('mismatched'),
      findings: [{ severity: 'block' }],
    },
    {
      why: 'evidence that cannot be looked at',
      facts: looked('unverifiable'),
      findings: [{ severity: 'unproven' }],
    },
    {
      why: 'evidence that is still to come',
      facts: looked('pending'),
      findings: [{ severity: 'unproven' }],
    },
  ],
});

import { describe, expect, test } from '@jest/globals';
import { whyReviewDue } from '../../src/analysis/review-due.ts';
import { Policy } from '../../src/model/policy.ts';
import { plan, spec } from '../support/output-facts.ts';

const asking = (...patterns: readonly string[]) =>
  Policy.parse({ critic: { 'required-for': patterns } });
const rubric = [{ id: 'R1', text: 'Errors name the provider' }];
const inAuth = plan({ tasks: [{ id: 'auth-oauth', domain: 'auth' }] });

describe('when a critic has to judge', () => {
  test.each([
    ['nobody asks', spec({ rubric }), asking(), inAuth, undefined],
    [
      'the policy asks for all',
      spec(),
      asking('all'),
      undefined,
      'the policy requires one for all',
    ],
    [
      'for tasks with a rubric',
      spec({ rubric }),
      asking('critic-actor'),
      undefined,
      'the policy requires one for critic-actor',
    ],
    ['for tasks with a rubric, and it has none', spec(), asking('critic-actor'), inAuth, undefined],
    ['for its domain', spec(), asking('db', 'auth'), inAuth, 'the policy requires one for auth'],
    ['for another domain', spec(), asking('db'), inAuth, undefined],
    [
      'for a domain, and the plan does not know the task',
      spec(),
      asking('auth'),
      plan({ tasks: [] }),
      undefined,
    ],
    ['for a domain, and there is no plan', spec(), asking('auth'), undefined, undefined],
    ['for a domain, and the task has none', spec(), asking('auth'), plan(), undefined],
    [
      'a criterion that only a review proves, whatever the policy says',
      spec({
        rubric,
        'acceptance-criteria': [
          { id: 'AC1', text: 'none' },
          { id: 'AC3', text: 'Errors name the provider', verify: { review: 'R1' } },
        ],
      }),
      asking(),
      undefined,
      'AC3 of the spec is proved by a review',
    ],
  ])('%s', (_, of, policy, planned, because) => {
    expect(whyReviewDue(of, policy, planned)).toBe(because);
  });
});

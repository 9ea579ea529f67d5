import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CriticReview } from '../../../src/model/critic-review.ts';
import { digestOf } from '../../../src/model/digest.ts';
import { printReview } from '../../../src/model/print-formats.ts';
import { actionAfter, actionOn } from '../../support/github/action-on.ts';
import { filedPull, filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { Comment, PullRequest } from '../../support/github/world.ts';

const CRITERION = 'package.json stays as it is';

let hub: GitHub;
let pull: PullRequest;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }]);
  const user = (login: string) => `{user: ${hub.world.accounts.get(login)?.id}}`;
  const policy = `schema: handoff-policy/v1
mode: block
roles: {critics: [${user('reader')}, ${user('executor')}]}
critic: {required-for: [all]}
`;
  hub.repository.push('main', { '.handoff/policy.yaml': policy }, { by: 'admin' });
  pull = filedPull(hub, 'greet');
  await actionAfter(hub, 'pull_request', 'pull_request_target');
}, 60_000);
afterAll(() => hub.close());

/** An honest review of the head, as a critic writes it into a comment; `critic` is who signs, whoever writes. */
function words(over: Readonly<Record<string, unknown>> = {}): string {
  const review = CriticReview.parse({
    schema: 'handoff-review/v1',
    'task-id': 'greet',
    head: pull.head.sha,
    'rubric-sha256': digestOf([['AC1', CRITERION]]),
    critic: 'reader',
    criteria: [{ id: 'AC1', verdict: 'pass', evidence: 'file:package.json' }],
    ...over,
  });
  return printReview(review);
}

const FAILS = {
  criteria: [
    {
      id: 'AC1',
      verdict: 'fail',
      evidence: 'file:src/greet.ts',
      'required-change': 'Greet by name',
      at: 'src/greet.ts',
    },
  ],
};

const heard = () => actionAfter(hub, 'issue_comment');
const said = async (body: string, by: string): Promise<Comment> => {
  const made = hub.repository.comment(pull, body, by);
  await heard();
  return made;
};
/** As people read it, without the marks of code. */
const critic = () => {
  const { summary, ...shown } = shownOn(hub, pull).check('handoff-gate/critic-review');
  return { ...shown, summary: summary.replaceAll('`', '') };
};
const required = () => shownOn(hub, pull).check('handoff-gate').conclusion;
/** Taken away again by its author; the next event is judged without it. */
const unsaid = (made: Comment): void => hub.repository.deleteComment(made, made.author.login);

test('due and not there: not proven, the critic must act first, one finding for one cause', () => {
  const { conclusion, title, summary } = critic();
  expect(conclusion).toBe('action_required');
  expect(title).toContain('1 rule');
  expect(summary).toContain('Must act first: critic.');
  expect(summary).toContain('one is due: the policy requires one for all');
  expect(summary.match(/^- \*\*\w+\*\*/gm)).toEqual(['- **critic**']);
  expect(required()).toBe('action_required');
});

describe('words that are no review: everything stays as it is, and who is not counted is named', () => {
  test.each<readonly [why: string, by: string, body: () => string]>([
    ['of somebody who is no critic', 'triager', () => words()],
    ['of the one who opened it, who is a critic otherwise', 'executor', () => words()],
    ['of a stranger who fails it', 'stranger', () => words(FAILS)],
  ])('%s', async (_, by, body) => {
    const made = await said(body(), by);
    expect(critic().conclusion).toBe('action_required');
    expect(critic().summary).toContain(`not counted: ${by}`);
    expect(required()).toBe('action_required');
    unsaid(made);
  });
});

describe('a critic', () => {
  let review: Comment;
  const edit = async (body: string, by: string): Promise<void> => {
    hub.repository.editComment(review, body, by);
    await heard();
  };

  test('comments: green by the event of the comment, within the budget of one evaluation', async () => {
    hub.requests.forget();
    review = await said(`I looked at it.\n\n${words()}`, 'reader');
    expect([critic().conclusion, required()]).toEqual(['success', 'success']);
    expect(hub.requests.api.length).toBeLessThanOrEqual(8);
    hub.requests.forget();
    await heard();
    expect(hub.requests.writes).toEqual([]);
  });

  test('a stranger adds another: nothing changes', async () => {
    const made = await said(words(FAILS), 'stranger');
    expect([critic().conclusion, required()]).toEqual(['success', 'success']);
    unsaid(made);
  });

  test.each(['executor', 'admin'])(
    'whose words %s changed: they count for nothing, for they may have been a veto (K10)',
    async (by) => {
      await edit(`${words()}\n\nFine.`, by);
      expect(critic().conclusion).toBe('failure');
      expect(critic().summary).toContain(`was changed by ${by}`);
      expect(required()).toBe('failure');
      // Written anew by its author it counts again.
      await edit(words(), 'reader');
      expect([critic().conclusion, required()]).toEqual(['success', 'success']);
    },
  );

  test('turns to a veto: red, and the executor must act', async () => {
    await edit(words(FAILS), 'reader');
    expect([critic().conclusion, required()]).toEqual(['failure', 'failure']);
    expect(critic().summary).toContain('Must act first: executor.');
    expect(critic().summary).toContain('Greet by name');
  });

  test('says two things of one head: which one counts is no guess', async () => {
    const kinder = await said(words(), 'reader');
    expect(critic().conclusion).toBe('failure');
    expect(critic().summary).toContain('There are 2 reviews of this head');
    unsaid(kinder);
  });

  test('the veto is deleted by whom it stops: due again, and not green', async () => {
    hub.repository.deleteComment(review, 'executor');
    await heard();
    expect([critic().conclusion, required()]).toEqual(['action_required', 'action_required']);
  });

  test('judges by another rubric: red, and the critic must act (A10)', async () => {
    const made = await said(words({ 'rubric-sha256': 'a'.repeat(64) }), 'reader');
    expect(critic().conclusion).toBe('failure');
    expect(critic().summary).toContain('Must act first: critic.');
    expect(critic().summary).toContain('judged by a rubric with digest aaaaaaaaaaaa');
    unsaid(made);
  });

  test('reviews on GitHub: green when the workflow that heard it has ended', async () => {
    hub.repository.review(pull, words(), 'reader');
    const run = { workflow: '.github/workflows/handoff-review.yml', event: 'pull_request_review' };
    hub.repository.run({
      ...run,
      sha: pull.head.sha,
      jobs: [{ name: 'tell', conclusion: 'success' }],
    });
    await actionAfter(hub, 'workflow_run');
    expect([critic().conclusion, required()]).toEqual(['success', 'success']);
  });

  test('reviewed an older head: stale, and due again on the new one', async () => {
    const head = hub.repository.push('handoff/greet', {
      'src/greet.ts': 'export const greet = 2;\n',
    });
    hub.repository.edit(pull, { body: honestBody('greet', head) }, 'executor');
    await actionAfter(hub, 'pull_request', 'pull_request_target');
    expect([critic().conclusion, required()]).toEqual(['action_required', 'action_required']);
    expect(critic().summary).toContain('There is no review');
  });

  test('is heard by the event of a review too, where a workflow names it', async () => {
    hub.repository.review(pull, words(), 'reader');
    const payload = {
      action: 'submitted',
      review: { id: 80 },
      pull_request: { number: pull.number },
    };
    await actionOn(hub, { name: 'pull_request_review', payload });
    expect([critic().conclusion, required()]).toEqual(['success', 'success']);
    expect(critic().summary).toContain('Trust level T1');
  });
});

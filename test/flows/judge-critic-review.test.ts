import { afterAll, describe, expect, test } from '@jest/globals';
import { judgeCriticReview } from '../../src/flows/judge-critic-review.ts';
import type { CriticReview } from '../../src/model/critic-review.ts';
import { printContract, printReview, printTaskSpec } from '../../src/model/print-formats.ts';
import { rubricDigest } from '../../src/model/rubric.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { RUBRIC, review, reviewedSpec } from '../support/critic-review-facts.ts';
import { contract, spec, task } from '../support/output-facts.ts';
import { repo } from '../support/repo.ts';
import { stopping, type TestWorkspace, workspaceOf } from '../support/workspace.ts';

const BRANCH = 'handoff/auth-oauth';
const POLICY = 'mode: block\ncritic: {required-for: [critic-actor]}\n';
const opened: TestWorkspace[] = [];
afterAll(() => Promise.all(opened.map((workspace) => workspace.close())));

/** A branch with one commit a step; `note` writes text on a commit. */
async function story({
  policy = POLICY,
  of = reviewedSpec(),
  steps = ['one'] as readonly string[],
} = {}) {
  let told = repo({
    '.handoff/policy.yaml': policy,
    '.handoff/tasks/auth-oauth.md': printTaskSpec(of),
    'src/auth/oauth.ts': '1\n2\n3\n',
  }).branch(BRANCH);
  for (const step of steps) {
    const [path = 'src/auth/oauth.ts', text = step] = step.split('=');
    told = told
      .edit(step.includes('=') ? path : 'src/auth/oauth.ts', `${text}\n2\n3\n`)
      .commit(step);
  }
  const made = told.make();
  const head = made.sha(BRANCH);
  const workspace = await workspaceOf(made.dir, made.sha('main'));
  opened.push(workspace);
  const note = (commit: string, text: string) =>
    made.git('notes', '--ref=handoff', 'append', '-m', text, commit);
  const judge = async (text?: string): Promise<Verdict> => {
    const output = (await workspace.outputs.list()).find(({ id }) => id === BRANCH);
    if (output === undefined) throw new Error('not pending');
    const ports = {
      ...workspace,
      outputs: (await workspaceOf2(made.dir, made.sha('main'))).outputs,
    };
    return judgeCriticReview(ports, {
      engine: '0.0.0',
      output,
      base: workspace.base,
      baseRef: 'refs/heads/main',
      authority: workspace.base,
      ...(text !== undefined && { review: { source: 'review.md', text } }),
    });
  };
  return { made, head, before: made.git('rev-parse', `${head}~1`), workspace, note, judge };
}

/** Notes move between two questions of a test. */
async function workspaceOf2(dir: string, main: string): Promise<TestWorkspace> {
  const workspace = await workspaceOf(dir, main);
  opened.push(workspace);
  return workspace;
}

const on = (head: string, more: object = {}): CriticReview =>
  review({
    head,
    criteria: RUBRIC.map(({ id }) => ({
      id,
      verdict: 'pass',
      evidence: 'file:src/auth/oauth.ts#L1-L3',
    })),
    ...more,
  });
const failing = (head: string, at = 'src/auth/oauth.ts'): CriticReview =>
  on(head, {
    criteria: [
      {
        id: 'R1',
        verdict: 'fail',
        evidence: 'file:src/auth/oauth.ts',
        'required-change': 'Name it',
        at,
      },
      { id: 'R2', verdict: 'pass', evidence: `commit:${head}` },
    ],
  });

describe('judgeCriticReview', () => {
  test('an honest review in the note, beside the contract, passes', async () => {
    const { head, note, judge } = await story();
    note(head, printContract(contract()));
    note(head, printReview(on(head)));
    const verdict = await judge();
    expect(stopping(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ gate: 'critic-review', outcome: { state: 'passed' } });
    expect(verdict.rules).toHaveLength(4);
  });

  test('so does the same in a named file; the key tells them from no review', async () => {
    const { head, judge } = await story();
    const verdict = await judge(printReview(on(head)));
    expect(verdict.outcome).toEqual({ state: 'passed' });
    expect((await judge(printReview(on(head)))).key).toBe(verdict.key);
    expect((await judge()).key).not.toBe(verdict.key);
  });

  test('due and not there: unproven, and one rule says why', async () => {
    const { judge } = await story();
    const { outcome, rules } = await judge();
    expect(outcome.state).toBe('unproven');
    const doubts = rules.filter(({ state }) => state === 'unproven');
    expect(doubts.map(({ rule }) => rule)).toEqual(['critic-review/verdict-per-criterion']);
    expect(JSON.stringify(outcome)).toContain('the policy requires one for critic-actor');
  });

  test.each([
    ['by the policy for all', 'critic: {required-for: [all]}\n', spec()],
    [
      'by the spec, when a criterion is proved by a review',
      '',
      reviewedSpec({ 'acceptance-criteria': [{ id: 'AC1', text: 'x', verify: { review: 'R1' } }] }),
    ],
  ])('due %s', async (_, critic, of) => {
    const { judge } = await story({ policy: `mode: block\n${critic}`, of });
    expect((await judge()).outcome.state).toBe('unproven');
  });

  test.each([
    ['the policy asks for none', 'mode: block\n', reviewedSpec()],
    ['the task has no rubric', POLICY, spec()],
  ])('not due when %s: not applicable, with the reason', async (_, policy, of) => {
    const { judge } = await story({ policy, of });
    expect((await judge()).outcome).toEqual({
      state: 'not-applicable',
      because: 'no review is due, by policy or spec, and there is none',
    });
  });

  test('one that nobody asked for counts as well: it may tighten', async () => {
    const { head, note, judge } = await story({ policy: 'mode: block\n' });
    note(head, printReview(failing(head)));
    expect(stopping(await judge())).toEqual(['required-changes-made']);
  });

  test('what an earlier head was told to change is remembered, whatever the next review says', async () => {
    const { head, before, note, judge } = await story({ steps: ['one', 'README.md=two'] });
    note(before, printReview(failing(before)));
    note(head, printReview(on(head)));
    expect(stopping(await judge())).toEqual(['required-changes-made']);
  });

  test('and is met by a change in its place', async () => {
    const { head, before, note, judge } = await story({ steps: ['one', 'two'] });
    note(before, printReview(failing(before)));
    note(head, printReview(on(head)));
    expect((await judge()).outcome).toEqual({ state: 'passed' });
  });

  test('a branch that was rebased does not shed what the record knows', async () => {
    const { head, made, note, judge, workspace } = await story();
    const old = made.git(
      'commit-tree',
      `${head}^{tree}`,
      '-p',
      made.sha('main'),
      '-m',
      'before the rebase',
    );
    note(old, printReview(failing(old)));
    note(head, printReview(on(head)));
    expect((await judge()).outcome).toEqual({ state: 'passed' });
    await workspace.record.append({
      schema: 'handoff-record/v1',
      at: '2026-05-03T09:00:00.000Z',
      gate: 'output',
      task: task('auth-oauth'),
      output: BRANCH,
      head: old,
      key: 'k',
      state: 'failed',
      findings: [],
      attempt: 1,
    });
    expect(stopping(await judge())).toEqual(['required-changes-made']);
  });

  test('a spec that changed after its seal has no rubric to judge by: unproven, not skipped', async () => {
    const { head, judge, workspace } = await story();
    await workspace.seals.put({
      schema: 'handoff-seal/v1',
      task: task('auth-oauth'),
      digest: '0'.repeat(64),
      plan: 2,
      at: '2026-05-03T09:00:00.000Z',
    });
    expect((await judge(printReview(on(head)))).outcome.state).toBe('unproven');
  });
});

describe('attacks on the critic gate, each with its honest twin', () => {
  const R = (text: string) => text.replace(/^/gm, '> ');
  test.each<[string, string, (head: string, before: string) => string]>([
    [
      'prose only',
      'verdict-per-criterion',
      () => 'I looked at everything and it is great. Approved!',
    ],
    [
      'prose in a block',
      'verdict-per-criterion',
      () => '```yaml handoff-review\nLooks good to me\n```\n',
    ],
    [
      'prose for evidence',
      'verdict-per-criterion',
      (head) =>
        printReview(
          on(head, {
            criteria: RUBRIC.map(({ id }) => ({
              id,
              verdict: 'pass',
              evidence: 'I read the code',
            })),
          }),
        ),
    ],
    ['a quoted review', 'verdict-per-criterion', (head) => R(printReview(on(head)))],
    [
      'a review in an HTML comment',
      'verdict-per-criterion',
      (head) => `<!--\n${printReview(on(head))}\n-->`,
    ],
    ['a review of another head', 'verdict-per-criterion', (_, before) => printReview(on(before))],
    [
      'a criterion left out',
      'verdict-per-criterion',
      (head) => printReview(on(head, { criteria: on(head).criteria.slice(0, 1) })),
    ],
    [
      'a paraphrased rubric',
      'rubric-verbatim',
      (head) =>
        printReview(
          on(head, {
            'rubric-sha256': rubricDigest(
              reviewedSpec({ rubric: [{ id: 'R1', text: 'Errors are nice' }] }),
            ),
          }),
        ),
    ],
    [
      'a self-review',
      'independent-critic',
      (head) => printReview(on(head, { critic: 'Executor' })),
    ],
    [
      'a second, kinder review',
      'verdict-per-criterion',
      (head) => `${printReview(on(head))}\n\n${printReview(on(head))}`,
    ],
  ])('%s', async (_, rule, attack) => {
    const { head, before, judge } = await story({ steps: ['one', 'two'] });
    const verdict = await judge(attack(head, before));
    expect(verdict.outcome.state).not.toBe('passed');
    expect(stopping(verdict)).toContain(rule);
    expect(
      verdict.rules
        .filter(({ state }) => state === 'failed')
        .map(({ rule: id }) => id.replace(/^.*\//, '')),
    ).toEqual(verdict.outcome.state === 'failed' ? [rule] : []);
    const twin = `Reviewed at leisure.\n\n${printReview(on(head, { critic: 'claude-critic' }))}\nThanks.\n`;
    expect((await judge(twin)).outcome).toEqual({ state: 'passed' });
  });
});

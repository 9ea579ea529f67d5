import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test } from '@jest/globals';
import { judgeIntegration } from '../../src/flows/judge-integration.ts';
import type { Sha } from '../../src/model/sha.ts';
import { fold } from '../../src/verdict/fold.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { memoryTestRuns } from '../support/memory-stores.ts';
import { testRun } from '../support/output-facts.ts';
import { closeAll, type Planned, planned, plannedStory } from '../support/planned-repo.ts';

/**
 * Threat C12: evidence that was there when Gate 2 looked and is not there when the output lands; and what never was there
 * (seed D13: hallucination × Gate 3). Real git, through every rule of Gate 3; each variant is red by
 * evidence-still-holds alone, and would be green without it.
 */
const RULE = 'integration/evidence-still-holds';
afterAll(closeAll);

const CODE = 'export function session(token: string) {\n  return token;\n}\n';
const NOTES = Array.from({ length: 30 }, (_, line) => `note ${line}\n`).join('');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
type Step = readonly [artifact: string, ref: string];

/** `auth` edits src/a.ts and docs/notes.md, brings a contract of these steps, and a run of its tests. */
async function pending(steps: (head: string) => readonly Step[]): Promise<Planned> {
  const story = plannedStory({ 'src/a.ts': CODE, 'src/config.ts': NOTES, 'docs/notes.md': NOTES })
    .branch('handoff/auth')
    .edit('src/a.ts', CODE.replace('return token', 'return { token }'))
    .commit('Work')
    .on('main');
  const first = await planned(story);
  const head = first.made.sha('handoff/auth');
  const contract = {
    'task-id': 'auth',
    objective: 'Return the session of a token in src/a.ts',
    constraints: ['Session expiry: 24 hours'],
    'completed-steps': steps(head).map(([artifact, ref]) => ({ step: 'Work', artifact, ref })),
    'next-step': { status: 'none', reason: 'nothing is left' },
    'open-questions': [],
  };
  const note = `\`\`\`json handoff-contract\n${JSON.stringify(contract)}\n\`\`\`\n`;
  first.made.git('notes', '--ref=handoff', 'add', '-m', note, head);
  await first.workspace.testRuns.record(testRun({ id: 'auth-1', head: head as Sha }));
  return first;
}

async function verdictOn({ workspace }: Planned): Promise<Verdict> {
  const { base } = workspace;
  const request = { engine: 'test', base, baseRef: 'refs/heads/main', authority: base };
  const { verdicts } = await judgeIntegration(workspace, request);
  const [verdict] = verdicts.filter(({ subject }) => subject.id === 'handoff/auth');
  if (verdict === undefined) throw new Error('handoff/auth is not pending');
  return verdict;
}

type Tale = (before: Planned) => Promise<Planned>;
const onMain =
  (path: string, text: string): Tale =>
  (before) =>
    before.goOn((story) => story.on('main').edit(path, text).commit('Land others'));
const nothing: Tale = async (before) => before;

const commit = (head: string): Step => ['src/a.ts', `commit:${head}`];
const RUN: Step = ['src/a.ts', 'test-run:auth-1-12/12'];

describe(`threat C12, answered by ${RULE}`, () => {
  test.each<readonly [string, (head: string) => readonly Step[], Tale, readonly string[]]>([
    [
      'the test run is deleted after Gate 2 looked',
      (head) => [commit(head), RUN],
      async ({ story, workspace: { record, seals } }) =>
        planned(story, { record, seals, testRuns: memoryTestRuns() }),
      ['completed-steps[1].ref head unresolved'],
    ],
    [
      'the commit is pushed away by force, and the contract is taken along',
      (head) => [commit(head)],
      async (before) => {
        const { made } = before;
        const old = made.sha('handoff/auth');
        made.git('checkout', '-q', '-f', '-B', 'handoff/auth', 'main');
        made.git('cherry-pick', '--no-commit', old);
        made.git('-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'Work again');
        made.git('notes', '--ref=handoff', 'copy', old, 'HEAD');
        return before;
      },
      ['completed-steps[0].ref head mismatched'],
    ],
    [
      'what the step read is renamed on the base',
      () => [['src/config.ts', 'file:src/config.ts#L3-L5']],
      (before) =>
        before.goOn((story) =>
          story.on('main').rename('src/config.ts', 'src/settings.ts').commit(),
        ),
      [
        'completed-steps[0].artifact landing unresolved',
        'completed-steps[0].ref landing unresolved',
      ],
    ],
    [
      'the cited lines are rewritten on the base',
      () => [['src/config.ts', 'file:src/config.ts#L3-L5']],
      onMain('src/config.ts', NOTES.replace('note 3\n', 'another note\n')),
      ['completed-steps[0].ref landing mismatched'],
    ],
    [
      'the file whose content is cited gets another one on the base',
      () => [['src/config.ts', `file:src/config.ts@sha256:${sha256(NOTES)}`]],
      onMain('src/config.ts', `${NOTES}one more\n`),
      ['completed-steps[0].ref landing mismatched'],
    ],
    [
      'what the tests were run for is changed on the base, in lines that merge',
      (head) => [commit(head), RUN],
      onMain('src/a.ts', `// Sessions\n\n\n\n${CODE}`),
      ['completed-steps[1].ref landing mismatched'],
    ],
    [
      'a commit and a run that never were',
      () => [
        ['src/a.ts', 'commit:a3f92bc'],
        ['src/a.ts', 'test-run:2026-05-03-auth-12/12'],
        ['src/invented.ts', 'file:src/invented.ts'],
      ],
      nothing,
      [
        'completed-steps[0].ref head unresolved',
        'completed-steps[1].ref head unresolved',
        'completed-steps[2].artifact head unresolved',
        'completed-steps[2].ref head unresolved',
      ],
    ],
  ])('is red: %s', async (_, steps, tale, lost) => {
    const { rules } = await verdictOn(await tale(await pending(steps)));
    expect(rules.filter(({ state }) => state === 'failed').map(({ rule }) => rule)).toEqual([RULE]);
    expect(fold(rules.filter(({ rule }) => rule !== RULE))).toEqual({ state: 'passed' });
    const findings = rules.flatMap((rule) => rule.findings);
    expect(
      findings.map(({ at, facts, found }) => `${at?.field} ${facts['where']} ${found}`),
    ).toEqual(lost);
  });

  test.each<readonly [string, (head: string) => readonly Step[], Tale]>([
    ['nothing happened since', (head) => [commit(head), RUN], nothing],
    [
      'others landed what this task has nothing to do with',
      (head) => [commit(head), RUN, ['src/config.ts', 'file:src/config.ts#L3-L5']],
      onMain('docs/notes.md', `${NOTES}more\n`),
    ],
    [
      'the cited lines moved, as they are, because others wrote above them',
      () => [['src/config.ts', 'file:src/config.ts#L3-L5']],
      onMain('src/config.ts', `new first line\n${NOTES}`),
    ],
    [
      'the base was merged into the branch and the tests were run again',
      (head) => [commit(head), ['src/a.ts', 'test-run:auth-2-12/12']],
      async (before) => {
        const moved = await onMain('docs/notes.md', `${NOTES}more\n`)(before);
        const next = await moved.goOn((story) => story.on('handoff/auth').merge('main').on('main'));
        const { made, workspace } = next;
        const head = made.sha('handoff/auth') as Sha;
        made.git('notes', '--ref=handoff', 'copy', made.sha('Work'), head);
        await workspace.testRuns.record(testRun({ id: 'auth-2', head }));
        return next;
      },
    ],
  ])('stays green: %s', async (_, steps, tale) => {
    expect((await verdictOn(await tale(await pending(steps)))).outcome).toEqual({
      state: 'passed',
    });
  });
});

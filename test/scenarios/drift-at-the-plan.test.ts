import { afterAll, expect, test } from '@jest/globals';
import {
  closeAll,
  EXPIRY,
  judgePending,
  PLAN_PATH,
  type Planned,
  planText,
  revised,
  revision,
  V1,
  worked,
} from '../support/planned-repo.ts';
import { stopping } from '../support/workspace.ts';

/**
 * The seed's failure mode "drift" at Gate 4 (seed D13): an executor adds adjacent functionality, somebody merges it, and
 * the planner writes the plan anew from what it was told. By the next iteration everybody works on another product.
 */
afterAll(closeAll);

const EXPORT = 'src/export.ts';

/** The executor of `auth` also writes an export that nobody asked for; Gate 2 says no, and it is merged all the same. */
async function driftedAndMerged(): Promise<Planned> {
  const pending = await (await worked()).goOn((story) =>
    story
      .on('handoff/auth')
      .edit(EXPORT, 'export const all = 1;\n')
      .commit('Add an export')
      .on('main'),
  );
  const [gate2] = await judgePending(pending);
  expect(gate2?.outcome.state).toBe('failed');
  return pending.goOn((story) => story.on('main').merge('handoff/auth', 'It works, merge it'));
}

const proposed = (plan: Readonly<Record<string, unknown>>) => (story: Planned['story']) =>
  story.branch('plan/v2', 'main').edit(PLAN_PATH, planText(plan)).commit('Revise the plan');

test('a plan that follows the drift is red, by every cause of it, and says who must act', async () => {
  const merged = await driftedAndMerged();
  const head = merged.made.sha('handoff/auth');
  const [auth, ...others] = V1.tasks;
  const drifted = revised(V1, {
    goal: 'Sessions and their export',
    constraints: [{ ...EXPIRY, text: 'Session expiry: about 24 hours' }],
    tasks: [
      { ...auth, scope: ['src/a.ts', EXPORT] },
      ...others,
      { id: 'export-csv', scope: ['src/*.ts'] },
    ],
    'open-questions': [{ id: 'Q1', question: 'Who asked for the export?', status: 'open' }],
    revision: {
      ...revision(
        {
          auth: 'plan:v1',
          goal: 'https://chat.example.com/summary',
          Q1: `commit:${head.slice(0, 7)}`,
        },
        { completed: [{ task: 'auth', head }] },
      ),
    },
  });
  const { workspace } = await merged.goOn(proposed(drifted));
  const verdict = await workspace.revise('plan/v2');
  expect(verdict.outcome.state).toBe('failed');
  expect(stopping(verdict)).toEqual([
    'change-justified',
    'constraints-carry-forward',
    'evidence-complete',
    'open-questions-settled',
    'scopes-disjoint',
  ]);
  const findings = verdict.rules.flatMap((rule) => rule.findings);
  expect(
    findings
      .map(({ at, found }) => at?.field ?? found)
      .filter((field) => field?.startsWith('constraints')),
  ).toEqual(['constraints.C1']);
  expect(findings.find(({ at }) => at?.field === 'constraints.C1')?.found).toBe(
    'Session expiry: {+about +}24 hours',
  );
  expect(new Set(findings.map(({ to }) => to))).toEqual(new Set(['planner']));
});

test('the benign twin: the export is taken back, what Gate 2 said of it is taken by name, and the plan says what happened', async () => {
  const merged = await driftedAndMerged();
  const undone = await merged.goOn((story) =>
    story.on('main').remove(EXPORT).commit('Take the export back'),
  );
  const honest = revised(V1, {
    'open-questions': [
      {
        id: 'Q1',
        question: 'Do we want an export?',
        status: 'deferred',
        reason: 'requires product decision',
      },
    ],
    revision: revision({ Q1: `commit:${undone.made.sha('main')}` }),
  });
  const first = await undone.goOn(proposed(honest));
  const red = await first.workspace.revise('plan/v2');
  expect(stopping(red)).toEqual(['evidence-complete']);
  const ids = red.rules.flatMap(({ findings }) => findings.map(({ id }) => id));
  const waivers = ids.map(
    (finding) => `{finding: ${finding}, reason: taken back, by: {user: 1}, expires: 2026-12-31}`,
  );
  const { workspace } = await first.goOn((story) =>
    story
      .on('main')
      .edit('.handoff/policy.yaml', `mode: block\nwaivers: [${waivers.join(', ')}]\n`)
      .commit('A planner takes what Gate 2 said of auth'),
  );
  const verdict = await workspace.revise('plan/v2');
  expect(verdict.outcome).toEqual({ state: 'passed' });
  const left = verdict.rules.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  expect(new Set(left)).toEqual(new Set(['waived']));
});

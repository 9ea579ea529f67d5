import type { PlanVersion } from '../../../src/analysis/plan-chain.ts';
import { planWellformed } from '../../../src/gates/plan-revision/plan-wellformed.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { plan, sha } from '../../support/output-facts.ts';
import {
  FIRST,
  proposal,
  proposing,
  revisionFacts,
  SECOND,
} from '../../support/plan-revision-facts.ts';
import { nextPlan, nextVersion } from '../../support/plan-versions.ts';
import { ruleTable } from '../../support/rule-table.ts';

const after = (history: readonly PlanVersion[], proposed: Plan) =>
  revisionFacts({ history, proposed });
const edited = nextVersion(FIRST, { goal: 'Edited where it stood' });
const tasks = (...lines: readonly string[]) =>
  lines.map((line) => {
    const [id, rest = ''] = line.split(':');
    return { id, 'depends-on': rest.split(' ').filter(Boolean) };
  });

ruleTable(planWellformed, {
  passes: [
    { why: 'version 3 goes on from version 2', facts: revisionFacts() },
    { why: 'the first plan', facts: after([], plan({ version: 1 })) },
    {
      why: 'the second, on a beginning that was drafted twice',
      facts: after([SECOND, FIRST].slice(1), nextPlan(FIRST)),
    },
    {
      why: 'constraints and the revision may name what an earlier version had',
      facts: proposing({
        tasks: tasks('auth-oauth'),
        constraints: [{ id: 'C1', text: 'x', 'applies-to': ['data-layer-connection'] }],
        revision: {
          by: 'planner',
          changes: ['data-layer-connection', 'C1', 'goal', 'shared'].map((target) => ({
            target,
            because: 'commit:found',
          })),
          completed: [{ task: 'data-layer-connection', head: sha('head') }],
        },
      }),
    },
    {
      why: 'a question answered in a revision',
      facts: proposing({
        'open-questions': [{ id: 'Q1', question: 'Why?', status: 'resolved' }],
        revision: { by: 'planner', changes: [{ target: 'Q1', because: 'commit:found' }] },
      }),
    },
  ],
  fails: [
    {
      why: 'a text that is no plan: one finding a field',
      facts: revisionFacts({
        reading: {
          source: '.handoff/plan.yaml',
          problems: [
            { field: 'goal', message: 'goal is missing', line: 1 },
            { field: 'tasks[0].id', message: 'tasks[0].id is missing' },
            { field: '', message: 'two documents' },
          ],
          plan: undefined,
        },
      }),
      findings: [
        { at: { field: '' } },
        { at: { field: 'goal', line: 1 } },
        { at: { field: 'tasks[0].id' } },
      ],
    },
    {
      why: 'the same number again',
      facts: proposing({ version: 2 }),
      findings: [{ at: { field: 'version' }, facts: { expected: '3', found: '2' } }],
    },
    {
      why: 'a number left out',
      facts: proposing({ version: 4 }),
      findings: [{ facts: { expected: '3', found: '4' } }],
    },
    {
      why: 'another plan: it would have no constraints to keep',
      facts: proposing({ 'plan-id': 'new-plan' }),
      findings: [{ at: { field: 'plan-id' }, expected: 'auth-rework', found: 'new-plan' }],
    },
    {
      why: 'names no version before it',
      facts: proposing({ supersedes: undefined }),
      findings: [{ at: { field: 'supersedes' }, found: 'nothing', facts: { found: null } }],
    },
    {
      why: 'bytes that were never on the default branch (D6)',
      facts: proposing({ supersedes: { version: 2, sha256: 'f'.repeat(64) } }),
      findings: [{ facts: { expected: { version: 2, sha256: SECOND.sha256 } } }],
    },
    {
      why: 'right bytes under a wrong number',
      facts: proposing({ supersedes: { version: 1, sha256: SECOND.sha256 } }),
      findings: [{ facts: { found: { version: 1 } } }],
    },
    {
      why: 'another revision landed meanwhile: version, digest',
      facts: after([SECOND, FIRST], nextPlan(FIRST)),
      findings: [
        { at: { field: 'supersedes' }, facts: { found: { sha256: FIRST.sha256 } } },
        { at: { field: 'version' }, facts: { expected: '3' } },
      ],
    },
    {
      why: 'goes on from a version that was edited where it stood (D6)',
      facts: after([edited, SECOND, FIRST], nextPlan(edited)),
      findings: [
        { facts: { expected: { sha256: SECOND.sha256 }, found: { sha256: edited.sha256 } } },
        { facts: { sha256: edited.sha256, version: 2 }, severity: 'warn' },
      ],
    },
    {
      why: 'goes on from the version as it landed, after an edit: the edit is told',
      facts: after([edited, SECOND, FIRST], proposal()),
      findings: [{ facts: { commit: edited.commit }, severity: 'warn' }],
    },
    {
      why: 'the first plan is not version 1',
      facts: after([], plan({ version: 2 })),
      findings: [{ at: { field: 'version' }, expected: '1' }],
    },
    {
      why: 'the first plan supersedes one that was never here',
      facts: after([], proposal()),
      findings: [{ at: { field: 'supersedes' }, expected: 'nothing' }],
    },
    {
      why: 'tasks that wait for each other (G5)',
      facts: proposing({ tasks: tasks('a: b', 'b: a', 'c: c') }),
      findings: [
        { at: { field: 'tasks.a.depends-on' }, facts: { cycle: ['a', 'b'] } },
        { at: { field: 'tasks.c.depends-on' }, facts: { cycle: ['c'] } },
      ],
    },
    {
      why: 'a task waits for one that left the plan',
      facts: proposing({ tasks: tasks('auth-oauth: data-layer-connection gone gone') }),
      findings: [
        { facts: { field: 'tasks.auth-oauth.depends-on', id: 'data-layer-connection' } },
        { facts: { id: 'gone' } },
      ],
    },
    {
      why: 'constraint and revision name what never was',
      facts: proposing({
        tasks: [],
        constraints: [{ id: 'C1', text: 'x', 'applies-to': ['auth-oaut'] }],
        revision: {
          by: 'planner',
          changes: [{ target: 'C9', because: 'commit:found' }],
          completed: [{ task: 'never', head: sha('head') }],
        },
      }),
      findings: [
        { at: { field: 'constraints.C1.applies-to' }, facts: { id: 'auth-oaut' } },
        { at: { field: 'revision.changes' }, facts: { id: 'C9' } },
        { at: { field: 'revision.completed' }, facts: { id: 'never' } },
      ],
    },
    {
      why: 'a task waits for another in a plan without tasks to name',
      facts: after(
        [],
        plan({
          version: 1,
          tasks: [],
          constraints: [{ id: 'C1', text: 'x', 'applies-to': ['a'] }],
        }),
      ),
      findings: [{ expected: 'nothing: there is no task' }],
    },
  ],
});

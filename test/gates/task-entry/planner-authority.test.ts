import { expect, test } from '@jest/globals';
import type { Authority } from '../../../src/evidence/task-entry-facts.ts';
import { plannerAuthority } from '../../../src/gates/task-entry/planner-authority.ts';
import { sha } from '../../support/output-facts.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';
import { taskEntryFacts } from '../../support/task-entry-facts.ts';

type Person = Extract<Authority, { kind: 'people' }>['people'][number];

const person = (overrides: Partial<Person> = {}): Person => ({
  what: 'labelled',
  id: 583231,
  login: 'octocat',
  planner: true,
  permission: 'write',
  ...overrides,
});
const by = (...people: readonly Person[]) =>
  taskEntryFacts({ authority: { kind: 'people', people } });

ruleTable(plannerAuthority, {
  passes: [
    {
      why: 'a spec on the default branch: whoever wrote it could write there',
      facts: taskEntryFacts({ authority: { kind: 'default-branch', commit: sha('base') } }),
    },
    { why: 'one planner labelled and edited', facts: by(person(), person({ what: 'edited' })) },
    { why: 'permission to maintain', facts: by(person({ permission: 'maintain' })) },
    { why: 'permission to administer', facts: by(person({ permission: 'admin' })) },
  ],
  skips: [{ why: 'a draft', facts: taskEntryFacts({ authority: { kind: 'draft' } }) }],
  fails: [
    {
      why: 'labelled by somebody who is no planner (G09)',
      facts: by(person({ planner: false })),
      findings: [{ found: 'no planner', facts: { kind: 'labelled', user: 583231 } }],
    },
    {
      why: 'edited last by somebody who is no planner (A03)',
      facts: by(person(), person({ what: 'edited', id: 9, login: 'helper', planner: false })),
      findings: [{ facts: { kind: 'edited', user: 9, planner: false } }],
    },
    {
      why: 'a planner whose permission was taken away since',
      facts: by(person({ permission: 'read' })),
      findings: [{ found: 'read', facts: { planner: true, permission: 'read' } }],
    },
    {
      why: 'triage may set labels, and that is not enough (G09)',
      facts: by(person({ permission: 'triage' })),
      findings: [{ facts: { permission: 'triage' } }],
    },
    {
      why: 'no permission at all',
      facts: by(person({ permission: 'none' })),
      findings: [{ facts: { permission: 'none' } }],
    },
    {
      why: 'the right login with another id is somebody else',
      facts: by(person({ id: 666, planner: false, permission: 'admin' })),
      findings: [{ facts: { user: 666 } }],
    },
    {
      why: 'two people, two findings',
      facts: by(person({ planner: false }), person({ what: 'edited', id: 9, planner: false })),
      findings: [{ facts: { kind: 'edited' } }, { facts: { kind: 'labelled' } }],
    },
    { why: 'nobody is known', facts: by(), findings: [{ facts: { kind: 'nobody' } }] },
  ],
});

test('both people are named, each for what they did: whose words a label approves', () => {
  const facts = by(person(), person({ what: 'edited', id: 9, login: 'helper', planner: false }));
  const [finding] = judged(plannerAuthority, { facts }).findings;
  expect(finding?.problem).toBe(
    '"helper" (user 9) edited the spec last and is no planner of this repository. "octocat" (user 583231) handed the task over.',
  );
  expect(finding?.fix).toBe(
    'Let a planner read what was edited, save the spec and set the label again.',
  );
});

test('who labelled without the right is told so, and what to do', () => {
  const facts = by(person({ permission: 'read' }));
  const [finding] = judged(plannerAuthority, { facts }).findings;
  expect(finding?.problem).toBe(
    '"octocat" (user 583231) handed the task over and has only the permission "read" now.',
  );
  expect(finding?.fix).toBe('Let a planner read the spec and set the label again.');
});

import { changeJustified } from '../../../src/gates/plan-revision/change-justified.ts';
import { proposing, revisionFacts } from '../../support/plan-revision-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const OAUTH = {
  id: 'auth-oauth',
  scope: ['src/auth/oauth.ts', 'src/auth/auth.spec.ts', 'src/auth/pkce.ts'],
};
const DB = { id: 'data-layer-connection', scope: ['src/db/connection.ts'] };
const WIDER = { ...DB, scope: ['src/db/**'] };
const revision = (target: string, ...refs: readonly string[]) => ({
  by: 'planner',
  changes: refs.map((because) => ({ target, because })),
});
const C1 = { id: 'C1', text: 'Session expiry: 24 hours' };

ruleTable(changeJustified, {
  skips: [{ why: 'the first plan', facts: revisionFacts({ history: [] }) }],
  passes: [
    { why: 'nothing changed', facts: revisionFacts() },
    {
      why: 'a task changed, with its own ref',
      facts: proposing({ tasks: [OAUTH, { ...WIDER, because: 'commit:found' }] }),
    },
    {
      why: 'a task removed, with a ref of the revision',
      facts: proposing({ tasks: [DB], revision: revision('auth-oauth', 'commit:found') }),
    },
    {
      why: 'one of two refs is found',
      facts: proposing({
        tasks: [DB],
        revision: revision('auth-oauth', 'commit:gone', 'commit:found'),
      }),
    },
    {
      why: 'found here, and another that only GitHub knows',
      facts: proposing({ tasks: [DB], revision: revision('auth-oauth', 'pr:#41', 'commit:found') }),
    },
    {
      why: 'shared files and goal, each by its name',
      facts: proposing({
        goal: 'More',
        shared: ['package.json'],
        revision: {
          by: 'planner',
          changes: ['goal', 'shared'].map((target) => ({ target, because: 'commit:found' })),
        },
      }),
    },
    {
      why: 'a constraint that constraints-carry-forward refuses is told there',
      facts: proposing({ constraints: [{ ...C1, text: 'Session expiry: 24 days' }] }),
    },
  ],
  fails: [
    {
      why: 'a task changed without evidence (G4d)',
      facts: proposing({ tasks: [OAUTH, WIDER] }),
      findings: [
        { at: { field: 'tasks.data-layer-connection' }, found: 'no ref', facts: { refs: [] } },
      ],
    },
    {
      why: 'each thing that changed',
      facts: proposing({
        goal: 'More',
        shared: ['package.json'],
        constraints: [C1, { id: 'C2', text: 'New' }],
        tasks: [OAUTH],
        'open-questions': [{ id: 'Q1', question: 'Why?', status: 'deferred', reason: 'product' }],
      }),
      findings: [
        { at: { field: 'constraints.C2' } },
        { at: { field: 'goal' } },
        { at: { field: 'open-questions.Q1' } },
        { at: { field: 'shared' } },
        { at: { field: 'tasks.data-layer-connection' } },
      ],
    },
    {
      why: 'evidence for something else',
      facts: proposing({ tasks: [OAUTH], revision: revision('auth-oauth', 'commit:found') }),
      findings: [{ at: { field: 'tasks.data-layer-connection' }, facts: { refs: [] } }],
    },
    {
      why: 'a ref that is not found (C01)',
      facts: proposing({
        tasks: [OAUTH],
        revision: revision('data-layer-connection', 'commit:gone'),
      }),
      findings: [{ facts: { refs: ['commit:gone'], states: ['unresolved'] }, severity: 'block' }],
    },
    {
      why: 'a ref that nobody looked up is no evidence',
      facts: proposing({
        tasks: [OAUTH],
        revision: revision('data-layer-connection', 'commit:other'),
      }),
      findings: [{ facts: { refs: ['commit:other'], states: [] }, severity: 'block' }],
    },
    {
      why: 'a ref that only GitHub knows is doubt',
      facts: proposing({
        tasks: [OAUTH],
        revision: revision('data-layer-connection', 'commit:gone', 'pr:#41'),
      }),
      findings: [{ facts: { states: ['unresolved', 'unverifiable'] }, severity: 'unproven' }],
    },
  ],
});

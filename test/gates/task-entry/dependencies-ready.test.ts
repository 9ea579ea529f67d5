import { dependenciesReady } from '../../../src/gates/task-entry/dependencies-ready.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { plan, task } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const graph = (edges: Readonly<Record<string, readonly string[]>>): Plan =>
  plan({ tasks: Object.entries(edges).map(([id, needs]) => ({ id, 'depends-on': needs })) });

const waits = (
  needs: readonly string[],
  { plan: given = graph({ 'auth-oauth': [], schema: [], api: [] }), landed = [] as string[] } = {},
) => ({
  ...entryOf({ 'depends-on': needs }),
  plan: given,
  landed: new Set(landed.map(task)),
});

ruleTable(dependenciesReady, {
  passes: [
    { why: 'no dependency', facts: taskEntryFacts() },
    { why: 'all landed', facts: waits(['schema', 'api'], { landed: ['schema', 'api', 'other'] }) },
    {
      why: 'landed and no longer in the plan',
      facts: waits(['old-task'], { landed: ['old-task'] }),
    },
    {
      why: 'a circle of others',
      facts: waits([], { plan: graph({ 'auth-oauth': [], a: ['b'], b: ['a'] }) }),
    },
    {
      why: 'no plan, and landed',
      facts: { ...waits(['schema'], { landed: ['schema'] }), plan: undefined },
    },
    { why: 'no plan and no dependency', facts: taskEntryFacts({ plan: undefined }) },
    { why: 'a task that the plan does not name', facts: waits([], { plan: graph({ api: [] }) }) },
  ],
  fails: [
    {
      why: 'one of two has not landed',
      facts: waits(['schema', 'api'], { landed: ['api'] }),
      findings: [
        {
          to: 'planner',
          at: { field: 'depends-on' },
          expected: 'schema landed',
          facts: { dependency: 'schema', is: 'open' },
        },
      ],
    },
    {
      why: 'the spec leaves out what the plan says',
      facts: waits([], { plan: graph({ 'auth-oauth': ['schema'], schema: [] }) }),
      findings: [{ facts: { dependency: 'schema', is: 'open' } }],
    },
    {
      why: 'a task that the plan does not have',
      facts: waits(['shema']),
      findings: [
        { expected: 'auth-oauth, schema, api', facts: { dependency: 'shema', is: 'unknown' } },
      ],
    },
    {
      why: 'a plan without tasks',
      facts: waits(['schema'], { plan: plan({ tasks: [] }) }),
      findings: [{ facts: { dependency: 'schema', is: 'unknown' } }],
    },
    {
      why: 'no plan, and not landed',
      facts: { ...waits(['schema']), plan: undefined },
      findings: [{ facts: { is: 'open' } }],
    },
    {
      why: 'itself',
      facts: waits(['auth-oauth']),
      findings: [{ found: 'auth-oauth → auth-oauth', facts: { circle: ['auth-oauth'] } }],
    },
    {
      why: 'a circle that only the spec closes; what else is open is told beside it',
      facts: waits(['schema', 'api'], {
        plan: graph({ 'auth-oauth': [], schema: ['auth-oauth'], api: [] }),
      }),
      findings: [
        { facts: { dependency: 'api', is: 'open' } },
        { facts: { circle: ['auth-oauth', 'schema'] } },
      ],
    },
    {
      why: 'a dependency in a circle of its own cannot have landed',
      facts: waits(['schema'], {
        plan: graph({ 'auth-oauth': [], schema: ['api'], api: ['schema'] }),
      }),
      findings: [{ facts: { dependency: 'schema', is: 'open' } }],
    },
  ],
});

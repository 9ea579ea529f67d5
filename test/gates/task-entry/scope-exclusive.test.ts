import type { ScopeOverlap } from '../../../src/analysis/scope-overlap.ts';
import type { RunningTask } from '../../../src/evidence/task-entry-facts.ts';
import { scopeExclusive } from '../../../src/gates/task-entry/scope-exclusive.ts';
import { path, plan, task } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, running, taskEntryFacts } from '../../support/task-entry-facts.ts';

const EXISTING = { kind: 'existing', paths: [path('src/auth/oauth.ts')] } as const;
const NAMED = {
  kind: 'potential',
  witness: 'src/auth/pkce.ts',
  patterns: ['src/auth/pkce.ts', 'src/auth/**'],
  certainty: 'named',
} as const;
const OPEN = {
  kind: 'potential',
  witness: 'src/auth/x.ts',
  patterns: ['src/auth/**', 'src/**/*.ts'],
  certainty: 'open',
} as const;

const beside = (
  overlap: ScopeOverlap,
  other: Partial<RunningTask> = {},
  fields: Readonly<Record<string, unknown>> = {},
) => ({ ...entryOf(fields), overlaps: [{ with: running(other), overlap }] });

ruleTable(scopeExclusive, {
  passes: [
    { why: 'nobody in the way', facts: taskEntryFacts() },
    { why: 'nobody at all', facts: taskEntryFacts({ overlaps: [] }) },
    {
      why: 'a task that it waits for is told by task-entry/dependencies-ready',
      facts: beside(EXISTING, {}, { 'depends-on': ['data-layer-connection'] }),
    },
    {
      why: 'the same by the plan',
      facts: {
        ...beside(EXISTING),
        plan: plan({ tasks: [{ id: 'auth-oauth', 'depends-on': ['data-layer-connection'] }] }),
      },
    },
    {
      why: 'a specialist beside a task of the coordinator',
      facts: beside({ kind: 'none' }, { route: 'coordinator' }),
    },
    {
      why: 'a task of the coordinator beside a specialist',
      facts: beside({ kind: 'none' }, {}, { route: 'coordinator' }),
    },
    { why: 'no plan', facts: taskEntryFacts({ plan: undefined }) },
  ],
  fails: [
    {
      why: 'a file that both may change',
      facts: beside(EXISTING),
      findings: [
        {
          to: 'coordinator',
          severity: 'block',
          at: { field: 'scope' },
          found: 'src/auth/oauth.ts',
          facts: { task: 'data-layer-connection', state: 'pending', paths: ['src/auth/oauth.ts'] },
        },
      ],
    },
    {
      why: 'a new file that one of them names',
      facts: beside(NAMED, { state: 'locked' }),
      findings: [{ severity: 'block', facts: { state: 'locked', paths: ['src/auth/pkce.ts'] } }],
    },
    {
      why: 'room for the same new file is advice, with the file',
      facts: beside(OPEN),
      findings: [{ severity: 'warn', found: 'src/auth/x.ts', facts: { witness: 'src/auth/x.ts' } }],
    },
    {
      why: 'one finding a task',
      facts: {
        ...taskEntryFacts(),
        overlaps: [
          { with: running(), overlap: EXISTING },
          { with: running({ task: task('api') }), overlap: EXISTING },
        ],
      },
      findings: [{}, {}],
    },
    {
      why: 'two tasks of the coordinator, wherever they work',
      facts: beside({ kind: 'none' }, { route: 'coordinator' }, { route: 'coordinator' }),
      findings: [{ at: { field: 'route' }, found: 'data-layer-connection' }],
    },
    {
      why: 'two tasks of the coordinator in one file: two reasons',
      facts: beside(EXISTING, { route: 'coordinator' }, { route: 'coordinator' }),
      findings: [{ at: { field: 'route' } }, { at: { field: 'scope' } }],
    },
  ],
});

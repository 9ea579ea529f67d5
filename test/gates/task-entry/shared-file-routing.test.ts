import { sharedFileRouting } from '../../../src/gates/task-entry/shared-file-routing.ts';
import { path, plan, tree } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const scoped = (scope: unknown, fields: Readonly<Record<string, unknown>> = {}) => ({
  ...entryOf({ scope, ...fields }),
  baseTree: tree([
    'package.json',
    'src/db/schema/users.sql',
    'src/db/pool.ts',
    'src/errors.ts',
    'packages/api/package.json',
  ]),
  importers: new Map([
    [path('src/errors.ts'), 20],
    [path('src/db/pool.ts'), 19],
  ]),
});
const SHARED = plan({ shared: ['src/billing/**'] });

ruleTable(sharedFileRouting, {
  passes: [
    { why: 'an honest spec', facts: taskEntryFacts() },
    { why: 'a module that 19 others import', facts: scoped('src/db/pool.ts only') },
    {
      why: 'a shared file as context',
      facts: scoped({ files: ['src/db/pool.ts'], read: ['package.json'] }),
    },
    { why: 'a manifest that is not at the root', facts: scoped('packages/api/package.json only') },
    {
      why: 'a shared file, routed to the coordinator',
      facts: scoped('package.json only', { route: 'coordinator' }),
    },
    {
      why: 'a module that 20 import, as the policy allows',
      facts: scoped('src/errors.ts only'),
      policy: { scope: { 'shared-importers': 21 } },
    },
    { why: 'no plan', facts: taskEntryFacts({ plan: undefined }) },
    {
      why: 'a glob in another folder than what is declared',
      facts: { ...scoped({ files: ['src/db/pool.ts'], create: ['src/new/**'] }), plan: SHARED },
    },
    {
      why: 'a declared pattern without a folder meets every glob somewhere',
      facts: scoped({ files: ['src/db/pool.ts'], create: ['src/new/**'] }),
      policy: { shared: ['**/index.ts'] },
    },
  ],
  fails: [
    {
      why: 'a manifest at the root',
      facts: scoped('package.json only'),
      findings: [
        {
          to: 'coordinator',
          at: { field: 'route' },
          expected: 'coordinator',
          facts: { by: 'manifest', paths: ['package.json'] },
        },
      ],
    },
    {
      why: 'a new lock file, anywhere',
      facts: scoped({ create: ['packages/api/yarn.lock'] }),
      findings: [{ facts: { by: 'lock' } }],
    },
    {
      why: 'what is there of a schema, and a new migration, told by reason',
      facts: scoped({
        files: ['src/db/schema/**'],
        create: ['db/migrations/7_users.sql', 'db/migrations/8_roles.sql'],
      }),
      findings: [
        { facts: { by: 'schema', paths: ['src/db/schema/users.sql'] } },
        {
          facts: {
            by: 'schema',
            paths: ['db/migrations/7_users.sql', 'db/migrations/8_roles.sql'],
          },
        },
      ],
    },
    {
      why: 'a module that exactly 20 others import, by one of its functions',
      facts: scoped({ symbols: { 'src/errors.ts': ['NotFound'] } }),
      findings: [{ facts: { by: 'importers', paths: ['src/errors.ts'] } }],
    },
    {
      why: 'declared in the plan, under another case',
      facts: { ...scoped({ create: ['src/Billing/invoice.ts'] }), plan: SHARED },
      findings: [{ facts: { by: 'declared', paths: ['src/Billing/invoice.ts'] } }],
    },
    {
      why: 'declared in the policy, and detected: what is declared is the reason',
      facts: scoped('package.json only'),
      policy: { shared: ['package.json'] },
      findings: [{ facts: { by: 'declared' } }],
    },
    {
      why: 'room for a file that is declared shared is advice',
      facts: { ...scoped({ files: ['src/db/pool.ts'], create: ['src/**/*.sql'] }), plan: SHARED },
      findings: [{ severity: 'warn', facts: { by: 'declared', paths: ['src/billing/x.sql'] } }],
    },
    {
      why: 'the coordinator, and nothing shared, is advice (A12)',
      facts: scoped('src/db/pool.ts only', { route: 'coordinator' }),
      findings: [{ severity: 'warn', expected: 'specialist', facts: { by: 'nothing' } }],
    },
  ],
});

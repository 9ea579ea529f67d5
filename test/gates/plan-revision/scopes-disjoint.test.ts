import { scopesDisjoint } from '../../../src/gates/plan-revision/scopes-disjoint.ts';
import { path } from '../../support/output-facts.ts';
import { proposing } from '../../support/plan-revision-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

type Written = Readonly<Record<string, unknown>>;
const FILES = ['src/a.ts', 'src/b.ts', 'package.json', 'schema/users.sql', 'schema/orders.sql'];
const planned = (tasks: readonly Written[], shared: readonly string[] = []) =>
  proposing({ tasks, shared }, { baseFiles: FILES.map(path) });
const A = { id: 'a', scope: ['src/a.ts'] };
const B = { id: 'b', scope: ['src/b.ts'] };

ruleTable(scopesDisjoint, {
  skips: [
    { why: 'no task', facts: planned([]) },
    { why: 'specs give the scopes', facts: planned([{ id: 'a' }, { id: 'b' }]) },
  ],
  passes: [
    { why: 'different files', facts: planned([A, B]) },
    {
      why: 'the same file, one after the other',
      facts: planned([A, { ...A, id: 'b', 'depends-on': ['a'] }]),
    },
    {
      why: 'the same file, with a task between them',
      facts: planned([A, { ...B, 'depends-on': ['a'] }, { ...A, id: 'c', 'depends-on': ['b'] }]),
    },
    {
      why: 'what is shared, in one task of the coordinator',
      facts: planned(
        [A, B, { id: 'c', scope: ['package.json'], runtime: 'claude' }],
        ['package.json'],
      ),
    },
    {
      why: 'what is shared, in two tasks of the coordinator, one after the other',
      facts: planned(
        [
          { id: 'c', scope: ['schema/users.sql'], runtime: 'claude' },
          { id: 'd', scope: ['schema/orders.sql'], runtime: 'claude', 'depends-on': ['c'] },
        ],
        ['schema/**'],
      ),
    },
    {
      why: 'two tasks of the coordinator on different shared modules',
      facts: planned(
        [
          { id: 'c', scope: ['schema/users.sql'], runtime: 'claude' },
          { id: 'd', scope: ['package.json'], runtime: 'claude' },
        ],
        ['schema/**', 'package.json'],
      ),
    },
    { why: 'a task without a scope beside others', facts: planned([A, { id: 'b' }]) },
  ],
  fails: [
    {
      why: 'two tasks own one file (A12)',
      facts: planned([A, { ...A, id: 'b' }]),
      findings: [
        {
          at: { field: 'tasks.a.scope' },
          facts: { kind: 'parallel', tasks: ['a', 'b'], meeting: 'existing', paths: ['src/a.ts'] },
          severity: 'block',
        },
      ],
    },
    {
      why: 'a glob of one reaches a file of the other',
      facts: planned([A, { id: 'b', scope: ['src/*.ts'] }]),
      findings: [{ facts: { paths: ['src/a.ts'] } }],
    },
    {
      why: 'a file that is yet to be made, named by one of them',
      facts: planned([
        { id: 'a', scope: ['lib/new.ts'] },
        { id: 'b', scope: ['lib/**'] },
      ]),
      findings: [{ facts: { meeting: 'potential', paths: ['lib/new.ts'] }, severity: 'block' }],
    },
    {
      why: 'two globs that leave room for the same new file: advice',
      facts: planned([
        { id: 'a', scope: ['lib/*.ts'] },
        { id: 'b', scope: ['lib/auth*'] },
      ]),
      findings: [{ facts: { meeting: 'potential' }, severity: 'warn' }],
    },
    {
      why: 'both wait for the same task, and not for each other',
      facts: planned([B, { ...A, 'depends-on': ['b'] }, { ...A, id: 'c', 'depends-on': ['b'] }]),
      findings: [{ facts: { tasks: ['a', 'c'] } }],
    },
    {
      why: 'a specialist on a shared file (P16)',
      facts: planned([{ id: 'a', scope: ['src/a.ts', 'package.json'] }], ['package.json']),
      findings: [
        { facts: { kind: 'specialist', task: 'a', shared: 'package.json' }, severity: 'block' },
      ],
    },
    {
      why: 'a specialist on a file that the policy shares',
      facts: planned([{ id: 'a', scope: ['package.json'] }]),
      policy: { shared: ['package.json'] },
      findings: [{ facts: { kind: 'specialist', shared: 'package.json' } }],
    },
    {
      why: 'shared by policy and plan: one finding',
      facts: planned([{ id: 'a', scope: ['package.json'] }], ['package.json']),
      policy: { shared: ['package.json'] },
      findings: [{ facts: { kind: 'specialist' } }],
    },
    {
      why: 'a glob that leaves room for a shared file: advice',
      facts: planned([{ id: 'a', scope: ['lib/*'] }], ['lib/*.lock']),
      findings: [{ facts: { kind: 'specialist', meeting: 'potential' }, severity: 'warn' }],
    },
    {
      why: 'two tasks of the coordinator on one shared module at the same time',
      facts: planned(
        [
          { id: 'c', scope: ['schema/users.sql'], runtime: 'claude' },
          { id: 'd', scope: ['schema/orders.sql'], runtime: 'claude' },
        ],
        ['schema/**', 'schema/*.sql'],
      ),
      findings: [{ facts: { kind: 'shared', tasks: ['c', 'd'], shared: 'schema/**' } }],
    },
  ],
});

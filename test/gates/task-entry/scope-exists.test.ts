import { scopeExists } from '../../../src/gates/task-entry/scope-exists.ts';
import { path, tree } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const TREE = ['src/auth/oauth.ts', 'src/auth/index.ts', 'src/db/pool.ts', 'README.md'];
const UNITS = new Map([
  [path('src/auth/index.ts'), ['(top level)', 'registerProviders', 'Pool', 'Pool.connect']],
  [path('README.md'), undefined],
]);
const scoped = (scope: unknown) => ({
  ...entryOf({ scope }),
  baseTree: tree(TREE),
  symbols: UNITS,
});

ruleTable(scopeExists, {
  passes: [
    { why: 'an honest spec', facts: taskEntryFacts() },
    { why: 'a glob that reaches a file', facts: scoped({ files: ['src/auth/*.ts'] }) },
    {
      why: 'new files in an old and in a new folder',
      facts: scoped({ create: ['src/auth/pkce.ts', 'src/new/a.ts'] }),
    },
    { why: 'a new folder', facts: scoped({ create: ['src/new/**'] }) },
    { why: 'new files beside old ones', facts: scoped({ create: ['src/auth/*.ts'] }) },
    {
      why: 'a function, a class by one of its methods, and the code outside of all',
      facts: scoped({
        symbols: { 'src/auth/index.ts': ['registerProviders', 'Pool', '(top level)'] },
      }),
    },
    {
      why: 'context that is there',
      facts: scoped({ files: ['README.md'], read: ['src/db/pool.ts', 'src/**'] }),
    },
    {
      why: 'what is outside the grammar is told by task-entry/scope-bounded',
      facts: scoped({ files: ['./src/auth/oauth.ts', '!src/**'] }),
    },
  ],
  fails: [
    {
      why: 'a file that is not there',
      facts: scoped({ files: ['src/auth/oath.ts'] }),
      findings: [
        {
          to: 'planner',
          severity: 'block',
          at: { field: 'scope.files', path: 'src/auth/oath.ts' },
          facts: { entry: 'src/auth/oath.ts', is: 'missing' },
        },
      ],
    },
    {
      why: 'a file that nobody could have meant',
      facts: scoped({ files: ['lib/zebra.py'] }),
      findings: [{ facts: { entry: 'lib/zebra.py', is: 'missing' } }],
    },
    {
      why: 'another case is another file',
      facts: scoped({ files: ['SRC/auth/oauth.ts'] }),
      findings: [{ facts: { is: 'missing' } }],
    },
    {
      why: 'a folder without a glob',
      facts: scoped({ files: ['src/auth'] }),
      findings: [{ facts: { is: 'folder' } }],
    },
    {
      why: 'a glob that reaches nothing',
      facts: scoped({ files: ['src/api/**'] }),
      findings: [{ facts: { is: 'empty' } }],
    },
    {
      why: 'a file to create that is there',
      facts: scoped({ create: ['README.md'] }),
      findings: [{ at: { field: 'scope.create', path: 'README.md' }, facts: { is: 'there' } }],
    },
    {
      why: 'a file to create where a folder is',
      facts: scoped({ create: ['src/auth'] }),
      findings: [{ facts: { is: 'folder' } }],
    },
    {
      why: 'a file to create below a file',
      facts: scoped({ create: ['README.md/part/a.md'] }),
      findings: [{ facts: { entry: 'README.md/part/a.md', is: 'below-file' } }],
    },
    {
      why: 'a file to create that another file system cannot tell from an old one (D13)',
      facts: scoped({ create: ['src/auth/OAuth.ts'] }),
      findings: [{ facts: { entry: 'src/auth/OAuth.ts', is: 'same-name' } }],
    },
    {
      why: 'two files to create that it cannot tell apart (D13)',
      facts: scoped({ create: ['src/new/a.ts', 'src/new/A.ts'] }),
      findings: [{ facts: { entry: 'src/new/A.ts' } }, { facts: { entry: 'src/new/a.ts' } }],
    },
    {
      why: 'a symbol that is not there, and one in a file that is not',
      facts: scoped({
        symbols: { 'src/auth/index.ts': ['registerProvider'], 'src/auth/gone.ts': ['a', 'b'] },
      }),
      findings: [
        { at: { path: 'src/auth/gone.ts' }, facts: { is: 'missing' } },
        {
          at: { path: 'src/auth/index.ts' },
          facts: { is: 'unknown-symbol', symbol: 'registerProvider' },
        },
      ],
    },
    {
      why: 'part of a name is no symbol',
      facts: scoped({ symbols: { 'src/auth/index.ts': ['Poo', 'connect'] } }),
      findings: [{ facts: { symbol: 'Poo' } }, { facts: { symbol: 'connect' } }],
    },
    {
      why: 'a file without functions (D16)',
      facts: scoped({ symbols: { 'README.md': ['install'] } }),
      findings: [{ facts: { entry: 'README.md', is: 'unreadable' } }],
    },
    {
      why: 'context that is not there is advice',
      facts: scoped({ files: ['README.md'], read: ['docs/design.md', 'docs/**'] }),
      findings: [
        { severity: 'warn', facts: { entry: 'docs/**', is: 'empty' } },
        { severity: 'warn', facts: { entry: 'docs/design.md', is: 'missing' } },
      ],
    },
  ],
});

import { scopeBounded } from '../../../src/gates/task-entry/scope-bounded.ts';
import { tree } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const files = (count: number) => Array.from({ length: count }, (_, n) => `src/db/f${n}.ts`);
const scoped = (scope: unknown, paths: readonly string[] = files(3)) => ({
  ...entryOf({ scope }),
  baseTree: tree(paths),
});

ruleTable(scopeBounded, {
  passes: [
    { why: 'an honest spec', facts: taskEntryFacts() },
    {
      why: 'a folder of exactly as many files as allowed: 20',
      facts: scoped({ files: ['src/db/**'] }, files(20)),
    },
    {
      why: 'a file that two patterns cover counts once',
      facts: scoped({ files: ['src/db/**', 'src/db/f0.ts'] }, files(20)),
    },
    {
      why: 'more files, as the policy allows',
      facts: scoped({ files: ['src/db/**'] }, files(21)),
      policy: { scope: { 'max-files': 21 } },
    },
    { why: 'only new files', facts: scoped({ create: ['src/new/a.ts', 'src/new/**'] }) },
    { why: 'only symbols', facts: scoped({ symbols: { 'src/db/f0.ts': ['connect'] } }) },
    {
      why: 'names that are notation elsewhere (D14)',
      facts: scoped({ files: ['app/[id]/(auth)/page.tsx'] }),
    },
    {
      why: 'a folder whose name begins like a control path',
      facts: scoped({ files: ['.handoffs/**'] }),
    },
    {
      why: 'a module in words, like the seed writes it',
      facts: scoped('src/db/connection.ts only'),
    },
  ],
  fails: [
    {
      why: 'one file more than allowed: 21',
      facts: scoped({ files: ['src/db/**'] }, files(21)),
      findings: [
        {
          to: 'planner',
          at: { field: 'scope' },
          expected: 'at most 20 files',
          found: '21 files',
          facts: { files: 21, limit: 20, globs: ['src/db/**'] },
        },
      ],
    },
    {
      why: 'new files and symbols count too',
      facts: scoped(
        { files: ['src/db/f0.ts'], create: ['src/new.ts'], symbols: { 'src/db/f1.ts': ['a'] } },
        files(3),
      ),
      policy: { scope: { 'max-files': 2 } },
      findings: [{ facts: { files: 3, limit: 2, globs: [] } }],
    },
    {
      why: 'nothing at all',
      facts: scoped({ read: ['src/db/f0.ts'] }),
      findings: [{ found: 'nothing' }],
    },
    ...['**', '*/**', '**/*.ts', '*'].map((pattern) => ({
      why: `the root (D15): ${pattern}`,
      facts: scoped({ files: [pattern] }, files(50)),
      findings: [{ facts: { pattern, code: 'unbounded' } }],
    })),
    ...[
      ['grammar', '!src/auth/**'],
      ['grammar', '#src/auth'],
      ['grammar', 'src/{auth,db}/**'],
      ['grammar', 'src/@(auth|db)/a.ts'],
      ['grammar', 'src/db**'],
      ['not-canonical', './src/db/**'],
      ['not-canonical', 'src/../infra/main.tf'],
      ['not-canonical', 'src//db.ts'],
      ['not-canonical', 'src/db/'],
      ['not-canonical', '/etc/passwd'],
      ['not-canonical', 'C:/windows'],
      ['not-canonical', 'src\\db.ts'],
      ['deceptive', 'src/\u0430uth.ts'],
      ['deceptive', 'src/cafe\u0301.ts'],
      ['deceptive', 'src/a\u200bb.ts'],
      ['deceptive', 'src/\uff0e\uff0e/a.ts'],
      ['too-wild', 'src/*a*b*c*d*e*f*g*h*i'],
      ['too-wild', 'src/**/a/**/b/**/c/**'],
    ].map(([code = '', pattern = '']) => ({
      why: `outside the grammar (D11, D12, D15, E07): ${code} ${JSON.stringify(pattern)}`,
      facts: scoped({ files: [pattern] }),
      findings: [{ at: { field: 'scope' }, facts: { pattern, code } }],
    })),
    {
      why: 'a pattern of 200 letters that are 400 bytes (E07)',
      facts: scoped({ files: [`src/${'\u00e9'.repeat(200)}`] }),
      findings: [{ facts: { code: 'too-long' } }],
    },
    {
      why: 'context outside the grammar',
      facts: scoped({ files: ['src/db/f0.ts'], read: ['../secrets.env'] }),
      findings: [{ facts: { pattern: '../secrets.env', code: 'not-canonical' } }],
    },
    {
      why: '65 patterns over all fields (E07)',
      facts: scoped({
        files: Array.from({ length: 60 }, (_, n) => `src/a${n}/x?.ts`),
        create: Array.from({ length: 5 }, (_, n) => `src/b${n}/y?.ts`),
      }),
      findings: [{ found: '65 patterns', facts: { code: 'too-many' } }],
    },
    {
      why: 'the plan itself (A11)',
      facts: scoped({ files: ['src/db/f0.ts', '.handoff/plan.yaml'] }),
      findings: [{ facts: { pattern: '.handoff/plan.yaml', control: '.handoff/**' } }],
    },
    {
      why: 'control paths under another case, and by a glob',
      facts: scoped({ files: ['.Handoff/tasks/*.md', '.h?ndoff/**'] }),
      findings: [
        { facts: { pattern: '.Handoff/tasks/*.md' } },
        { facts: { pattern: '.h?ndoff/**' } },
      ],
    },
    {
      why: 'a workflow whose runs are evidence (C06)',
      facts: scoped({ files: ['.github/workflows/*.yml'] }),
      findings: [{ facts: { control: '.github/workflows/handoff-tests.yml' } }],
    },
  ],
});

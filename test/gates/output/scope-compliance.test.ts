import { scopeCompliance } from '../../../src/gates/output/scope-compliance.ts';
import { changedOutput, moduleScope } from '../../support/changed-output.ts';
import { changed, outputFacts, plan, task } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const glob = moduleScope({ files: ['tools/**'] });

ruleTable(scopeCompliance, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    {
      why: 'a new and a deleted file under a glob',
      facts: changedOutput([changed('tools/new.ts', 'added'), changed('tools/old.ts', 'deleted')], {
        scope: glob,
      }),
    },
    {
      why: 'a new script that the spec names',
      facts: changedOutput([changed('run.sh', 'added', { newMode: '100755' })], {
        scope: moduleScope({ create: ['run.sh'] }),
      }),
    },
    {
      why: 'a submodule that the spec names moves to another commit',
      facts: changedOutput(
        [changed('vendor/lib', 'modified', { oldMode: '160000', newMode: '160000' })],
        { scope: moduleScope({ files: ['vendor/lib'] }) },
      ),
    },
    {
      why: 'a file that only changes its case',
      facts: changedOutput([changed('tools/Run.ts', 'deleted'), changed('tools/run.ts', 'added')], {
        scope: glob,
      }),
    },
    {
      why: 'a protected path is told by output/protected-paths',
      facts: changedOutput([changed('.github/workflows/ci.yml')]),
    },
    {
      why: 'a control path is told by output/role-boundary',
      facts: changedOutput([changed('.handoff/plan.yaml')]),
    },
    {
      why: 'a path of another task is told by output/protected-paths',
      facts: changedOutput([changed('src/db/pool.ts')], {
        others: { scopes: [{ task: task('db'), patterns: ['src/db/**'] }], citations: [] },
      }),
    },
    { why: 'a repository without a plan', facts: outputFacts({ plan: undefined }) },
  ],
  fails: [
    {
      why: 'one file beside the scope',
      facts: changedOutput([changed('README.md')]),
      findings: [
        {
          at: { path: 'README.md' },
          found: 'modified',
          facts: { path: 'README.md', change: 'modified', because: 'unnamed' },
          to: 'executor',
        },
      ],
    },
    {
      why: 'a deletion and an addition: both sides of a move (D01)',
      facts: changedOutput([changed('lib/auth.ts', 'deleted'), changed('lib/auth2.ts', 'added')]),
      findings: [
        { at: { path: 'lib/auth.ts' }, found: 'deleted' },
        { at: { path: 'lib/auth2.ts' }, found: 'added' },
      ],
    },
    {
      why: 'a file to create that was there before',
      facts: changedOutput([changed('src/auth/old.ts')], {
        scope: moduleScope({ create: ['src/auth/old.ts'] }),
      }),
      findings: [
        {
          at: { path: 'src/auth/old.ts' },
          facts: { path: 'src/auth/old.ts', change: 'modified', because: 'exists' },
        },
      ],
    },
    {
      why: 'a spec that opens nothing',
      facts: outputFacts({ spec: changedOutput([], { scope: {} }).spec }),
      findings: [{ expected: 'no changed path' }, {}, {}],
    },
    {
      why: 'a symbolic link under a glob (D03)',
      facts: changedOutput([changed('tools/link', 'added', { newMode: '120000' })], {
        scope: glob,
      }),
      findings: [{ at: { path: 'tools/link' }, found: 'symlink' }],
    },
    {
      why: 'a symbolic link under the very name that the spec creates (D03)',
      facts: changedOutput([changed('link', 'added', { newMode: '120000' })], {
        scope: moduleScope({ create: ['link'] }),
      }),
      findings: [{ found: 'symlink' }],
    },
    {
      why: 'a submodule (D03)',
      facts: changedOutput([changed('tools/lib', 'type-changed', { newMode: '160000' })], {
        scope: glob,
      }),
      findings: [{ found: 'submodule' }],
    },
    {
      why: 'a link under a glob points elsewhere (D03)',
      facts: changedOutput(
        [changed('tools/l', 'modified', { oldMode: '120000', newMode: '120000' })],
        { scope: glob },
      ),
      findings: [{ found: 'repointed' }],
    },
    {
      why: 'a link under a glob becomes a file (D03)',
      facts: changedOutput([changed('tools/l', 'type-changed', { oldMode: '120000' })], {
        scope: glob,
      }),
      findings: [{ found: 'replaced' }],
    },
    {
      why: 'an executable bit, on and off, under a glob (D03)',
      facts: changedOutput(
        [
          changed('tools/off', 'mode-changed', { oldMode: '100755' }),
          changed('tools/on', 'mode-changed', { newMode: '100755' }),
        ],
        { scope: glob },
      ),
      findings: [
        { at: { path: 'tools/off' }, found: 'not-executable' },
        { at: { path: 'tools/on' }, found: 'executable' },
      ],
    },
    {
      why: 'an executable bit on a file that is opened by symbols only',
      facts: changedOutput([changed('i.ts', 'modified', { newMode: '100755' })], {
        scope: moduleScope({ symbols: { 'i.ts': ['f'] } }),
      }),
      findings: [{ found: 'executable' }],
    },
    ...(['added', 'deleted', 'mode-changed', 'type-changed'] as const).map((kind) => ({
      why: `a file of which only functions are opened is ${kind}`,
      facts: changedOutput([changed('i.ts', kind)], {
        scope: moduleScope({ symbols: { 'i.ts': ['f'] } }),
      }),
      findings: [
        { at: { path: 'i.ts' }, facts: { path: 'i.ts', change: kind, because: 'functions' } },
      ],
    })),
    {
      why: 'a link outside is one finding, not two',
      facts: changedOutput([changed('link', 'added', { newMode: '120000' })]),
      findings: [{ at: { path: 'link' }, found: 'added' }],
    },
    {
      why: 'a new file that another file system cannot tell from an old one (D13)',
      facts: changedOutput([changed('src/auth/OAUTH.ts', 'added')], {
        scope: moduleScope({ create: ['src/auth/OAUTH.ts'] }),
      }),
      findings: [{ at: { path: 'src/auth/OAUTH.ts' }, found: 'src/auth/oauth.ts' }],
    },
    {
      why: 'a shared file is no way out of the scope for the coordinator',
      facts: changedOutput([changed('src/schema.ts')], {
        plan: plan({ shared: ['src/schema.ts'] }),
        spec: {
          ...outputFacts().spec,
          spec: { ...changedOutput([]).spec.spec, route: 'coordinator' },
        },
      }),
      findings: [{ at: { path: 'src/schema.ts' } }],
    },
  ],
});

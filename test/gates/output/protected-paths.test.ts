import { protectedPaths } from '../../../src/gates/output/protected-paths.ts';
import { changedOutput, moduleScope } from '../../support/changed-output.ts';
import { changed, outputFacts, plan, task } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const others = {
  scopes: [
    { task: task('data-layer'), patterns: ['src/db/**'] },
    { task: task('reports'), patterns: ['src/db/report.ts'] },
  ],
  citations: [],
};

ruleTable(protectedPaths, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    {
      why: 'a lock file and a manifest that the spec names',
      facts: changedOutput([changed('package-lock.json'), changed('package.json')], {
        scope: moduleScope({ files: ['package.json', 'package-lock.json'] }),
      }),
    },
    {
      why: 'a path beside the scope that is nobody else’s',
      facts: changedOutput([changed('README.md')], { others }),
    },
    {
      why: 'a plan file is told by output/role-boundary',
      facts: changedOutput([changed('.handoff/plan.yaml')]),
    },
    {
      why: 'a path that the spec gives to this task as well',
      facts: changedOutput([changed('src/db/pool.ts')], {
        others,
        scope: moduleScope({ files: ['src/db/pool.ts'] }),
      }),
    },
  ],
  fails: [
    {
      why: 'one workflow among eight honest files (A07)',
      facts: changedOutput([changed('.github/workflows/ci.yml')]),
      findings: [
        {
          at: { path: '.github/workflows/ci.yml' },
          to: 'planner',
          found: 'modified',
          facts: {
            path: '.github/workflows/ci.yml',
            change: 'modified',
            group: 'automation',
            pattern: '.github/**',
          },
        },
      ],
    },
    {
      why: 'a glob does not open an agent instruction',
      facts: changedOutput([changed('src/auth/AGENTS.md', 'added')], {
        scope: moduleScope({ files: ['src/**'] }),
      }),
      findings: [
        {
          facts: {
            path: 'src/auth/AGENTS.md',
            change: 'added',
            group: 'instructions',
            pattern: '**/AGENTS.md',
          },
        },
      ],
    },
    {
      why: 'a deletion is a change',
      facts: changedOutput([changed('CODEOWNERS', 'deleted')]),
      findings: [{ found: 'deleted' }],
    },
    {
      why: 'the policy adds its own',
      facts: changedOutput([changed('infra/main.tf')]),
      policy: { protected: ['infra/**'] },
      findings: [
        {
          facts: {
            path: 'infra/main.tf',
            change: 'modified',
            group: 'policy',
            pattern: 'infra/**',
          },
        },
      ],
    },
    {
      why: 'a file of two other tasks',
      facts: changedOutput([changed('src/db/report.ts')], { others }),
      findings: [
        {
          to: 'planner',
          facts: { path: 'src/db/report.ts', change: 'modified', tasks: ['data-layer', 'reports'] },
        },
      ],
    },
    {
      why: 'a shared file of the plan, outside the scope',
      facts: changedOutput([changed('src/schema.ts')], {
        plan: plan({ shared: ['src/schema.ts'] }),
      }),
      findings: [
        {
          facts: {
            path: 'src/schema.ts',
            change: 'modified',
            pattern: 'src/schema.ts',
            inScope: false,
          },
        },
      ],
    },
    {
      why: 'a shared file of the policy in the scope of a specialist',
      facts: changedOutput([changed('src/schema.ts')], {
        scope: moduleScope({ files: ['src/schema.ts'] }),
      }),
      policy: { shared: ['src/*.ts'] },
      findings: [
        {
          facts: { path: 'src/schema.ts', change: 'modified', pattern: 'src/*.ts', inScope: true },
        },
      ],
    },
    {
      why: 'all of them at once, by path',
      facts: changedOutput(
        [changed('yarn.lock'), changed('src/db/pool.ts'), changed('AGENTS.md')],
        { others },
      ),
      findings: [
        { at: { path: 'AGENTS.md' } },
        { at: { path: 'src/db/pool.ts' } },
        { at: { path: 'yarn.lock' } },
      ],
    },
  ],
});

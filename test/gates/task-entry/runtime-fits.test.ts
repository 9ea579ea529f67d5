import { runtimeFits } from '../../../src/gates/task-entry/runtime-fits.ts';
import { tree } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const AREAS = ['src/auth/a.ts', 'src/db/b.ts', 'src/api/c.ts', 'src/ui/d.ts', 'package.json'];
const task = (fields: Readonly<Record<string, unknown>>) => ({
  ...entryOf(fields),
  baseTree: tree(AREAS),
});
const across = { scope: { files: ['src/**'] } };

ruleTable(runtimeFits, {
  passes: [
    { why: 'bounded and isolated, for codex', facts: taskEntryFacts() },
    { why: 'three areas', facts: task({ scope: { files: AREAS.slice(0, 3) } }) },
    {
      why: 'a shared file, for claude as coordinator',
      facts: task({ scope: 'package.json only', runtime: 'claude', route: 'coordinator' }),
    },
    {
      why: 'four areas, for claude as coordinator',
      facts: task({ ...across, runtime: 'claude', route: 'coordinator' }),
    },
    {
      why: 'a decision, for claude',
      facts: task({ objective: 'Decide on a cache in docs/cache.md', runtime: 'claude' }),
    },
  ],
  fails: [
    {
      why: 'a shared file, for codex',
      facts: task({ scope: 'package.json only', route: 'coordinator' }),
      findings: [
        {
          to: 'planner',
          severity: 'block',
          at: { field: 'runtime' },
          expected: 'claude',
          facts: { demand: 'shared', route: 'coordinator' },
        },
      ],
    },
    {
      why: 'four areas, for a specialist of codex: runtime and route',
      facts: task(across),
      findings: [
        { at: { field: 'route' }, expected: 'coordinator', facts: { demand: 'cross-cutting' } },
        { at: { field: 'runtime' }, facts: { demand: 'cross-cutting', route: 'coordinator' } },
      ],
    },
    {
      why: 'a review, for codex',
      facts: task({ objective: 'Review the architecture of src/auth/a.ts' }),
      findings: [{ facts: { demand: 'judgement', route: 'specialist' } }],
    },
    {
      why: 'bounded work for claude is advice',
      facts: task({ runtime: 'claude' }),
      findings: [{ severity: 'warn', expected: 'codex', facts: { demand: 'bounded' } }],
    },
  ],
});

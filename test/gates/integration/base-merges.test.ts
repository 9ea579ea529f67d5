import { baseMerges } from '../../../src/gates/integration/base-merges.ts';
import { integrationFacts } from '../../support/integration-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const conflict = (type: string, ...paths: string[]) => ({
  type,
  paths,
  message: `CONFLICT (${type})`,
});

ruleTable(baseMerges, {
  passes: [
    { why: 'merges cleanly', facts: integrationFacts() },
    {
      why: 'conflicts with another output are not this rule’s business',
      facts: integrationFacts({ notEvaluated: [{ output: 'handoff/b', because: 'shallow' }] }),
    },
  ],
  fails: [
    {
      why: 'one file, one finding that points to it',
      facts: integrationFacts({ baseConflicts: [conflict('contents', 'src/a.ts')] }),
      findings: [{ at: { path: 'src/a.ts' }, to: 'executor', severity: 'block' }],
    },
    {
      why: 'two conflicts at one path stay two findings, sorted by path',
      facts: integrationFacts({
        baseConflicts: [
          conflict('modify/delete', 'src/b.ts'),
          conflict('contents', 'src/a.ts'),
          conflict('binary', 'src/a.ts'),
        ],
      }),
      findings: [
        { at: { path: 'src/a.ts' } },
        { at: { path: 'src/a.ts' } },
        { at: { path: 'src/b.ts' } },
      ],
    },
    {
      why: 'git names no path: still a conflict',
      facts: integrationFacts({ baseConflicts: [conflict('unknown')] }),
      findings: [{ facts: { type: 'unknown', paths: [] } }],
    },
  ],
});

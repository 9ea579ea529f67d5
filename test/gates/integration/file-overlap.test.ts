import { fileOverlap } from '../../../src/gates/integration/file-overlap.ts';
import { integrationFacts, shared } from '../../support/integration-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => shared('handoff/b', `src/${name}.ts`));

ruleTable(fileOverlap, {
  passes: [{ why: 'no file in common', facts: integrationFacts() }],
  skips: [
    {
      why: 'turned off by the policy',
      facts: integrationFacts({ sharedPaths: six }),
      policy: { integration: { 'file-overlap': 'off' } },
    },
  ],
  fails: [
    {
      why: 'a common file is advice: four of five such pairs merge',
      facts: integrationFacts({ sharedPaths: [shared('handoff/b', 'src/a.ts')] }),
      findings: [
        {
          severity: 'warn',
          facts: { other: 'handoff/b', paths: ['src/a.ts'], shared: [], identical: false },
        },
      ],
    },
    {
      why: 'the same edit on both sides is said',
      facts: integrationFacts({
        sharedPaths: [shared('handoff/b', 'src/a.ts', { identical: true })],
      }),
      findings: [{ severity: 'warn', facts: { identical: true } }],
    },
    {
      why: 'a shared file blocks: the coordinator lands them one after the other',
      facts: integrationFacts({
        sharedPaths: [
          shared('handoff/b', 'src/db/schema/user.sql'),
          shared('handoff/b', 'src/a.ts'),
        ],
      }),
      findings: [{ severity: 'block', facts: { shared: ['src/db/schema/user.sql'] } }],
    },
    {
      why: 'a strict repository blocks every common file',
      facts: integrationFacts({ sharedPaths: [shared('handoff/b', 'src/a.ts')] }),
      policy: { integration: { 'file-overlap': 'block' } },
      findings: [{ severity: 'block' }],
    },
    {
      why: 'one finding an output, however many files',
      facts: integrationFacts({ sharedPaths: [...six, shared('handoff/c', 'src/a.ts')] }),
      findings: [{ at: { output: 'handoff/b' } }, { at: { output: 'handoff/c' } }],
    },
  ],
});

import { hunkOverlap } from '../../../src/gates/integration/hunk-overlap.ts';
import { integrationFacts, shared } from '../../support/integration-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const apart = (gap: number | undefined) =>
  integrationFacts({ sharedPaths: [shared('handoff/b', 'src/a.ts', { gap })] });

ruleTable(hunkOverlap, {
  passes: [
    { why: 'no file in common', facts: integrationFacts() },
    { why: 'exactly one line beyond the context: 4', facts: apart(4) },
    {
      why: 'not compared by lines (identical, or a mode): nothing to say',
      facts: apart(undefined),
    },
  ],
  skips: [
    {
      why: 'turned off by the policy',
      facts: apart(0),
      policy: { integration: { 'hunk-overlap': 'off' } },
    },
  ],
  fails: [
    {
      why: 'exactly at the context: 3 lines apart',
      facts: apart(3),
      findings: [
        { severity: 'warn', at: { path: 'src/a.ts', output: 'handoff/b' }, facts: { lines: 3 } },
      ],
    },
    {
      why: 'touching edits of a pair that git still merges',
      facts: apart(0),
      findings: [{ facts: { lines: 0 } }],
    },
    {
      why: 'a strict repository blocks',
      facts: apart(1),
      policy: { integration: { 'hunk-overlap': 'block' } },
      findings: [{ severity: 'block' }],
    },
  ],
});

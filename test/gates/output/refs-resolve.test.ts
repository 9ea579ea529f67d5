import type { RefResolution } from '../../../src/evidence/output-facts.ts';
import { refsResolve } from '../../../src/gates/output/refs-resolve.ts';
import { outputFacts } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { citing } from '../../support/step-evidence.ts';

const one = (ref: string, state: RefResolution['state']) =>
  citing([{ ref, resolution: { state } }]);
const artifact = (state: RefResolution['state']) =>
  citing([{ ref: 'commit:a3f92bc', artifact: { state } }]);
const REF = { at: { field: 'completed-steps[0].ref' } };
const ARTIFACT = { at: { field: 'completed-steps[0].artifact' } };

ruleTable(refsResolve, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    {
      why: 'what is there and is something else is told by output/evidence-bound',
      facts: one('commit:a3f92bc', 'mismatched'),
    },
  ],
  fails: [
    {
      why: 'an invented commit (C01)',
      facts: one('commit:deadbeef', 'unresolved'),
      findings: [
        {
          ...REF,
          severity: 'block',
          found: 'unresolved',
          facts: { state: 'unresolved', lookedUp: 'looked up commit:deadbeef' },
        },
      ],
    },
    {
      why: 'a ref that its grammar refuses (C03)',
      facts: one('commit:HEAD~1', 'unresolved'),
      findings: [{ ...REF, severity: 'block' }],
    },
    {
      why: 'a URL can never be verified: that is wrong, not doubtful (C14)',
      facts: one('https://example.com/proof', 'unverifiable'),
      findings: [{ ...REF, severity: 'block' }],
    },
    {
      why: 'what only GitHub knows is doubt',
      facts: one('check:build', 'unverifiable'),
      findings: [{ ...REF, severity: 'unproven', found: 'unverifiable' }],
    },
    {
      why: 'a run that is still to come is doubt',
      facts: one('test-run:pending', 'pending'),
      findings: [{ ...REF, severity: 'unproven', found: 'pending' }],
    },
    {
      why: 'an artifact that is not there (C13)',
      facts: artifact('unresolved'),
      findings: [{ ...ARTIFACT, severity: 'block' }],
    },
    {
      why: 'an artifact that is a link (C13)',
      facts: artifact('mismatched'),
      findings: [{ ...ARTIFACT, severity: 'block', found: 'mismatched' }],
    },
    {
      why: 'an artifact that could not be read is doubt',
      facts: artifact('unverifiable'),
      findings: [{ ...ARTIFACT, severity: 'unproven' }],
    },
    {
      why: 'every step is told at once',
      facts: citing([
        { ref: 'commit:deadbeef', resolution: { state: 'unresolved' } },
        { ref: 'commit:a3f92bc' },
        {
          ref: 'test-run:x',
          resolution: { state: 'unresolved' },
          artifact: { state: 'unresolved' },
        },
      ]),
      findings: [
        REF,
        { at: { field: 'completed-steps[2].artifact' } },
        { at: { field: 'completed-steps[2].ref' } },
      ],
    },
  ],
});

import { expect, test } from '@jest/globals';
import { evidenceStillHolds } from '../../../src/gates/integration/evidence-still-holds.ts';
import {
  citedEvidence,
  integrationFacts,
  landingEvidence,
} from '../../support/integration-facts.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';

const citing = (...cited: Parameters<typeof citedEvidence>[0][]) =>
  integrationFacts({ evidence: landingEvidence({ cited: cited.map(citedEvidence) }) });
const lines = { field: 'completed-steps[1].artifact', cited: 'src/b.ts', kind: 'file' } as const;

ruleTable(evidenceStillHolds, {
  passes: [
    { why: 'all that it cites is there', facts: integrationFacts() },
    { why: 'a contract without completed steps cites nothing', facts: citing() },
    {
      why: 'Gate 2 has not passed it yet: what it cites is there all the same',
      facts: integrationFacts({ evidence: landingEvidence({ gate2: 'not-passed' }) }),
    },
  ],
  skips: [
    {
      why: 'it brings no contract: output/contract-present says so where one is needed',
      facts: integrationFacts({ evidence: landingEvidence({ contract: 'none', cited: [] }) }),
    },
  ],
  fails: [
    {
      why: 'a test run that Gate 2 found is gone',
      facts: citing({ state: 'unresolved' }),
      findings: [
        {
          at: { field: 'completed-steps[0].ref' },
          to: 'executor',
          severity: 'block',
          found: 'unresolved',
          facts: { where: 'head', gate2: 'passed' },
        },
      ],
    },
    {
      why: 'it never was there, and Gate 2 did not pass it either',
      facts: integrationFacts({
        evidence: landingEvidence({
          gate2: 'not-passed',
          cited: [citedEvidence({ state: 'mismatched', kind: 'commit', cited: 'commit:a3f92bc' })],
        }),
      }),
      findings: [{ found: 'mismatched', facts: { cited: 'commit:a3f92bc', gate2: 'not-passed' } }],
    },
    {
      why: 'a text that is no ref at all',
      facts: citing({ state: 'unresolved', kind: undefined, cited: 'done' }),
      findings: [{ facts: { cited: 'done' } }],
    },
    {
      why: 'it holds at the head, and not where it would land',
      facts: citing({ ...lines, where: 'landing', state: 'unresolved' }),
      findings: [{ at: { field: lines.field }, facts: { where: 'landing' } }],
    },
    {
      why: 'the run is of another content than the one that would land',
      facts: citing({ where: 'landing', state: 'mismatched' }),
      findings: [{ facts: { where: 'landing', state: 'mismatched' } }],
    },
    {
      why: 'the run is still to come: not green yet, and nothing is wrong',
      facts: citing({ state: 'pending', cited: 'test-run:pending' }),
      findings: [{ severity: 'unproven', found: 'pending' }],
    },
    {
      why: 'nobody could look: doubt, never green',
      facts: citing({ state: 'unverifiable', kind: 'issue', cited: 'issue:#12' }),
      findings: [{ severity: 'unproven', found: 'unverifiable' }],
    },
    {
      why: 'one finding for each that is lost, in the order of the fields; what holds is not mentioned',
      facts: citing({ ...lines, state: 'unresolved' }, {}, { state: 'unresolved' }),
      findings: [
        { at: { field: 'completed-steps[0].ref' } },
        { at: { field: 'completed-steps[1].artifact' } },
      ],
    },
  ],
});

test.each([
  ['gone from the head', {}, /^In the branch, run the tests on the head, record them/],
  ['gone from the head, a file', lines, /^In the branch, cite what the head holds/],
  [
    'gone where it would land',
    { where: 'landing' },
    /^Merge the base into handoff\/a; then run the tests on the head, record them/,
  ],
  [
    'gone where it would land, a file',
    { ...lines, where: 'landing' },
    /^Merge the base into handoff\/a; then cite what the head holds/,
  ],
  ['nobody can look', { state: 'unverifiable' }, /^Cite something that can be looked up here/],
] as const)('the step that mends it: %s', (_, cited, fix) => {
  const facts = citing({ state: 'unresolved', ...cited });
  expect(judged(evidenceStillHolds, { facts }).findings[0]?.fix).toMatch(fix);
});

test.each([
  ['head', 'passed', /: looked up .*\. Gate 2 passed this very head, so it went away since\.$/],
  ['head', 'not-passed', /: looked up .*\.$/],
  ['landing', 'passed', /, which holds at the head; in the merge with the base, looked up .*\.$/],
] as const)('what became of it: %s, Gate 2 %s', (where, gate2, problem) => {
  const cited = [citedEvidence({ where, state: 'unresolved', lookedUp: 'looked up a.ts' })];
  const facts = integrationFacts({ evidence: landingEvidence({ gate2, cited }) });
  const said = judged(evidenceStillHolds, { facts }).findings[0]?.problem;
  expect(said).toMatch(problem);
  expect(said?.includes('went away since')).toBe(where === 'head' && gate2 === 'passed');
});

import type { Weakening, WeakeningKind } from '../../../src/analysis/test-weakening.ts';
import { testsNotWeakened } from '../../../src/gates/output/tests-not-weakened.ts';
import { authorisedSpec, outputFacts, path } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const FILE = path('src/auth/auth.spec.ts');
const weaker = (kind: WeakeningKind, more: Partial<Weakening> = {}): Weakening => ({
  kind,
  path: FILE,
  line: 3,
  subject: 'login > refuses',
  was: 'expect(a).toBe(1)',
  now: 'expect(a).toBeTruthy()',
  ...more,
});
const finding = (...weakenings: Weakening[]) =>
  outputFacts({ testChanges: { weakenings, unjudged: [] } });
const naming = (symbols: Readonly<Record<string, readonly string[]>>) => ({
  ...finding(weaker('test-removed')),
  spec: authorisedSpec({ scope: { files: [FILE], symbols } }),
});
const KINDS: readonly WeakeningKind[] = [
  'test-removed',
  'test-skipped',
  'test-focused',
  'test-emptied',
  'assertions-fewer',
  'matcher-weaker',
  'assertion-constant',
  'assertion-swallowed',
  'assertion-unreachable',
  'subject-mocked',
  'snapshot-rewritten',
  'threshold-lowered',
  'tests-deselected',
  'failure-ignored',
  'run-removed',
  'runner-patched',
];

ruleTable(testsNotWeakened, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    { why: 'the spec names the test that goes', facts: naming({ [FILE]: ['login > refuses'] }) },
  ],
  fails: [
    ...KINDS.map((kind) => ({
      why: kind,
      facts: finding(weaker(kind)),
      findings: [
        {
          at: { path: FILE, line: 3 },
          severity: 'block' as const,
          facts: {
            path: FILE,
            kind,
            subject: 'login > refuses',
            was: 'expect(a).toBe(1)',
            now: 'expect(a).toBeTruthy()',
          },
        },
      ],
    })),
    {
      why: 'more patience is advice',
      facts: finding(weaker('patience-raised')),
      findings: [{ severity: 'warn' }],
    },
    {
      why: 'nothing is left where the test was',
      facts: finding(weaker('test-removed', { line: undefined })),
      findings: [{ at: { path: FILE } }],
    },
    { why: 'the spec names another test', facts: naming({ [FILE]: ['login'] }), findings: [{}] },
    {
      why: 'the spec names it in another file',
      facts: naming({ 'src/other.spec.ts': ['login > refuses'] }),
      findings: [{}],
    },
    {
      why: 'two assertions of one test',
      facts: finding(
        weaker('matcher-weaker'),
        weaker('matcher-weaker', { was: 'expect(b).toBe(2)' }),
      ),
      findings: [{}, {}],
    },
    {
      why: 'the same assertion twice is one finding',
      facts: finding(weaker('matcher-weaker'), weaker('matcher-weaker', { line: 9 })),
      findings: [{}],
    },
    {
      why: 'a test file that cannot be read is doubt',
      facts: outputFacts({
        testChanges: {
          weakenings: [],
          unjudged: [{ path: FILE, because: 'holds a syntax error' }],
        },
      }),
      findings: [{ at: { path: FILE }, severity: 'unproven' }],
    },
  ],
});

import { describe, expect, test } from '@jest/globals';
import { CHECK_LIMITS } from '../../src/report/check-limits.ts';
import { jobSummary } from '../../src/report/job-summary.ts';
import {
  BLIND,
  CONFLICTING,
  crowd,
  DRIFTED,
  DRIFTING,
  FREE,
  HONEST,
  SUBJECT,
  surroundings,
  WAITING,
} from '../support/check-samples.ts';
import { liveParts } from '../support/github-markdown.ts';
import { expectGolden } from '../support/golden.ts';

const other = { ...SUBJECT, id: '#9', task: 'session', head: 'e5'.repeat(20) };
const SUMMARIES: readonly (readonly [string, string])[] = [
  [
    'fork',
    jobSummary([DRIFTING, FREE], {
      ...surroundings({ outputs: [DRIFTED] }),
      trust: { level: 'T1', because: 'a pull request from a fork: its token may write no checks' },
      whole: 'report-path of this step',
    }),
  ],
  ['sweep', jobSummary([WAITING, { ...FREE, subject: other }], CONFLICTING)],
  ['not-evaluated', jobSummary([HONEST, BLIND], surroundings())],
];

describe.each(SUMMARIES)('%s', (name, summary) => {
  test('reads like this', () => expectGolden(`job-summary/${name}.md`, summary));
  test('is nothing but words, code, folds and a table', () =>
    expect(liveParts(summary).filter((part) => !part.startsWith('table'))).toEqual([]));
});

describe('of several pull requests', () => {
  const at = (id: string, { task: _, ...subject } = SUBJECT) => ({ ...subject, id });
  const summary = jobSummary(
    [
      HONEST,
      { ...FREE, subject: SUBJECT },
      { ...BLIND, subject: at('#8') },
      { ...WAITING, subject: at('a|b') },
    ],
    surroundings(),
  );
  test.each([
    ['## ✗ Handoff Gate: 1 of 3 pull requests green', 'counted'],
    [
      '| Pull request | Task | handoff-gate/output | handoff-gate/integration | Must act |',
      'gates of any',
    ],
    ['| ✓ `#12` | `auth-oauth` | ✓ passed | ✓ passed |  |', 'each gate in its column'],
    ['| ✗ `#8` |  |  | ✗ was not evaluated |  |', 'neither a task nor the other gate'],
    ['| ✗ `a\\|b` |  |  | ✗ waits for `#9` | coordinator |', 'a bar does not end the cell'],
  ])('%s: %s', (row) => expect(summary.split('\n')).toContain(row));
});

test('outputs that land one after the other for the same reason share a line', () => {
  const order = Array.from({ length: 23 }, (_, index) => ({
    output: `#${index + 1}`,
    because: index === 21 ? 'after #1' : 'waits for nobody',
  }));
  const { report } = CONFLICTING;
  const integration = report.integration && { ...report.integration, order };
  const summary = jobSummary([WAITING, { ...FREE, subject: other }], {
    ...CONFLICTING,
    report: { ...report, ...(integration && { integration }) },
  });
  expect(summary).toMatch(/^1\. `#1`, `#2`, .*, `#20`: each waits for nobody$/m);
  expect(summary).toMatch(/^2\. `#21`: waits for nobody$/m);
  expect(summary).toMatch(/^3\. `#22`: after `#1`$/m);
});

test('what was found without gates together is said alone', () => {
  const { integration: _, ...report } = surroundings().report;
  const summary = jobSummary([HONEST, { ...HONEST, subject: other }], {
    ...surroundings(),
    report,
  });
  expect(summary).not.toContain('Landing order');
});

test('more than GitHub takes is shortened', () => {
  const summary = jobSummary([crowd(6_000)], surroundings());
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(CHECK_LIMITS.jobSummaryBytes);
  expect(Buffer.byteLength(summary)).toBeGreaterThan(CHECK_LIMITS.jobSummaryBytes - 1_000);
  expect(summary).toMatch(/\d+ of 6000 under “To repair”/);
});

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
  test('is nothing but words, code and folds', () => expect(liveParts(summary)).toEqual([]));
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

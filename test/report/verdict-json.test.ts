import { expect, test } from '@jest/globals';
import { reportJson, verdictJson } from '../../src/report/verdict-json.ts';
import { expectGolden } from '../support/golden.ts';
import { sampleReport, verdict } from '../support/sample-report.ts';

test('one of everything', () => {
  expectGolden('report/report.json', reportJson(sampleReport()));
});

test('a report without a comparison of outputs has no member for it', () => {
  const { integration, ...alone } = sampleReport();
  expect(integration).toBeDefined();
  expect(JSON.parse(reportJson(alone))).not.toHaveProperty('integration');
});

test('a verdict alone is the same bytes as within a report', () => {
  const only = verdict();
  const report = JSON.parse(reportJson({ ...sampleReport(), verdicts: [only] }));
  expect(JSON.parse(verdictJson(only))).toEqual(report.verdicts[0]);
});

test('hidden characters are escapes, and come back as they were', () => {
  const hostile = verdict({ notes: ['\x9b2J\u202e'] });
  const text = verdictJson(hostile);
  expect(text).toContain('\\u009b2J\\u202e');
  expect(JSON.parse(text).notes).toEqual(['\x9b2J\u202e']);
});

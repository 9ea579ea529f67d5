import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { reportJson } from '../../src/report/verdict-json.ts';
import { ruleResult, sampleReport, verdict } from '../support/sample-report.ts';

/** Members that have a page or a shape of their own. */
const ELSEWHERE = /^packets\[\]|\.facts$/;

function membersOf(value: unknown, path: string): readonly string[] {
  if (ELSEWHERE.test(path)) return [path];
  if (Array.isArray(value)) return value.flatMap((item) => membersOf(item, `${path}[]`));
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, member]) =>
    membersOf(member, path === '' ? name : `${path}.${name}`),
  );
}

test('the page tells every member of a report that holds one of everything, and no other', () => {
  const doubt = verdict({ rules: [ruleResult({ state: 'unproven' })] });
  const sample = sampleReport();
  const report = { ...sample, verdicts: [...sample.verdicts, doubt] };
  const page = readFileSync('docs/reference/report-json.md', 'utf8');
  const told = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, member]) => member);
  const printed = new Set(membersOf(JSON.parse(reportJson(report)), ''));
  expect([...told].sort()).toEqual([...printed].sort());
});

import { LIMITS } from '../model/limits.ts';
import type { Checked } from '../model/schema-problems.ts';
import type { TestRun } from '../model/test-run.ts';
import { readCtrf } from './ctrf-report.ts';
import { readJunit } from './junit-report.ts';
import { refused, type TestCase } from './test-case.ts';

/** What a test report holds: its own cases, counted. Its summary is only compared with them (threat C08). */
export interface TestReport {
  readonly format: TestRun['report']['format'];
  readonly tests: TestRun['tests'];
  /** Per test file, or per suite where the report names no file; sorted by name. */
  readonly files: TestRun['files'];
}

/**
 * Reads a report that anybody may have written (threat C08): JUnit XML or CTRF JSON, told apart by the first character.
 * Bounded before it is parsed; no document type, so no entity of its own (threat E04); a summary that its own cases
 * contradict is refused.
 */
export function readTestReport(text: string): Checked<TestReport> {
  if (Buffer.byteLength(text) > LIMITS.reportBytes)
    return refused(`The report is larger than ${LIMITS.reportBytes} bytes`);
  const body = text.replace(/^\uFEFF/, '');
  const start = /\S/.exec(body)?.[0];
  if (start !== '<' && start !== '{') {
    const found = start === undefined ? 'is empty' : `starts with ${JSON.stringify(start)}`;
    return refused(`The report ${found}; allowed: JUnit XML ("<") or CTRF JSON ("{")`);
  }
  const format = start === '<' ? 'junit' : 'ctrf';
  const cases = format === 'junit' ? readJunit(body) : readCtrf(body);
  return cases.ok ? counted(format, cases.value) : cases;
}

function counted(format: TestReport['format'], cases: readonly TestCase[]): Checked<TestReport> {
  const tests = { passed: 0, failed: 0, skipped: 0 };
  const files = new Map<
    string,
    { name: string; passed: number; failed: number; skipped: number }
  >();
  for (const { file, result } of cases) {
    const own = files.get(file) ?? { name: file, passed: 0, failed: 0, skipped: 0 };
    files.set(file, own);
    own[result] += 1;
    tests[result] += 1;
  }
  if (files.size > LIMITS.reportFiles)
    return refused(`The report names ${files.size} test files; allowed are ${LIMITS.reportFiles}`);
  const sorted = [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ok: true, value: { format, tests, files: sorted } };
}

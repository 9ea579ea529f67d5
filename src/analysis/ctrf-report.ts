import { CtrfReport } from '../model/ctrf-report.ts';
import { type Checked, checkSchema } from '../model/schema-problems.ts';
import { fileName, refused, type TestCase } from './test-case.ts';

/** `other` is a test that ended in no way that CTRF names: nothing was proved, so it counts as failed. */
const RESULTS = {
  passed: 'passed',
  failed: 'failed',
  other: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
} as const;

/** The cases of a CTRF report, in its order, or what is wrong with it. */
export function readCtrf(text: string): Checked<readonly TestCase[]> {
  const json = parsed(text);
  if (!json.ok) return json;
  const report = checkSchema(CtrfReport, json.value);
  if (!report.ok) return { ok: false, problems: report.problems.slice(0, 20) };
  const { summary, tests } = report.value.results;
  for (const status of ['passed', 'failed', 'skipped', 'pending', 'other'] as const) {
    const found = tests.filter((test) => test.status === status).length;
    if (summary[status] !== found)
      return refused(
        `The summary states ${summary[status]} ${status} tests, its cases hold ${found}`,
      );
  }
  if (summary.tests !== tests.length)
    return refused(`The summary states ${summary.tests} tests, its cases hold ${tests.length}`);
  const cases = tests.map(({ filePath, suite, status }) => ({
    file: fileName(filePath, suiteName(suite)),
    result: RESULTS[status],
  }));
  return { ok: true, value: cases };
}

function suiteName(suite: string | readonly string[] = ''): string {
  return typeof suite === 'string' ? suite : suite.join(' > ');
}

function parsed(text: string): Checked<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return refused(`The JSON is broken: ${(error as SyntaxError).message.slice(0, 200)}`);
  }
}

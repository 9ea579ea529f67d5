import { LIMITS } from '../model/limits.ts';
import type { Checked } from '../model/schema-problems.ts';
import type { TestRun } from '../model/test-run.ts';

/** A case as a report holds it: which file or suite it belongs to, and how it ended. */
export interface TestCase {
  readonly file: string;
  readonly result: keyof TestRun['tests'];
}

export function refused(message: string, line?: number): Checked<never> {
  return { ok: false, problems: [{ field: '', message, ...(line !== undefined && { line }) }] };
}

/** The first name that says something; a name of thousands of letters is cut, not refused. */
export function fileName(...names: readonly (string | undefined)[]): string {
  const name = names.find((one) => one !== undefined && one !== '') ?? '(no name)';
  return name.length <= LIMITS.reportName ? name : `${name.slice(0, LIMITS.reportName - 1)}…`;
}

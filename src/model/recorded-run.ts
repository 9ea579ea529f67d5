import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { TestRun } from './test-run.ts';

/** A test run with the workflow run that recorded it, as the check `handoff-tests` holds it (FORMATS §1, §4). */
export const RecordedRun = z
  .strictObject({
    schema: z.literal('handoff-recorded-run/v1').describe('Format and version'),
    'workflow-run': z
      .string()
      .max(200)
      .describe('Node id of the workflow run; a gate asks GitHub which file that run was of'),
    run: TestRun,
  })
  .describe('A test run as a check holds it');
export type RecordedRun = z.infer<typeof RecordedRun>;

const BEFORE = '```json\n';
const AFTER = '\n```';

/** One line of JSON in a fence: JSON escapes line breaks, so nothing in it can end the fence. */
export function printRecordedRun(recorded: RecordedRun): string {
  return `${BEFORE}${JSON.stringify(recorded)}${AFTER}\n`;
}

/** @returns undefined for any text that `printRecordedRun` did not make: a check with our name may hold anything (threat G01). */
export function readRecordedRun(text: string): RecordedRun | undefined {
  if (text.length > LIMITS.bodyCharacters) return undefined;
  // GitHub may keep a text without the white space around it, or with line ends of its own.
  const trimmed = text.replace(/\r\n/g, '\n').trim();
  if (!trimmed.startsWith(BEFORE) || !trimmed.endsWith(AFTER)) return undefined;
  try {
    return RecordedRun.parse(JSON.parse(trimmed.slice(BEFORE.length, -AFTER.length)));
  } catch {
    return undefined;
  }
}

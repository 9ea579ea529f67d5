import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { wholeNumber } from './whole-number.ts';

/** A recorded test run (FORMATS §4): written by `record-tests`, kept outside the tree, bound to the commit it ran on. */
export const TestRun = z
  .strictObject({
    schema: z.literal('handoff-test-run/v1'),
    id: z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]{0,99}$/)
      .describe('Unique in the repository; test-run:<id> names it'),
    head: z
      .string()
      .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)
      .describe('The commit that was tested'),
    dirty: z
      .array(z.string())
      .max(100)
      .describe('Paths that differed from the commit when the run was recorded'),
    grade: z.enum(['E2', 'E3', 'E4']).describe('E2: recorded locally on this commit'),
    tests: z.strictObject({
      passed: wholeNumber(0, 10_000_000),
      failed: wholeNumber(0, 10_000_000),
      skipped: wholeNumber(0, 10_000_000),
    }),
    files: z
      .array(
        z.strictObject({
          name: z
            .string()
            .max(LIMITS.reportName)
            .describe('Test file or suite, as the report names it'),
          passed: wholeNumber(0, 10_000_000),
          failed: wholeNumber(0, 10_000_000),
          skipped: wholeNumber(0, 10_000_000),
        }),
      )
      .max(LIMITS.reportFiles),
    report: z.strictObject({
      format: z.enum(['junit', 'ctrf']),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    'recorded-at': z.string().describe('ISO 8601, UTC'),
    command: z
      .string()
      .max(500)
      .optional()
      .describe('What was run, as the recorder says; never run by a gate'),
  })
  .describe('A recorded test run');
export type TestRun = z.infer<typeof TestRun>;

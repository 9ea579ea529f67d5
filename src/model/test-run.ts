import { z } from 'zod';
import { PENDING_RUN } from './artifact-ref.ts';
import { DigestText } from './digest.ts';
import { LIMITS } from './limits.ts';
import { ShaText } from './sha.ts';
import { wholeNumber } from './whole-number.ts';

const tally = wholeNumber(0, 10_000_000);

/** A recorded test run (FORMATS §4): written by `record-tests`, kept outside the tree, bound to the commit it ran on. */
export const TestRun = z
  .strictObject({
    schema: z.literal('handoff-test-run/v1').describe('Format and version'),
    id: z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'must be letters, digits, ".", "_" and "-"')
      .refine((id) => id !== PENDING_RUN, `must not be ${PENDING_RUN}: that is a run still to come`)
      .describe('Unique in the repository; test-run:<id> names it'),
    head: ShaText.describe('The commit that was tested'),
    dirty: z
      .array(z.string())
      .max(100)
      .describe('Paths that differed from the commit when the run was recorded'),
    grade: z
      .enum(['E2', 'E3', 'E4'])
      .describe('E2: recorded locally on this commit; E3: by a trusted workflow; E4: attested'),
    tests: z
      .strictObject({
        passed: tally.describe('Tests that passed'),
        failed: tally.describe('Tests that failed'),
        skipped: tally.describe('Tests that did not run'),
      })
      .describe('Sums over all files'),
    files: z
      .array(
        z.strictObject({
          name: z
            .string()
            .max(LIMITS.reportName)
            .describe('Test file or suite, as the report names it'),
          passed: tally.describe('Tests that passed'),
          failed: tally.describe('Tests that failed'),
          skipped: tally.describe('Tests that did not run'),
        }),
      )
      .max(LIMITS.reportFiles)
      .describe('Counts per file or suite'),
    report: z
      .strictObject({
        format: z.enum(['junit', 'ctrf']).describe('Format of the report'),
        sha256: DigestText.describe('Digest of its bytes'),
      })
      .describe('The report that was read'),
    'recorded-at': z.string().max(40).describe('ISO 8601, UTC'),
    command: z
      .string()
      .max(500)
      .optional()
      .describe('What was run, as the recorder says; never run by a gate'),
  })
  .describe('A recorded test run');
export type TestRun = z.infer<typeof TestRun>;

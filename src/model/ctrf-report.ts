import { z } from 'zod';

const count = z.int().min(0).max(10_000_000);

/**
 * What we read of a Common Test Report Format file (ctrf.io, "CTRF JSON"). Other fields are allowed by that format and
 * ignored here.
 */
export const CtrfReport = z.object({
  results: z.object({
    summary: z.object({
      tests: count,
      passed: count,
      failed: count,
      pending: count,
      skipped: count,
      other: count,
    }),
    tests: z.array(
      z.object({
        name: z.string(),
        status: z.enum(['passed', 'failed', 'skipped', 'pending', 'other']),
        filePath: z.string().optional(),
        suite: z.union([z.string(), z.array(z.string())]).optional(),
      }),
    ),
  }),
});
export type CtrfReport = z.infer<typeof CtrfReport>;

import { z } from 'zod';

/** The explicit "we do not know": allowed wherever a value cannot be verified yet (seed C14). */
export const Marker = z
  .strictObject({
    status: z
      .enum(['unknown', 'deferred', 'none'])
      .describe('unknown, deferred, or none (there is nothing)'),
    reason: z.string().min(1).max(500).describe('Why; an empty reason is no reason'),
  })
  .describe('An explicit marker instead of a value');
export type Marker = z.infer<typeof Marker>;

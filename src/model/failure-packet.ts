import { z } from 'zod';
import { ACTORS, GATES } from './actor.ts';
import { MAST_MODES, type MastMode } from './mast.ts';

/** What goes back to the one who must act (FORMATS §6): specific, never a summary, at most 600 tokens. */
export const FailurePacket = z
  .strictObject({
    schema: z.literal('handoff-failure/v1'),
    'task-id': z.string(),
    attempt: z.int().min(1),
    'attempts-left': z.int().min(0),
    head: z.string(),
    gate: z.enum(GATES),
    'return-to': z.enum(ACTORS),
    findings: z.array(
      z.strictObject({
        id: z.string(),
        rule: z.string(),
        mast: z.enum(Object.keys(MAST_MODES) as [MastMode, ...MastMode[]]),
        at: z.string(),
        expected: z.string(),
        found: z.string(),
        fix: z.string(),
      }),
    ),
    more: z
      .int()
      .min(0)
      .describe('Findings left out to stay within 600 tokens; the full report has them'),
    keep: z.array(z.string()).describe('Criteria that are proved and must not be broken'),
  })
  .describe('Failure packet');
export type FailurePacket = z.infer<typeof FailurePacket>;

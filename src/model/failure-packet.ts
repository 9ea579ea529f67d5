import { z } from 'zod';
import { ACTORS, GATES } from './actor.ts';
import { FindingIdText } from './finding.ts';
import { MAST_MODES, type MastMode } from './mast.ts';

/** What goes back to the one who must act (FORMATS §6): specific, never a summary, at most 600 tokens. */
export const FailurePacket = z
  .strictObject({
    schema: z.literal('handoff-failure/v1').describe('Format and version'),
    'task-id': z.string().describe('The task'),
    attempt: z.int().min(1).describe('The attempt that failed'),
    'attempts-left': z.int().min(0).describe('At 0 the task goes back to the planner'),
    head: z.string().describe('The commit that was judged'),
    gate: z.enum(GATES).describe('The gate that judged'),
    'return-to': z.enum(ACTORS).describe('Who must act'),
    findings: z
      .array(
        z.strictObject({
          id: FindingIdText.describe(
            'The same for the same finding in every attempt; name it in addressed or disputed',
          ),
          rule: z.string().describe('Rule that is broken; its page is docs/rules/<rule>.md'),
          mast: z
            .enum(Object.keys(MAST_MODES) as [MastMode, ...MastMode[]])
            .describe('Failure mode of the MAST taxonomy'),
          at: z.string().describe('File with line, field, or other output'),
          expected: z.string().describe('What the spec, plan or policy says'),
          found: z.string().describe('What is there'),
          fix: z.string().describe('One step that the one who must act may take'),
        }),
      )
      .describe('What must be repaired'),
    more: z
      .int()
      .min(0)
      .describe('Findings left out to stay within 600 tokens; the full report has them'),
    keep: z.array(z.string()).describe('Criteria that are proved and must not be broken'),
  })
  .describe('Failure packet: what goes back to the one who must act');
export type FailurePacket = z.infer<typeof FailurePacket>;

import { z } from 'zod';
import { GATES } from './actor.ts';
import { TaskIdText } from './task-id.ts';

/** One verdict, as one line of the append-only record (FORMATS §1). */
export const RecordLine = z
  .strictObject({
    schema: z.literal('handoff-record/v1').describe('Format and version'),
    at: z.string().max(40).describe('ISO 8601, UTC'),
    gate: z.enum(GATES).describe('The gate that judged'),
    task: TaskIdText.optional().describe('The task that the output belongs to'),
    output: z.string().max(500).describe('Branch name or #12'),
    head: z.string().max(64).describe('The commit that was judged'),
    key: z.string().max(64).describe('Verdict key: digest of all inputs'),
    state: z
      .enum(['passed', 'failed', 'unproven', 'not-applicable'])
      .describe('What the gate said'),
    findings: z
      .array(
        z.strictObject({
          id: z.string().describe('Id of the finding'),
          rule: z.string().describe('Rule that found it'),
          mast: z.string().describe('MAST mode of the rule'),
        }),
      )
      .max(10_000)
      .describe('Blocking findings'),
    attempt: z.int().min(1).describe('By countAttempt, never what the contract claimed'),
    drift: z
      .strictObject({
        outside: z.array(z.string()).describe('Units outside the scope'),
        changed: z.array(z.string()).describe('All changed units'),
      })
      .optional()
      .describe(
        'Units outside the scope and all changed units, for drift that adds up (threat A09)',
      ),
    refs: z
      .array(
        z.strictObject({
          kind: z.string().max(20).describe('Kind of the ref, or "unreadable"'),
          state: z
            .enum(['resolved', 'unresolved', 'mismatched', 'unverifiable', 'pending'])
            .describe('What looking it up said'),
        }),
      )
      .max(200)
      .optional()
      .describe('Refs of the completed steps, looked up (seed G8)'),
  })
  .describe('One line of the record');
export type RecordLine = z.infer<typeof RecordLine>;

import { z } from 'zod';
import { RecordLine } from './record-line.ts';
import { ScopeLock } from './scope-lock.ts';
import { Seal } from './seal.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * What the gates remember of a pull request or a task on GitHub: a block in their own comment (FORMATS §1). Who wants to
 * know what is left out must take it as unknown, never as nothing.
 */
export const CarriedRecord = z
  .strictObject({
    schema: z.literal('handoff-carried/v1').describe('Format and version'),
    of: z
      .string()
      .min(1)
      .max(500)
      .describe('The pull request or issue whose comment carries it: `#12`'),
    'left-out': wholeNumber(0, 1_000_000).describe('Older lines that are not carried any more'),
    shortened: wholeNumber(0, 1_000_000).describe(
      'Lines that do not carry all of their findings, refs or units',
    ),
    seal: Seal.optional().describe("Of a task: what a planner's approval sealed"),
    lock: ScopeLock.optional().describe('Of a task: the scope that was given to it'),
    lines: z.array(RecordLine).max(2_000).describe('Lines of the record, oldest first'),
  })
  .describe('Carried record: the memory of the gates in their own comment');
export type CarriedRecord = z.infer<typeof CarriedRecord>;

import { z } from 'zod';
import { DigestText } from './digest.ts';
import { TaskIdText } from './task-id.ts';
import { wholeNumber } from './whole-number.ts';

/** The seal that a planner's approval leaves: what the spec said when the executor started (FORMATS §2, threat A03). */
export const Seal = z
  .strictObject({
    schema: z.literal('handoff-seal/v1').describe('Format and version'),
    task: TaskIdText,
    digest: DigestText.describe('sha256 of the canonical spec'),
    plan: wholeNumber(0, 1_000_000).describe('Plan version at that moment; 0 without a plan file'),
    at: z.string().max(40).describe('ISO 8601, UTC'),
  })
  .describe('Seal of a task spec');
export type Seal = z.infer<typeof Seal>;

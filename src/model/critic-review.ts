import { z } from 'zod';
import { DigestText } from './digest.ts';
import { LIMITS } from './limits.ts';
import { TaskIdText } from './task-id.ts';
import { text } from './text-field.ts';

const Ref = text(LIMITS.refCharacters);

/** One criterion of the rubric, judged (seed P12). Prose alone is refused: there is no field for it. */
export const CriterionVerdict = z.strictObject({
  id: z
    .string()
    .regex(/^(?:R|AC)\d{1,3}$/, 'must look like R1 or AC1')
    .describe('Id of the rubric entry or acceptance criterion'),
  verdict: z
    .enum(['pass', 'fail', 'unknown'])
    .describe('unknown is a legal answer; silence is not'),
  evidence: Ref.describe('Ref of what was looked at: file:path#L1-L9, commit:…, test-run:…'),
  'required-change': text(1_000)
    .optional()
    .describe('Compulsory for fail: the one change that would make it pass'),
  at: text(LIMITS.refCharacters).optional().describe('Path in which the required change belongs'),
});
export type CriterionVerdict = z.infer<typeof CriterionVerdict>;

/** A critic's review (a visible block `yaml handoff-review`). It may only tighten: never green by its word (decision K10). */
export const CriticReview = z
  .strictObject({
    schema: z.literal('handoff-review/v1').describe('Format and version'),
    'task-id': TaskIdText,
    head: z
      .string()
      .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, 'must be a full commit id')
      .describe('The commit that was reviewed'),
    'rubric-sha256': DigestText.describe(
      'Digest of the sealed rubric that the critic had before it',
    ),
    critic: text(100).describe('Who reviewed'),
    criteria: z
      .array(CriterionVerdict)
      .min(1)
      .max(64)
      .describe('Every criterion of the rubric, each once'),
    'follow-ups': z
      .array(
        z.strictObject({
          objective: text(300).describe('One outcome, one named artefact'),
          scope: z.array(text(256)).max(64).describe('Paths and globs that it would touch'),
        }),
      )
      .max(32)
      .default([])
      .describe('Work that belongs into tasks of its own; drafts that go through Gate 1'),
  })
  .describe('A critic-actor review, one verdict a criterion');
export type CriticReview = z.infer<typeof CriticReview>;

import { z } from 'zod';
import { Marker } from './marker.ts';
import { TaskIdText } from './task-spec.ts';
import { wholeNumber } from './whole-number.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const FindingIds = z
  .array(z.string().regex(/^hg_[0-9a-f]{8}$/, 'must look like hg_1a2b3c4d'))
  .max(128)
  .default([]);

/** One step that the executor says is done, with the artefact and the ref that proves it (seed C8). */
export const CompletedStep = z.strictObject({
  step: text(300).describe('What was done, in a few words'),
  artifact: text(500).describe('The file that it produced'),
  ref: text(500).describe('kind:locator, e.g. commit:a3f92bc or test-run:2026-05-03-auth-12/12'),
  covers: z
    .array(z.string().regex(/^AC\d{1,3}$/))
    .max(32)
    .default([])
    .describe('Ids of the criteria that it proves'),
});
export type CompletedStep = z.infer<typeof CompletedStep>;

export const NextStep = z.strictObject({
  task: TaskIdText,
  scope: z
    .union([text(2_000), z.array(text(256)).min(1).max(64)])
    .describe('Paths, or "src/db/connection.ts only"'),
  'acceptance-criteria': z.union([text(2_000), z.array(text(500)).min(1).max(32)]),
});
export type NextStep = z.infer<typeof NextStep>;

export const OpenQuestion = z.union([
  text(1_000),
  z.strictObject({
    question: text(1_000),
    status: z.enum(['open', 'resolved', 'deferred', 'unknown']),
    reason: text(500).optional().describe('Compulsory for deferred and unknown'),
    'answer-ref': text(500).optional().describe('Compulsory for resolved'),
  }),
]);
export type OpenQuestion = z.infer<typeof OpenQuestion>;

/** The handoff contract: verified state that passes from the executor to the gates (FORMATS §3, seed C1-C16). */
export const HandoffContract = z
  .strictObject({
    schema: z
      .literal('handoff-contract/v1')
      .default('handoff-contract/v1')
      .describe('Format and version'),
    'task-id': TaskIdText,
    'task-spec': text(300)
      .optional()
      .describe('Ref of the sealed spec: issue:#12@sha256:… or file:path@sha256:…'),
    objective: text(300).describe("The sealed spec's objective, byte for byte"),
    constraints: z
      .array(z.string().min(1).max(1_100))
      .max(64)
      .describe(
        'Each constraint verbatim; a trailing "(verbatim from plan vN)" is read as an annotation',
      ),
    'completed-steps': z.array(CompletedStep).min(1).max(64),
    'next-step': z.union([NextStep, Marker]).describe('A task of the plan, or an explicit marker'),
    'open-questions': z.array(OpenQuestion).max(64),
    attempt: wholeNumber(1, 1_000).default(1),
    addressed: FindingIds.describe('Findings of earlier attempts that this one repairs'),
    disputed: FindingIds.describe('Findings that the executor holds to be wrong'),
    discovered: z
      .array(text(500))
      .max(64)
      .default([])
      .describe('What was found outside the scope and left alone'),
    'self-check': z
      .strictObject({
        'engine-version': text(50),
        findings: wholeNumber(0, 10_000),
        'tree-sha': z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, 'must be a full tree id'),
      })
      .optional()
      .describe(
        'What `handoff-gate check` said before the executor returned; recomputed by the gate',
      ),
  })
  .describe('Handoff contract: verified state from the executor to the gates');
export type HandoffContract = z.infer<typeof HandoffContract>;

/**
 * A constraint line, split into its text and the plan version that it says it is verbatim from (FORMATS §3). Only plain
 * white space goes: a no-break space before the annotation is part of the text (threat A10).
 */
export function readConstraint(line: string): {
  readonly text: string;
  readonly planVersion?: number;
} {
  const match = /^(.*\S)[ \t\r\n]*\(verbatim from plan v(\d{1,6})\)[ \t\r\n]*$/su.exec(line);
  return match?.[1] === undefined
    ? { text: line }
    : { text: match[1], planVersion: Number(match[2]) };
}

import { z } from 'zod';
import { FindingIdText } from './finding.ts';
import { LIMITS } from './limits.ts';
import { Marker } from './marker.ts';
import { NextStep } from './next-step.ts';
import { OpenQuestion } from './open-question.ts';
import { parseArtifactRef } from './parse-artifact-ref.ts';
import { ShaText } from './sha.ts';
import { TaskIdText } from './task-id.ts';
import { text } from './text-field.ts';
import { wholeNumber } from './whole-number.ts';

const FindingIds = z.array(FindingIdText).max(128).default([]);

/** One step that the executor says is done, with the artefact and the ref that proves it (seed C8). */
export const CompletedStep = z.strictObject({
  step: text(300).describe('What was done, in a few words'),
  artifact: text(LIMITS.refCharacters).describe('The file that it produced or changed'),
  ref: text(LIMITS.refCharacters).describe(
    'What proves it, as kind:locator: commit:a3f92bc, test-run:2026-05-03-auth-12/12, …',
  ),
  covers: z
    .array(z.string().regex(/^AC\d{1,3}$/, 'must look like AC1'))
    .max(32)
    .default([])
    .describe('Ids of the criteria that it proves'),
});
export type CompletedStep = z.infer<typeof CompletedStep>;

/** The handoff contract: verified state that passes from the executor to the gates (FORMATS §3, seed C1-C16). */
export const HandoffContract = z
  .strictObject({
    schema: z
      .literal('handoff-contract/v1')
      .default('handoff-contract/v1')
      .describe('Format and version'),
    'task-id': TaskIdText,
    'task-spec': text(LIMITS.refCharacters)
      .refine(namesASeal, 'must be like issue:#12@sha256:<64 hex digits> or file:<path>@sha256:…')
      .optional()
      .describe('Ref of the sealed spec with its digest'),
    objective: text(300).describe("The sealed spec's objective, byte for byte"),
    constraints: z
      .array(z.string().min(1).max(1_100))
      .max(64)
      .describe(
        'Each constraint of the spec verbatim; a trailing "(verbatim from plan vN)" is read as an annotation',
      ),
    'completed-steps': z
      .array(CompletedStep)
      .min(1)
      .max(64)
      .describe('What was done, each with the artefact and the ref that proves it'),
    'next-step': z
      .union([NextStep, Marker])
      .describe('A task of the plan with its scope, or an explicit marker with a reason'),
    'open-questions': z
      .array(OpenQuestion)
      .max(64)
      .describe('What nobody has decided yet; empty when there is nothing'),
    attempt: wholeNumber(1, 1_000)
      .optional()
      .describe('Which attempt at the task this is; the gates count for themselves'),
    addressed: FindingIds.describe('Findings of earlier attempts that this one repairs'),
    disputed: FindingIds.describe('Findings that the executor holds to be wrong'),
    discovered: z
      .array(text(500))
      .max(64)
      .default([])
      .describe('What was found outside the scope and left alone'),
    'self-check': z
      .strictObject({
        'engine-version': text(50).describe('Version of the engine that checked'),
        findings: wholeNumber(0, 10_000).describe('How many blocking findings it had'),
        'tree-sha': ShaText.describe('The tree that it looked at'),
      })
      .optional()
      .describe(
        'What `handoff-gate check` said before the executor returned; the gate recomputes it',
      ),
  })
  .describe('Handoff contract: verified state from the executor to the gates');
export type HandoffContract = z.infer<typeof HandoffContract>;

/** A seal is named by issue or file and digest; a ref without a digest would name whatever the issue says today. */
function namesASeal(value: string): boolean {
  const parsed = parseArtifactRef(value);
  if ('problem' in parsed) return false;
  const { ref } = parsed;
  return (ref.kind === 'issue' || ref.kind === 'file') && ref.sha256 !== undefined;
}

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

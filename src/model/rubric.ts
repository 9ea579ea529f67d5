import { digestOf } from './digest.ts';
import type { TaskSpec } from './task-spec.ts';

export interface RubricEntry {
  readonly id: string;
  readonly text: string;
}

/** What a critic judges, in order: the rubric of the spec, or its acceptance criteria where it has none (seed R3, P11). */
export function rubricOf(spec: TaskSpec): readonly RubricEntry[] {
  const entries = spec.rubric.length > 0 ? spec.rubric : spec['acceptance-criteria'];
  return entries.map(({ id, text }) => ({ id, text }));
}

/** What a review must name, so that nobody judges by a rubric in other words: 64 hex digits. */
export function rubricDigest(spec: TaskSpec): string {
  return digestOf(rubricOf(spec).map(({ id, text }) => [id, text]));
}

import { type DocumentSource, readDocument } from './read-document.ts';
import type { Checked } from './schema-problems.ts';
import { BLOCK_LIMITS } from './structured-text.ts';
import { TaskSpec } from './task-spec.ts';

/** The text inside a task spec block. */
export function readTaskSpec(text: string, source: DocumentSource): Checked<TaskSpec> {
  return readDocument(TaskSpec, text, { ...source, limits: BLOCK_LIMITS });
}

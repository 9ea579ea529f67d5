import { HandoffContract } from './handoff-contract.ts';
import { type DocumentSource, readDocument } from './read-document.ts';
import type { Checked } from './schema-problems.ts';
import { BLOCK_LIMITS } from './structured-text.ts';

/** The text inside a contract block. */
export function readContract(text: string, source: DocumentSource): Checked<HandoffContract> {
  return readDocument(HandoffContract, text, { ...source, limits: BLOCK_LIMITS });
}

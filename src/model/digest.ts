import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Canonical, canonicalJson } from './json.ts';

/** sha256 of a value's canonical JSON, 64 hex digits. Pure: the same value gives the same digest on every machine. */
export function digestOf(value: Canonical): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

export const DigestText = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a sha256: 64 lower-case hex digits');

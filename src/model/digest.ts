import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from './json.ts';

/** sha256 of a value's canonical JSON, 64 hex digits. Pure: the same value gives the same digest on every machine. */
export function digestOf(value: Canonical): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

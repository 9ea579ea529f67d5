import { z } from 'zod';

/** A full object id: 40 hex digits (SHA-1 repositories) or 64 (SHA-256 repositories), lower case. */
export type Sha = string & { readonly __brand: 'Sha' };

const FULL = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** @returns the id, or undefined for anything but a full lower-case object id (threat C03: no names, no prefixes). */
export function parseSha(text: string): Sha | undefined {
  return FULL.test(text) ? (text as Sha) : undefined;
}

export const ShaText = z
  .string()
  .regex(FULL, 'must be a full object id: 40 or 64 lower-case hex digits');

/** Git's way to say "no such object" in raw diffs. */
export function isNullSha(sha: string): boolean {
  return /^0+$/.test(sha);
}

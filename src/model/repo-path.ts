import { z } from 'zod';
import { LIMITS } from './limits.ts';

/**
 * A path inside a repository: relative, POSIX separators, no empty, `.` or `..` segment, no NUL.
 * Compared byte for byte; two spellings of one letter are two paths (threat D12).
 */
export type RepoPath = string & { readonly __brand: 'RepoPath' };

/** Why a text is not a canonical repository path, or undefined when it is one (threat D11). */
export function whyNotRepoPath(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (Buffer.byteLength(text) > LIMITS.pathBytes) return `is longer than ${LIMITS.pathBytes} bytes`;
  if (text.includes('\0')) return 'holds a NUL byte';
  if (text.includes('\\')) return 'holds a backslash; separators are "/"';
  if (text.startsWith('/') || /^[A-Za-z]:/.test(text))
    return 'is absolute; paths are relative to the repository';
  const segments = text.split('/');
  if (segments.includes('')) return 'holds an empty segment ("//" or a trailing "/")';
  if (segments.includes('.') || segments.includes('..')) return 'holds a "." or ".." segment';
  return undefined;
}

/** @returns the path, or undefined when it is not canonical; `whyNotRepoPath` says why. */
export function parseRepoPath(text: string): RepoPath | undefined {
  return whyNotRepoPath(text) === undefined ? (text as RepoPath) : undefined;
}

/** The pattern says the same in a JSON Schema, which counts characters where we count bytes. */
export const PathText = z
  .string()
  .refine(
    (value) => whyNotRepoPath(value) === undefined,
    'must be a path from the root of the repository, with "/" and no "." or ".." segment',
  )
  .meta({
    pattern: '^(?![A-Za-z]:)(?!(?:[\\s\\S]*/)?\\.{0,2}(?:/|$))[^\\\\\\0]+$',
    maxLength: LIMITS.pathBytes,
  });

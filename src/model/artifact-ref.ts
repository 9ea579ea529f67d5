import type { RepoPath } from './repo-path.ts';

export const REF_KINDS = [
  'commit',
  'file',
  'diff',
  'test-run',
  'check',
  'artifact',
  'attestation',
  'plan',
  'issue',
  'pr',
  'comment',
  'url',
] as const;
export type RefKind = (typeof REF_KINDS)[number];

/** The id of a run that is not there yet: the tests workflow fills it in (FORMATS §4, last paragraph). */
export const PENDING_RUN = 'pending';

/** A ref as its grammar reads it (FORMATS §4). It says where to look, never what is there. */
export type ArtifactRef =
  | { readonly kind: 'commit'; readonly sha: string }
  | {
      readonly kind: 'file';
      readonly path: RepoPath;
      /** First and last line, 1-based, first <= last. */
      readonly lines?: readonly [number, number];
      readonly sha256?: string;
    }
  | { readonly kind: 'diff'; readonly of: DiffOf }
  | {
      readonly kind: 'test-run';
      /** PENDING_RUN, or the id of a recorded run. */
      readonly id: string;
      readonly counts?: { readonly passed: number; readonly total: number };
    }
  | { readonly kind: 'check'; readonly name: string }
  | {
      readonly kind: 'artifact';
      readonly run: string;
      readonly name: string;
      readonly sha256?: string;
    }
  | { readonly kind: 'attestation'; readonly sha256: string }
  | { readonly kind: 'plan'; readonly version: number; readonly constraint?: string }
  | { readonly kind: 'issue'; readonly number: number; readonly sha256?: string }
  | { readonly kind: 'pr'; readonly number: number; readonly commit?: string }
  | { readonly kind: 'comment'; readonly id: string }
  | { readonly kind: 'url'; readonly url: string };

export type DiffOf =
  | { readonly base: string; readonly head: string }
  | { readonly pr: number }
  | { readonly patch: RepoPath };

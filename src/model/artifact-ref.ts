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

/** A ref as its grammar reads it (FORMATS §4). It says where to look, never what is there. */
export type ArtifactRef =
  | { readonly kind: 'commit'; readonly sha: string }
  | { readonly kind: 'file'; readonly path: RepoPath; readonly lines?: readonly [number, number] }
  | {
      readonly kind: 'diff';
      readonly of:
        | { readonly base: string; readonly head: string }
        | { readonly pr: number }
        | { readonly patch: RepoPath };
    }
  | {
      readonly kind: 'test-run';
      readonly id: string;
      readonly counts?: { readonly passed: number; readonly total: number };
    }
  | { readonly kind: 'test-run'; readonly id: 'pending' }
  | { readonly kind: 'check'; readonly name: string }
  | {
      readonly kind: 'artifact';
      readonly run: string;
      readonly name: string;
      readonly sha256?: string;
    }
  | { readonly kind: 'attestation'; readonly sha256: string }
  | { readonly kind: 'plan'; readonly version: number; readonly constraint?: string }
  | { readonly kind: 'issue' | 'pr'; readonly number: number; readonly sha256?: string }
  | { readonly kind: 'comment'; readonly id: string }
  | { readonly kind: 'url'; readonly url: string };

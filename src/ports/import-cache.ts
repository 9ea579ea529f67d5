import type { RunCache } from './run-cache.ts';

/** `<blob> <language>` → what the module says that it imports: each blob of a repository is read once. */
export type ImportCache = RunCache<{ readonly imports: readonly string[] }>;

import type { IntegrationFacts, PairConflict } from '../../src/evidence/integration-facts.ts';
import type { PendingOutput } from '../../src/ports/pending-outputs.ts';
import { path, sha, task } from './output-facts.ts';

export function pendingOutput(id: string, overrides: Partial<PendingOutput> = {}): PendingOutput {
  return {
    id,
    ref: `refs/heads/${id}`,
    head: sha(id),
    task: task(id.replace('handoff/', '')),
    since: 1_000,
    ...overrides,
  };
}

/** A content conflict in one file with an output that goes first. */
export function pairConflict(overrides: Partial<PairConflict> = {}): PairConflict {
  return {
    other: 'handoff/b',
    class: 'content',
    conflicts: [
      {
        type: 'contents',
        paths: ['src/a.ts'],
        message: 'CONFLICT (content): Merge conflict in src/a.ts',
        class: 'content',
      },
    ],
    clashes: [],
    holder: 'other',
    because: { by: 'authorised' },
    ...overrides,
  };
}

export function shared(
  other: string,
  text: string,
  overrides: Partial<IntegrationFacts['sharedPaths'][number]> = {},
) {
  return { other, path: path(text), gap: 40, identical: false, ...overrides };
}

/** An output that merges with its base and with nine others. */
export function integrationFacts(overrides: Partial<IntegrationFacts> = {}): IntegrationFacts {
  return {
    output: pendingOutput('handoff/a'),
    baseConflicts: [],
    pairs: [],
    sharedPaths: [],
    notEvaluated: [],
    evaluated: { others: 9, merges: 0, waitingForBase: 0 },
    awaited: [],
    claims: [],
    symbols: { compared: 2, left: 0, breaks: [] },
    sharedPatterns: ['package.json', 'src/db/schema/**'],
    ...overrides,
  };
}

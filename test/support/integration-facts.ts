import type {
  CitedEvidence,
  IntegrationFacts,
  LandingEvidence,
  PairConflict,
} from '../../src/evidence/integration-facts.ts';
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

/** A contract of one step; all that it cites is there. */
export function landingEvidence(overrides: Partial<LandingEvidence> = {}): LandingEvidence {
  const artifact = citedEvidence({
    field: 'completed-steps[0].artifact',
    cited: 'src/a.ts',
    kind: 'file',
    lookedUp: 'file src/a.ts of the head tree, changed here',
  });
  return { contract: 'read', gate2: 'passed', cited: [artifact, citedEvidence()], ...overrides };
}

export function citedEvidence(overrides: Partial<CitedEvidence> = {}): CitedEvidence {
  return {
    field: 'completed-steps[0].ref',
    cited: 'test-run:auth-1-12/12',
    kind: 'test-run',
    where: 'head',
    state: 'resolved',
    lookedUp: 'test run auth-1 on 1a2b3c4d5e6f: 12 passed, 0 failed, 0 skipped',
    ...overrides,
  };
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
    evidence: landingEvidence(),
    sharedPatterns: ['package.json', 'src/db/schema/**'],
    ...overrides,
  };
}

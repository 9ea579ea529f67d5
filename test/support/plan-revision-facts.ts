import type { RefResolution } from '../../src/evidence/output-facts.ts';
import type { CompletedTask, PlanRevisionFacts } from '../../src/evidence/plan-revision-facts.ts';
import type { Plan } from '../../src/model/plan.ts';
import { changed, path, sha, task } from './output-facts.ts';
import { nextPlan, nextVersion, planVersion } from './plan-versions.ts';

type Written = Readonly<Record<string, unknown>>;

/** What the default branch holds in the honest world: version 2, that goes on from version 1. */
export const FIRST = planVersion({ version: 1, goal: 'OAuth' });
export const SECOND = nextVersion(FIRST, { goal: 'OAuth for every provider' });

/** Version 3 as an honest planner proposes it; only what is named differs from version 2. */
export function proposal(overrides: Written = {}): Plan {
  return nextPlan(SECOND, overrides);
}

export const FOUND: RefResolution = { state: 'resolved', lookedUp: 'it landed', grade: 'E1' };
export const NOT_FOUND: RefResolution = {
  state: 'unresolved',
  lookedUp: 'no such commit',
  grade: 'E0',
};
export const NOT_HERE: RefResolution = {
  state: 'unverifiable',
  lookedUp: 'known to GitHub only',
  grade: 'E0',
};

/** An honest revision: version 3 changes nothing but its number; a test names what differs. */
export function revisionFacts(overrides: Partial<PlanRevisionFacts> = {}): PlanRevisionFacts {
  const proposed = overrides.proposed ?? overrides.reading?.plan ?? proposal();
  return {
    reading: { source: '.handoff/plan.yaml at 1a2b3c4', problems: [], plan: proposed },
    proposed,
    history: [SECOND, FIRST],
    changedPaths: [changed('.handoff/plan.yaml')],
    revisers: { kind: 'local', branch: 'plan/v3', madeFor: 'nobody' },
    justifications: new Map([
      ['commit:found', FOUND],
      ['commit:gone', NOT_FOUND],
      ['pr:#41', NOT_HERE],
    ]),
    completed: [],
    baseFiles: ['src/auth/oauth.ts', 'src/auth/auth.spec.ts', 'src/db/connection.ts'].map(path),
    ...overrides,
  };
}

/** An honest revision of a plan that says this. */
export function proposing(overrides: Written, facts: Partial<PlanRevisionFacts> = {}) {
  return revisionFacts({ proposed: proposal(overrides), ...facts });
}

/** A task that landed as it should. */
export function completedTask(overrides: Partial<CompletedTask> = {}): CompletedTask {
  return {
    task: task('auth-oauth'),
    head: sha('head'),
    saidBy: 'record',
    landed: 'yes',
    output: 'passed',
    integration: 'passed',
    critic: undefined,
    reviewDue: undefined,
    refs: [{ ref: 'commit:1', resolution: { ...FOUND, grade: 'E2' } }],
    ...overrides,
  };
}

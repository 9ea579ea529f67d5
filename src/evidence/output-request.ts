import type { Policy } from '../model/policy.ts';
import type { Sha } from '../model/sha.ts';
import type { Conversation } from '../ports/conversation.ts';
import type { History } from '../ports/history.ts';
import type { PendingOutput, PendingOutputs } from '../ports/pending-outputs.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { Record } from '../ports/record.ts';
import type { Seals } from '../ports/seals.ts';
import type { SignedIn } from '../ports/signed-in.ts';
import type { Tasks } from '../ports/tasks.ts';
import type { TestRuns } from '../ports/test-runs.ts';
import type { StudyPorts } from './study-changes.ts';

/** What Gate 2 asks the world. */
export interface OutputPorts extends StudyPorts {
  readonly history: History;
  readonly outputs: PendingOutputs;
  readonly tasks: Tasks;
  readonly seals: Pick<Seals, 'find'>;
  readonly plans: PlanStore;
  readonly testRuns: TestRuns;
  /** Absent where there is no forge. */
  readonly conversation?: Conversation;
  /** Absent where nobody is signed in. */
  readonly signedIn?: SignedIn;
  readonly record: Record;
}

/** One output to judge, every read pinned to a sha (threat B05). */
export interface OutputRequest {
  /** Version of this engine. */
  readonly engine: string;
  readonly output: PendingOutput;
  /** Tip of the branch that it wants to merge into. */
  readonly base: Sha;
  /** Tip of the default branch: plan, policy and specs are read there, never from the output (decision K1). */
  readonly authority: Sha;
  readonly policy: Policy;
  /** A contract text that the caller names, instead of the one that came with the output. */
  readonly text?: { readonly source: string; readonly text: string };
  /**
   * Whose units are compared. 'all', the default: those of every changed file, as the record needs them, where the outputs
   * of a task add up. 'in-doubt': only where the verdict can turn on them; it is the same verdict.
   */
  readonly units?: 'all' | 'in-doubt';
}

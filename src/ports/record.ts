import type { Gate } from '../model/actor.ts';
import type { TaskId } from '../model/task-id.ts';

/** One verdict, as one line of the record. */
export interface RecordLine {
  readonly schema: 'handoff-record/v1';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly gate: Gate;
  readonly task: TaskId | undefined;
  readonly output: string;
  readonly head: string;
  readonly key: string;
  readonly state: 'passed' | 'failed' | 'unproven' | 'not-applicable';
  /** Blocking findings, with rule and MAST mode. */
  readonly findings: readonly {
    readonly id: string;
    readonly rule: string;
    readonly mast: string;
  }[];
  readonly attempt: number;
  /** Units outside the scope and all changed units, for drift that adds up over attempts (threat A09). */
  readonly drift?: {
    readonly outside: readonly string[];
    readonly changed: readonly string[];
  };
}

/** The append-only record of verdicts. A line that cannot be read is skipped and counted, never an error. */
export interface Record {
  append(line: RecordLine): Promise<void>;
  /** Lines of one task, oldest first. */
  of(task: TaskId): Promise<readonly RecordLine[]>;
}

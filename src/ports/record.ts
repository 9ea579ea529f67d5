import type { RecordLine } from '../model/record-line.ts';
import type { TaskId } from '../model/task-id.ts';

/** The append-only record of verdicts. A line that cannot be read is left out, never an error: the record can be lost. */
export interface Record {
  append(line: RecordLine): Promise<void>;
  /** All lines, oldest first; of a very long record the newest ones. */
  all(): Promise<readonly RecordLine[]>;
  /** Lines of one task, oldest first. */
  of(task: TaskId): Promise<readonly RecordLine[]>;
}

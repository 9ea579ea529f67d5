import type { Path, WorkflowFile } from '../../model/workflow-file.ts';

/** What is wrong in a workflow or action, for the one who maintains it. */
export interface AuditFinding {
  readonly rule: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly problem: string;
  readonly fix: string;
}

/** A finding before it knows its file. */
export interface Flaw {
  readonly at: Path;
  readonly problem: string;
  readonly fix: string;
}

/** How much hangs on a workflow: the one that reports a required check must never be skipped. */
export type Standing = 'required' | 'optional';

/** One habit of safe workflows (THREATS §6 lists them, with the incidents behind them). */
export interface AuditRule {
  readonly id: string;
  /** One sentence that is true of a file without findings. */
  readonly holds: string;
  readonly check: (file: WorkflowFile, standing: Standing) => readonly Flaw[];
}

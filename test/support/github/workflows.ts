import type { CheckSuite } from './checks.ts';
import type { Repository } from './world.ts';

/** A workflow file of the repository. */
export interface Workflow {
  readonly node: 'Workflow';
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly name: string;
  /** E.g. `.github/workflows/test.yml` */
  readonly path: string;
  readonly createdAt: string;
}

/** One run of a workflow; its jobs are the check runs of its suite. */
export interface WorkflowRun {
  readonly node: 'WorkflowRun';
  readonly id: number;
  readonly nodeId: string;
  readonly workflow: Workflow;
  readonly suite: CheckSuite;
  readonly event: string;
  readonly runNumber: number;
  readonly createdAt: string;
}

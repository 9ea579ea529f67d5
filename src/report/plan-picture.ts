/** One task as a node of the plan's graph. */
export interface PlanNode {
  readonly id: string;
  readonly objective?: string;
  readonly domain?: string;
  /** codex: a specialist; claude: the coordinator. */
  readonly runtime: 'codex' | 'claude';
  /** Ids of tasks of the plan. */
  readonly waitsFor: readonly string[];
}

/** A plan as a graph: what may run at the same time, and what can never start. */
export interface PlanPicture {
  readonly source: string;
  readonly plan: string;
  readonly version: number;
  /** Tasks by layer: each waits for tasks of layers before its own only. */
  readonly layers: readonly (readonly PlanNode[])[];
  /** Tasks that wait for each other in a circle, and what waits for them. */
  readonly stuck: readonly PlanNode[];
  readonly cycles: readonly (readonly string[])[];
  readonly unknown: readonly { readonly task: string; readonly dependsOn: string }[];
}

/** All nodes, layer by layer. */
export function nodesOf({ layers, stuck }: PlanPicture): readonly PlanNode[] {
  return [...layers.flat(), ...stuck];
}

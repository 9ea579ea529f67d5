import type { TaskId } from '../model/task-id.ts';

/** Something that must land before an output. */
export type Awaited =
  /** `plan`: its task depends on the other's; `stack`: its history contains the other's head. */
  | { readonly state: 'pending'; readonly output: string; readonly by: 'plan' | 'stack' }
  /** A task without a pending output, of which nobody here has seen that it landed. */
  | { readonly state: 'not-seen'; readonly task: TaskId };

export interface Waiting {
  readonly id: string;
  readonly task: TaskId | undefined;
}

export interface WaitingFor {
  readonly outputs: readonly Waiting[];
  readonly dependsOn: ReadonlyMap<TaskId, readonly TaskId[]>;
  /** By output id: the outputs that it stands on. */
  readonly stacks: ReadonlyMap<string, readonly string[]>;
  readonly landed: ReadonlySet<TaskId>;
}

/** What an output waits for (seed G5): each pending output once, the plan's word before the history's. */
export function awaitedBy(
  { id, task }: Waiting,
  { outputs, dependsOn, stacks, landed }: WaitingFor,
): readonly Awaited[] {
  const needed = (task === undefined ? undefined : dependsOn.get(task)) ?? [];
  const planned = needed.flatMap((other): readonly Awaited[] => {
    // An output that is pending has not landed, whatever another attempt of its task did.
    const pending = outputs.filter((one) => one.task === other && one.id !== id);
    if (pending.length > 0)
      return pending.map((one) => ({ state: 'pending', output: one.id, by: 'plan' }));
    return landed.has(other) ? [] : [{ state: 'not-seen', task: other }];
  });
  const named = new Set(planned.map((one) => (one.state === 'pending' ? one.output : '')));
  const stacked = (stacks.get(id) ?? []).filter((other) => !named.has(other));
  return [
    ...planned,
    ...stacked.map((output): Awaited => ({ state: 'pending', output, by: 'stack' })),
  ];
}

import { specIn } from '../../analysis/spec-text.ts';
import type { TaskId } from '../../model/task-id.ts';
import { stateLabel } from '../../model/task-labels.ts';
import type { Acted, TaskIndex, Tasks, TaskText } from '../../ports/tasks.ts';
import type { Actor } from './actor.ts';
import { GHOST, type People } from './people.ts';
import type { TaskIssue } from './task-issues.ts';

/** The issue of each task, and the other way round. */
export type IssuesByTask = ReadonlyMap<TaskId, TaskIssue>;

/**
 * Which issue is which task's: the one whose text is its spec. Of two that claim one task the one with our comment has it,
 * else the older one: nobody takes a task over by opening an issue (threat A02).
 */
export function issuesByTask(issues: ReadonlyMap<number, TaskIssue>): IssuesByTask {
  const found = new Map<TaskId, TaskIssue>();
  const sorted = [...issues.values()].sort(
    (a, b) =>
      Number(b.comment !== undefined) - Number(a.comment !== undefined) || a.number - b.number,
  );
  for (const issue of sorted) {
    const task = taskOf(issue);
    if (task !== undefined && !found.has(task)) found.set(task, issue);
  }
  return found;
}

export function taskOf({ body }: Pick<TaskIssue, 'body'>): TaskId | undefined {
  const read = specIn(body);
  return read.state === 'read' && read.spec?.ok ? read.spec.value['task-id'] : undefined;
}

/** Task specs as bodies of issues; a task without an issue may have a file on the default branch, as without GitHub. */
export function issueTasks(
  issues: () => Promise<IssuesByTask>,
  people: People,
  files: Tasks & TaskIndex,
): Tasks & TaskIndex {
  return {
    async read(base, ids) {
      const byTask = await issues();
      const rest = ids.filter((id) => !byTask.has(id));
      const texts = ids.flatMap((id) => {
        const issue = byTask.get(id);
        return issue === undefined ? [] : [textOf(id, issue, people)];
      });
      return new Map([
        ...texts.map((text) => [text.id, text] as const),
        ...(rest.length === 0 ? [] : await files.read(base, rest)),
      ]);
    },
    async list(base) {
      const [byTask, filed] = await Promise.all([issues(), files.list(base)]);
      return [...new Set([...byTask.keys(), ...filed])].sort();
    },
  };
}

/** The text of an issue, whether or not it can be read as a spec. */
export function textOf(id: TaskId, issue: TaskIssue, people: People): TaskText {
  return { id, ...issueSource(issue, people) };
}

export function issueSource(issue: TaskIssue, people: People): Omit<TaskText, 'id'> {
  return {
    source: `issue #${issue.number}`,
    text: issue.body,
    people: () => whoAsks(issue, people),
  };
}

/** Who set the label that hands the task over, the last time, and who wrote what the body says now. */
async function whoAsks(issue: TaskIssue, people: People): Promise<readonly Acted[]> {
  const ready = issue.labelled.findLast(({ label }) => label === stateLabel('ready'));
  if (ready === undefined) return [];
  const acted: readonly (Pick<Acted, 'what'> & { readonly actor: Actor })[] = [
    { what: 'labelled', actor: ready.by },
    { what: 'edited', actor: issue.writer },
  ];
  return Promise.all(
    acted.map(async ({ what, actor }) => {
      const found = await people.find(actor);
      return { what, ...(found ?? { person: GHOST, permission: 'none' as const }) };
    }),
  );
}

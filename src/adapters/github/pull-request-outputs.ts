import { type TaskId, taskOfBranch } from '../../model/task-id.ts';
import type { PendingOutput, PendingOutputs } from '../../ports/pending-outputs.ts';
import type { WhyNoExecutor } from './executors.ts';
import type { OpenPullRequest } from './open-pull-requests.ts';

/** How people name a pull request. */
export function outputId(number: number): string {
  return `#${number}`;
}

/** The other way round. */
export function pullRequestNumber(id: string): number {
  return Number(id.slice(1));
}

/**
 * Open pull requests as pending outputs, their bodies as the texts that hold the contracts.
 * A branch belongs to a task by its name only where the name could not be taken by a stranger: in a fork everybody may call
 * a branch handoff/auth, and would be a rival of the task's own pull request (threats A02, C15). Where the policy names the
 * executors, one of them must have opened it.
 * @param pullRequests those that want to merge into one branch
 */
export function pullRequestOutputs(
  pullRequests: readonly OpenPullRequest[],
  whyNo: WhyNoExecutor,
): PendingOutputs {
  const bodies = new Map(pullRequests.map(({ number, body }) => [outputId(number), body]));
  let outputs: Promise<readonly PendingOutput[]> | undefined;
  return {
    list() {
      outputs ??= Promise.all(pullRequests.map((one) => outputOf(one, whyNo))).then((all) =>
        all.sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      return outputs;
    },
    texts: async (asked) =>
      new Map(
        asked.flatMap(({ id, task }) => {
          const body = bodies.get(id) ?? '';
          return handsOver(body, task) ? [[id, body] as const] : [];
        }),
      ),
  };
}

/** Whatever the executors are: a branch that is named for a task claims to be its output, and so does a contract. */
export function mayHandOver({
  headBranch,
  body,
}: Pick<OpenPullRequest, 'headBranch' | 'body'>): boolean {
  return taskOfBranch(headBranch) !== undefined || handsOver(body, undefined);
}

/** Everybody writes into a body; it hands something over on the branch of a task, or where it says that it does. */
function handsOver(body: string, task: TaskId | undefined): boolean {
  return body !== '' && (task !== undefined || body.includes('handoff-contract'));
}

async function outputOf(
  { number, head, headBranch, origin, author }: OpenPullRequest,
  whyNo: WhyNoExecutor,
): Promise<PendingOutput> {
  const named = origin === 'fork' ? undefined : taskOfBranch(headBranch);
  const stranger = named === undefined ? undefined : await whyNo(author);
  return {
    id: outputId(number),
    ref: `refs/pull/${number}/head`,
    branch: headBranch,
    head,
    task: stranger === undefined ? named : undefined,
    // Numbers are given in the order of opening.
    since: number,
    ...(stranger !== undefined && { stranger }),
  };
}

import type { ReadEvent } from '../../model/event-reader.ts';
import { GateError } from '../../model/gate-error.ts';
import { type Job, type JudgedBase, judgePullRequests } from './judge-pull-requests.ts';
import { onePullRequest, type Target, targetOf } from './targets.ts';

/** What the action did, for its outputs and the job's summary. */
export type Done =
  | { readonly kind: 'judged'; readonly bases: readonly JudgedBase[] }
  | { readonly kind: 'nothing'; readonly because: string };

/** One run of the action: what to look at, look, say it on GitHub. */
export async function run(job: Job, event: ReadEvent): Promise<Done> {
  const target = targetFor(job, event);
  switch (target.kind) {
    case 'pull-requests':
      return { kind: 'judged', bases: await judgePullRequests(job, target) };
    case 'nothing':
      return target;
    case 'merge-group':
    case 'task':
      throw new GateError('usage', `not yet: ${target.kind}`, { remedy: '' });
  }
}

function targetFor({ inputs }: Job, event: ReadEvent): Target {
  if (inputs.pullRequest !== undefined) return onePullRequest(inputs.pullRequest);
  if (inputs.issue !== undefined) return { kind: 'task', issue: inputs.issue };
  return targetOf(event);
}

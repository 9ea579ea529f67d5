import type { CheckRun } from '../../adapters/github/check-runs.ts';
import type { GitHub } from '../../adapters/github/github.ts';
import type { Write } from '../../adapters/github/write.ts';
import type { JudgedPending, PendingReport } from '../../flows/judge-pending.ts';
import type { NonEmpty } from '../../model/rule-result.ts';
import type { Sha } from '../../model/sha.ts';
import type { GitHubWorkspace } from './github-workspace.ts';
import {
  type Draft,
  draftOf,
  type HowToDraft,
  newsOf,
  runOf,
  type Where,
  withAllChecks,
} from './pending-draft.ts';
import { type Said, sayInOrder } from './say-in-order.ts';
import type { LookAgain } from './what-changed.ts';

export interface HowToPublish extends HowToDraft {
  /** By output, how the label of its task moves: it is written along. */
  readonly labels?: ReadonlyMap<string, readonly Write[]>;
  /** Right before something is written, what it stands on is read again; what has changed is not said (decision K2). */
  readonly unless?: {
    readonly look: LookAgain;
    /** around: also what it was compared with, and what another run has said of it since. */
    readonly changed: 'itself' | 'around';
  };
}

export type PublishedPending = Said & {
  /** Ids of those of which nothing was said, for they changed. */
  readonly changed?: readonly string[];
};

/**
 * Says on GitHub what the gates found: the comments, then the checks of all heads in as few requests as it takes. What says
 * the same already is left as it is (M13, threat G12).
 * @throws GateError 'access' when an answer is lost: read the details anew before this is called again
 */
export async function publishPending(
  github: GitHub,
  workspace: Where & Pick<GitHubWorkspace, 'details' | 'checks'>,
  { outputs, report }: PendingReport,
  how: HowToPublish,
): Promise<PublishedPending> {
  const { repositoryNodeId } = workspace;
  const heads = byHead(outputs);
  const details = await withAllChecks(workspace, await workspace.details(), heads, how);
  const drafts: Draft[] = [];
  for (const own of heads) {
    const draft = await draftOf(workspace, own, details, { how, report });
    if (draft.comments.length > 0 || newsOf(repositoryNodeId, draft).length > 0) drafts.push(draft);
  }
  const { still, changed } = await lookedAgain(repositoryNodeId, drafts, how.unless);
  const labelled = outputs.filter(({ output }) => !changed.includes(output.id));
  const said = await sayInOrder(github, repositoryNodeId, {
    labels: labelled.flatMap(({ output }) => how.labels?.get(output.id) ?? []),
    comments: still.flatMap((draft) => draft.comments),
    checks: still.flatMap((draft) => newsOf(repositoryNodeId, draft)),
  });
  return { ...said, ...(changed.length > 0 && { changed }) };
}

/** Those that can be said, with what their checks say by now, and the ids of those that cannot. */
async function lookedAgain(
  repository: string,
  drafts: readonly Draft[],
  unless: HowToPublish['unless'],
): Promise<{ readonly still: readonly Draft[]; readonly changed: readonly string[] }> {
  if (unless === undefined || drafts.length === 0) return { still: drafts, changed: [] };
  const members = ({ own, twins }: Draft) => [...own, ...twins].map(({ output }) => output);
  const since = await unless.look(
    drafts.flatMap((draft) => {
      const [first, ...more] = draft.contents;
      const names = [first.name, ...more.map(({ name }) => name)] as const;
      return members(draft).map((output) => ({ output, names }));
    }),
  );
  const stays = (draft: Draft): boolean => {
    const changes = members(draft).map((output) => since(output).changed);
    if (unless.changed === 'itself') return !changes.includes('itself');
    const now = since(draft.own[0].output).checks;
    // Whoever wrote meanwhile may have read what is newer; what it says as well is no matter.
    const others = newsOf(repository, { ...draft, before: now }).some(
      ({ content }) => !isSameRun(runOf(content, draft.before), runOf(content, now)),
    );
    return !others && changes.every((one) => one === 'nothing');
  };
  return {
    still: drafts
      .filter(stays)
      .map((draft) => ({ ...draft, before: since(draft.own[0].output).checks })),
    changed: drafts
      .filter((draft) => !stays(draft))
      .flatMap(({ own }) => own.map(({ output }) => output.id)),
  };
}

function isSameRun(before: CheckRun | undefined, now: CheckRun | undefined): boolean {
  return (
    before?.nodeId === now?.nodeId &&
    before?.externalId === now?.externalId &&
    before?.conclusion === now?.conclusion
  );
}

/** Checks belong to a commit: what is said of its pull requests is said together (decision K5, threat A06). */
function byHead(outputs: readonly JudgedPending[]): readonly NonEmpty<JudgedPending>[] {
  const heads = new Map<Sha, NonEmpty<JudgedPending>>();
  for (const one of outputs) {
    const before = heads.get(one.output.head);
    heads.set(one.output.head, before === undefined ? [one] : [...before, one]);
  }
  return [...heads.values()];
}

import { type CheckContent, checkWrites } from '../adapters/github/check-writes.ts';
import type { Details } from '../adapters/github/details.ts';
import type { GitHub } from '../adapters/github/github.ts';
import { pullRequestNumber } from '../adapters/github/pull-request-outputs.ts';
import type { Write } from '../adapters/github/write.ts';
import type { JudgedPending, PendingGate, PendingReport } from '../flows/judge-pending.ts';
import type { NonEmpty } from '../model/rule-result.ts';
import type { Sha } from '../model/sha.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import { annotationPages } from '../report/annotations.ts';
import { checkName } from '../report/check-limits.ts';
import { type CheckPage, gateCheck, type Surroundings } from '../report/check-page.ts';
import { type Checks, requiredCheck } from '../report/check-required.ts';
import { isEvaluated, type Judged } from '../report/check-title.ts';
import { pullRequestComment } from '../report/sticky-comment.ts';
import { externalId } from '../report/written-digest.ts';
import type { GitHubWorkspace } from './github-workspace.ts';
import { type CheckToSay, type CommentToSay, type Said, sayInOrder } from './say-in-order.ts';

export interface HowToPublish {
  readonly surroundings: Surroundings;
  readonly checks: Checks;
  readonly comment: 'write' | 'leave';
  /** Judged in the same run on other base branches: those that share a head share its check (threat A06). */
  readonly elsewhere?: readonly JudgedPending[];
  /** Only the check of this gate, not the required one that folds all. */
  readonly gate?: PendingGate | undefined;
}

/** What was written, or why nothing could be. */
export type PublishedPending = Said;

type Where = Pick<GitHubWorkspace, 'repositoryNodeId' | 'record' | 'pullRequests'>;

/**
 * Says on GitHub what the gates found: the comments, then the checks of all heads in as few requests as it takes. What says
 * the same already is left as it is (M13, threat G12).
 * @throws GateError 'access' when an answer is lost: read the details anew before this is called again
 */
export async function publishPending(
  github: GitHub,
  workspace: Where & Pick<GitHubWorkspace, 'details'>,
  { outputs, report }: PendingReport,
  how: HowToPublish,
): Promise<PublishedPending> {
  const details = await workspace.details();
  const checks: CheckToSay[] = [];
  const comments: CommentToSay[] = [];
  for (const own of byHead(outputs)) {
    const [{ output }] = own;
    const known = details.get(pullRequestNumber(output.id));
    // Pushed since it was listed: those checks are on a commit that nobody judged here (threat B05).
    const before = known?.head === output.head ? known.checks : [];
    const news = pagesOf(own, how).flatMap((content) =>
      checkWrites(
        workspace.repositoryNodeId,
        output.head,
        content,
        before.find(({ name }) => name === content.name),
      ).map((one) => ({ head: output.head, content, write: one })),
    );
    checks.push(...news);
    for (const one of how.comment === 'write' ? own : []) {
      const written = details.get(pullRequestNumber(one.output.id));
      if (isDue(one, written?.comment, news))
        for (const write of await commentWrites(workspace, one, written, { how, report }))
          comments.push({ head: output.head, write });
    }
  }
  return sayInOrder(github, workspace.repositoryNodeId, { comments, checks });
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

function pagesOf(
  own: NonEmpty<JudgedPending>,
  { surroundings, checks, gate, elsewhere = [] }: HowToPublish,
): readonly CheckContent[] {
  const [{ output }] = own;
  const twins = elsewhere.filter((one) => one.output.head === output.head);
  const [first, ...more]: NonEmpty<JudgedPending> = [...own, ...twins];
  const all: NonEmpty<Judged> = [...first.judged, ...more.flatMap(({ judged }) => judged)];
  if (gate !== undefined) return [contentOf(oneCheck(gate, all, surroundings), all)];
  // Of two pull requests with one head a gate says two things; then only the required check says both.
  const each = checks === 'each' && more.length === 0 && handsOver(first) ? first.judged : [];
  return [
    contentOf(requiredCheck(all, each.length > 0 ? 'each' : 'summary', surroundings), all),
    ...each.map((judged) => contentOf(gateCheck(judged, surroundings), [judged])),
  ];
}

/** What one gate says of a head: of the pull requests that share it, all together (decision K5). */
export function oneCheck(
  gate: PendingGate,
  judged: NonEmpty<Judged>,
  surroundings: Surroundings,
): CheckPage {
  const [first, second] = judged;
  return second === undefined
    ? gateCheck(first, surroundings)
    : { ...requiredCheck(judged, 'summary', surroundings), name: checkName(gate) };
}

/** @param judged what the page stands on */
export function contentOf(page: CheckPage, judged: readonly Judged[]): CheckContent {
  const { name, conclusion, title, summary, text, annotations } = page;
  return {
    ...{ name, conclusion, title, summary, text },
    annotationPages: annotationPages(annotations),
    externalId: externalId(judged.filter(isEvaluated), page),
  };
}

/** Nobody is told in a comment that nothing applies: the check says so. */
function handsOver({ judged }: JudgedPending): boolean {
  return judged.some((one) => !isEvaluated(one) || one.outcome.state !== 'not-applicable');
}

/** A comment says what the checks say: without news there it has none, unless somebody else put words into it. */
function isDue(
  one: JudgedPending,
  comment: Details['comment'],
  news: readonly CheckToSay[],
): boolean {
  if (comment === undefined) return handsOver(one);
  return comment.state === 'edited' || news.length > 0;
}

async function commentWrites(
  { record, pullRequests }: Where,
  { output, judged }: JudgedPending,
  written: Details | undefined,
  { how, report }: { readonly how: HowToPublish; readonly report: PendingReport['report'] },
): Promise<readonly Write[]> {
  const body = pullRequestComment(
    {
      judged,
      packets: report.packets.filter((packet) => isOf(packet, output)),
      memory: await record.memory(output.id),
    },
    how.surroundings,
  );
  const before = written?.comment;
  if (before !== undefined)
    return before.body === body
      ? []
      : [{ mutation: 'updateIssueComment', input: { id: before.nodeId, body } }];
  const subject = pullRequests.find(({ number }) => number === pullRequestNumber(output.id));
  return subject === undefined
    ? []
    : [{ mutation: 'addComment', input: { subjectId: subject.nodeId, body } }];
}

function isOf(
  packet: PendingReport['report']['packets'][number],
  { task, head }: PendingOutput,
): boolean {
  return packet['task-id'] === task && packet.head === head;
}

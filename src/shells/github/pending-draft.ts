import { type CheckRun, newestRuns } from '../../adapters/github/check-runs.ts';
import { type CheckContent, checkWrites } from '../../adapters/github/check-writes.ts';
import type { OwnComment } from '../../adapters/github/comments.ts';
import type { Details } from '../../adapters/github/details.ts';
import { pullRequestNumber } from '../../adapters/github/pull-request-outputs.ts';
import type { Write } from '../../adapters/github/write.ts';
import type { JudgedPending, PendingReport } from '../../flows/judge-pending.ts';
import type { NonEmpty } from '../../model/rule-result.ts';
import type { PendingOutput } from '../../ports/pending-outputs.ts';
import { pullRequestComment } from '../../report/sticky-comment.ts';
import { checkContents, type HowToSay, handsOver, namesOfChecks } from './check-contents.ts';
import type { GitHubQuestions } from './github-questions.ts';
import type { GitHubWorkspace } from './github-workspace.ts';
import type { CheckToSay, CommentToSay } from './say-in-order.ts';

export interface HowToDraft extends HowToSay {
  readonly comment: 'write' | 'leave';
  /** Judged in the same run on other base branches: those that share a head share its check (threat A06). */
  readonly elsewhere?: readonly JudgedPending[];
}

export type Where = Pick<GitHubWorkspace, 'repositoryNodeId' | 'record' | 'pullRequests'>;

/** All that there is to say of one head. */
export interface Draft {
  readonly own: NonEmpty<JudgedPending>;
  /** On other base branches, with the same head. */
  readonly twins: readonly JudgedPending[];
  readonly contents: NonEmpty<CheckContent>;
  /** What its checks say so far. */
  readonly before: readonly CheckRun[];
  readonly comments: readonly CommentToSay[];
}

/**
 * The details, with those checks of ours that they leave out: which ones a pull request has is known once it is judged. One
 * more request, where there are any.
 */
export async function withAllChecks(
  { checks }: Pick<GitHubQuestions, 'checks'>,
  details: ReadonlyMap<number, Details>,
  heads: readonly NonEmpty<JudgedPending>[],
  how: HowToDraft,
): Promise<ReadonlyMap<number, Details>> {
  const missing = heads.flatMap((own) => {
    const [{ output }] = own;
    const number = pullRequestNumber(output.id);
    const known = details.get(number);
    const names = namesOfChecks([...own, ...twinsOf(own, how)], how);
    const [first, ...more] = names.filter((name) => !known?.asked.includes(name));
    return known === undefined || first === undefined
      ? []
      : [{ number, known, head: output.head, names: [first, ...more] as const }];
  });
  if (missing.length === 0) return details;
  const runsOf = await checks(missing);
  return new Map([
    ...details,
    ...missing.map((one) => {
      const { number, known, names } = one;
      const all = [...known.checks, ...newestRuns(runsOf(one))];
      return [number, { ...known, asked: [...known.asked, ...names], checks: all }] as const;
    }),
  ]);
}

function twinsOf(
  [{ output }]: NonEmpty<JudgedPending>,
  { elsewhere = [] }: HowToDraft,
): readonly JudgedPending[] {
  return elsewhere.filter((one) => one.output.head === output.head);
}

/** @param details what was said so far */
export async function draftOf(
  workspace: Where,
  own: NonEmpty<JudgedPending>,
  details: ReadonlyMap<number, Details>,
  { how, report }: { readonly how: HowToDraft; readonly report: PendingReport['report'] },
): Promise<Draft> {
  const [{ output }] = own;
  const known = details.get(pullRequestNumber(output.id));
  const twins = twinsOf(own, how);
  const draft: Draft = {
    own,
    twins,
    contents: checkContents([...own, ...twins], how),
    // Pushed since it was listed: those checks are on a commit that nobody judged here (threat B05).
    before: known?.head === output.head ? known.checks : [],
    comments: [],
  };
  const news = newsOf(workspace.repositoryNodeId, draft);
  const comments: CommentToSay[] = [];
  for (const one of how.comment === 'write' ? own : []) {
    const written = details.get(pullRequestNumber(one.output.id));
    if (isDue(one, written, news))
      for (const write of await commentWrites(workspace, one, written, { how, report }))
        comments.push({ head: output.head, write });
  }
  return { ...draft, comments };
}

/** The checks that do not say it yet. */
export function newsOf(
  repository: string,
  { own, contents, before }: Draft,
): readonly CheckToSay[] {
  const [{ output }] = own;
  return contents.flatMap((content) =>
    checkWrites(repository, output.head, content, runOf(content, before)).map((one) => ({
      head: output.head,
      content,
      write: one,
    })),
  );
}

export function runOf({ name }: CheckContent, runs: readonly CheckRun[]): CheckRun | undefined {
  return runs.find((run) => run.name === name);
}

/**
 * A comment says what the checks say: without news there it has none, unless somebody else put words into it, or nobody knows
 * which one of several says it.
 */
function isDue(
  one: JudgedPending,
  written: Details | undefined,
  news: readonly CheckToSay[],
): boolean {
  if (written?.comment === undefined) return handsOver(one);
  return written.comment.state === 'edited' || written.spare.length > 0 || news.length > 0;
}

async function commentWrites(
  { record, pullRequests }: Where,
  { output, judged }: JudgedPending,
  written: Details | undefined,
  { how, report }: { readonly how: HowToDraft; readonly report: PendingReport['report'] },
): Promise<readonly Write[]> {
  const body = pullRequestComment(
    {
      judged,
      packets: report.packets.filter((packet) => isOf(packet, output)),
      memory: await record.memory(output.id),
    },
    how.surroundings,
  );
  if (written?.comment !== undefined) {
    const { comment, spare } = written;
    const update: Write = { mutation: 'updateIssueComment', input: { id: comment.nodeId, body } };
    return [...(comment.body === body ? [] : [update]), ...spare.map(deletion)];
  }
  const subject = pullRequests.find(({ number }) => number === pullRequestNumber(output.id));
  return subject === undefined
    ? []
    : [{ mutation: 'addComment', input: { subjectId: subject.nodeId, body } }];
}

/** The first one stays: whoever looks keeps the same one, so two that look at once leave it. */
function deletion({ nodeId: id }: OwnComment): Write {
  return { mutation: 'deleteIssueComment', input: { id } };
}

function isOf(
  packet: PendingReport['report']['packets'][number],
  { task, head }: PendingOutput,
): boolean {
  return packet['task-id'] === task && packet.head === head;
}

import { type CheckContent, furtherAnnotations } from '../../adapters/github/check-writes.ts';
import type { GitHub } from '../../adapters/github/github.ts';
import { type Write, write, writeEach } from '../../adapters/github/write.ts';
import type { Written } from '../../adapters/github/write-outcomes.ts';
import type { Sha } from '../../model/sha.ts';

/** A comment to write, about the commit that its pull request points to. */
export interface CommentToSay {
  readonly head: Sha;
  readonly write: Write;
}

/** A check to write, and what it is to say. */
export interface CheckToSay extends CommentToSay {
  readonly content: CheckContent;
}

/** What was written; `refused` when the token may not write checks: then the caller says it in its log (M17). */
export type Said =
  | {
      readonly state: 'written';
      readonly checks: number;
      readonly comments: number;
      /** Why there is no comment although there was something to say. */
      readonly silent?: string;
    }
  | { readonly state: 'refused'; readonly because: string };

interface ToSay {
  /** Of tasks. One that is not written is no verdict that is missing: the next run sees the old label, and tries again. */
  readonly labels: readonly Write[];
  readonly comments: readonly CommentToSay[];
  readonly checks: readonly CheckToSay[];
}

/**
 * Labels, comments and checks in as few requests as it takes, checks last: they are the mark that all was said, so what broke off
 * before them is said again by the next run. A token that may write only some of them writes those.
 * @throws GateError 'access' when something was not written: read the details anew before this is called again
 */
export async function sayInOrder(
  github: GitHub,
  repositoryNodeId: string,
  { labels, comments, checks }: ToSay,
): Promise<Said> {
  const said = [...comments, ...checks].map((one) => one.write);
  const done = (await writeEach(github, [...labels, ...said])).slice(labels.length);
  const told = done.slice(0, comments.length);
  const marked = done.slice(comments.length);
  await takeMarkOff(github, repositoryNodeId, { comments, checks }, { told, marked });
  for (const one of done) if (one.state === 'failed') throw one.error;
  const refused = marked.find((one) => one.state === 'refused');
  if (refused !== undefined) return refused;
  const further = checks.flatMap(({ content }, at) => {
    const id = nodeIdOf(marked[at]);
    return id === undefined ? [] : furtherAnnotations(repositoryNodeId, id, content);
  });
  await write(github, further);
  const silent = told.find((one) => one.state === 'refused')?.because;
  return {
    state: 'written',
    checks: checks.length,
    comments: told.filter((one) => one.state === 'written').length,
    ...(silent !== undefined && { silent }),
  };
}

/** A check beside whose comment GitHub failed says what is true, but is no mark: the next run writes both again. */
async function takeMarkOff(
  github: GitHub,
  repositoryId: string,
  { comments, checks }: Pick<ToSay, 'comments' | 'checks'>,
  { told, marked }: { readonly told: readonly Written[]; readonly marked: readonly Written[] },
): Promise<void> {
  const unsaid = new Set(
    comments.flatMap(({ head }, at) => (told[at]?.state === 'failed' ? head : [])),
  );
  const early = checks.flatMap(({ head }, at) => {
    const checkRunId = unsaid.has(head) ? nodeIdOf(marked[at]) : undefined;
    return checkRunId === undefined ? [] : checkRunId;
  });
  await writeEach(
    github,
    early.map((checkRunId) => ({
      mutation: 'updateCheckRun',
      input: { repositoryId, checkRunId, externalId: UNSAID },
    })),
  );
}

/** Equal to the digest of nothing. */
const UNSAID = 'unsaid';

function nodeIdOf(done: Written | undefined): string | undefined {
  return done?.state === 'written' ? done.nodeId : undefined;
}

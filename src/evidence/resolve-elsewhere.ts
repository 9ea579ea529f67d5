import { readSpecText } from '../analysis/spec-text.ts';
import type { ArtifactRef } from '../model/artifact-ref.ts';
import { printArtifactRef } from '../model/print-artifact-ref.ts';
import type { Sha } from '../model/sha.ts';
import { specDigest } from '../model/task-spec.ts';
import type { Conversation } from '../ports/conversation.ts';
import type { RefResolution } from './output-facts.ts';
import type { RefPorts } from './ref-context.ts';
import { mismatched, resolved, short, unresolved, unverifiable } from './resolution.ts';
import { resolveArtifactOf, resolveCheck } from './resolve-run-of-head.ts';

export type ElsewhereRef = Extract<
  ArtifactRef,
  { kind: 'check' | 'artifact' | 'attestation' | 'issue' | 'pr' | 'comment' | 'url' }
>;

/** Who could look, for each kind of thing that is not in a git repository. */
const LOOKED_UP_BY: Readonly<Record<Exclude<ElsewhereRef['kind'], 'url'>, string>> = {
  check: 'check runs of the head are known to GitHub only',
  artifact: 'artifacts of workflow runs are known to GitHub only',
  attestation: 'attestations are kept by GitHub only',
  issue: 'issues are known to GitHub only',
  pr: 'pull requests are known to GitHub only',
  comment: 'comments are known to GitHub only',
};

/**
 * What a repository alone cannot answer is not resolved, and not refuted either, where there is no forge to ask. A URL is
 * never evidence and nothing here could fetch it: a request to an address that an executor chose is an attack by itself
 * (threat C14).
 * @param head the judged commit, which checks and artifacts must be of; undefined = there is none, as in a plan's reasons
 */
export async function resolveElsewhere(
  ref: ElsewhereRef,
  head: Sha | undefined,
  { conversation }: Pick<RefPorts, 'conversation'>,
): Promise<RefResolution> {
  if (ref.kind === 'url') return unverifiable('a URL is never evidence and is never fetched');
  if (conversation === undefined || ref.kind === 'attestation') return unknownHere(ref);
  switch (ref.kind) {
    case 'issue':
      return resolveIssue(ref, conversation);
    case 'pr':
      return resolvePullRequest(ref, head, conversation);
    case 'comment': {
      const on = await conversation.comment(ref.id);
      return on === undefined
        ? unresolved(`no comment ${ref.id} in this repository`)
        : resolved(`comment ${ref.id} on #${on}`, 'E1');
    }
    case 'check':
      return head === undefined ? unknownHere(ref) : resolveCheck(ref.name, head, conversation);
    case 'artifact':
      return head === undefined ? unknownHere(ref) : resolveArtifactOf(ref, head, conversation);
  }
}

function unknownHere(ref: Exclude<ElsewhereRef, { kind: 'url' }>): RefResolution {
  return unverifiable(
    `${printArtifactRef(ref)}: ${LOOKED_UP_BY[ref.kind]}; run the gates there, or cite a commit or a recorded test run`,
  );
}

/** With a digest it is the spec in the issue that is meant, as a contract's `task-spec` writes it (FORMATS §3). */
async function resolveIssue(
  { number, sha256 }: Extract<ElsewhereRef, { readonly kind: 'issue' }>,
  conversation: Conversation,
): Promise<RefResolution> {
  const text = await conversation.issue(number);
  if (text === undefined) return unresolved(`no issue #${number} in this repository`);
  if (sha256 === undefined) return resolved(`issue #${number}`, 'E1');
  const read = readSpecText(text);
  if (!read.ok) return mismatched(`issue #${number} holds no spec that can be read`);
  const found = specDigest(read.value);
  return found === sha256
    ? resolved(`issue #${number}, its spec has that sha256`, 'E1')
    : mismatched(`the spec in issue #${number} has sha256 ${found}, not ${sha256}`);
}

async function resolvePullRequest(
  { number, commit }: Extract<ElsewhereRef, { readonly kind: 'pr' }>,
  judged: Sha | undefined,
  conversation: Conversation,
): Promise<RefResolution> {
  const found = await conversation.pullRequest(number);
  if (found === undefined) return unresolved(`no pull request #${number} in this repository`);
  const { head, merged } = found;
  const own = [head, ...(merged === undefined ? [] : [merged])];
  if (commit !== undefined && !own.some((sha) => sha.startsWith(commit)))
    return mismatched(`${short(commit)} is neither the head of #${number} nor what it landed as`);
  return resolved(`pull request #${number} at ${short(head)}`, head === judged ? 'E2' : 'E1');
}

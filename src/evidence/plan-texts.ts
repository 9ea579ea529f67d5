import { createHash } from 'node:crypto';
import type { PlanVersion } from '../analysis/plan-chain.ts';
import { LIMITS } from '../model/limits.ts';
import { PLAN_FILE } from '../model/protected-paths.ts';
import { readPlan } from '../model/read-plan.ts';
import type { Problem } from '../model/schema-problems.ts';
import type { Sha } from '../model/sha.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { History } from '../ports/history.ts';
import type { PlanReading } from './plan-revision-facts.ts';
import type { PlanProposal } from './plan-revision-request.ts';

interface Ports {
  readonly history: Pick<History, 'versions' | 'tree'>;
  readonly blobs: Pick<Blobs, 'read'>;
}

/** A proposed plan as it was found. */
export interface ProposedText {
  readonly source: string;
  /** undefined = it cannot be read, and `why` says it. */
  readonly text: string | undefined;
  readonly why?: string;
}

/** The text of a draft, or the plan file of a branch: a regular file of its head, never a link to another place. */
export async function proposedText(
  { history, blobs }: Ports,
  proposal: PlanProposal,
): Promise<ProposedText> {
  if (proposal.kind === 'draft') return proposal;
  const { head } = proposal.output;
  const source = `${PLAN_FILE} at ${head.slice(0, 7)}`;
  const unread = (why: string): ProposedText => ({ source, text: undefined, why });
  const entry = (await history.tree(head)).find(({ path }) => path === PLAN_FILE);
  if (entry === undefined) return unread('The revision removes the plan; a plan ends by its tasks');
  if (!entry.mode.startsWith('100')) return unread(`${PLAN_FILE} is no regular file`);
  const blob = (await blobs.read([entry.blob], LIMITS.planBytes)).get(entry.blob);
  if (blob?.state === 'text') return { source, text: blob.text };
  return unread(
    blob?.state === 'too-large'
      ? `${PLAN_FILE} has ${blob.bytes} bytes; allowed are ${LIMITS.planBytes}`
      : `${PLAN_FILE} is not UTF-8 text`,
  );
}

export function readProposed({ source, text, why }: ProposedText): PlanReading {
  const refused = (problems: readonly Problem[]) => ({ source, problems, plan: undefined });
  if (text === undefined) return refused([{ field: '', message: String(why) }]);
  const read = readPlan(text, { format: 'yaml' });
  return read.ok ? { source, problems: [], plan: read.value } : refused(read.problems);
}

/**
 * What the default branch held as its plan, newest first. A text that is no plan is no version, and neither is the one
 * that is proposed.
 */
export async function planVersions(
  { history, blobs }: Ports,
  tip: Sha,
  proposed: string | undefined,
): Promise<readonly PlanVersion[]> {
  const found = await history.versions(tip, PLAN_FILE, LIMITS.planVersions);
  const ids = found.flatMap(({ blob }) => blob ?? []);
  const contents = await blobs.read([...new Set(ids)], LIMITS.planBytes);
  return found.flatMap(({ commit, blob }) => {
    const content = blob && contents.get(blob);
    if (content?.state !== 'text' || content.text === proposed) return [];
    const read = readPlan(content.text, { format: 'yaml' });
    const sha256 = createHash('sha256').update(content.text).digest('hex');
    return read.ok ? [{ commit, sha256, plan: read.value }] : [];
  });
}

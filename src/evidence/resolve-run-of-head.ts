import type { ArtifactRef } from '../model/artifact-ref.ts';
import { GRADES } from '../model/policy.ts';
import type { Sha } from '../model/sha.ts';
import type { Conversation, SeenCheck } from '../ports/conversation.ts';
import type { RefResolution } from './output-facts.ts';
import { mismatched, resolved, short, unresolved } from './resolution.ts';

/** What the gates say is no evidence for the gates, and recorded runs have a ref of their own (threat C15). */
const OUR_OWN = /^handoff-(?:gate|tests)(?:$|\/)/i;

/**
 * `check:<name>` counts when the newest run of every check of that name on the head is a success: a second workflow that
 * says yes does not hide the first one that says no. `neutral` and `skipped` say that nothing was looked at (threat C11).
 */
export async function resolveCheck(
  name: string,
  head: Sha,
  conversation: Conversation,
): Promise<RefResolution> {
  if (OUR_OWN.test(name))
    return mismatched(`${name} is what a gate or a recorder wrote; cite test-run:<id> for tests`);
  const where = `check ${name} on ${short(head)}`;
  const [first, ...more] = await conversation.checks(head, name);
  if (first === undefined) return unresolved(`no ${where}`);
  const runs = [first, ...more];
  const bad = runs.find(({ conclusion }) => conclusion !== undefined && conclusion !== 'success');
  if (bad !== undefined) return mismatched(`${where} by ${bad.by} is ${bad.conclusion}`);
  const open = runs.find(({ conclusion }) => conclusion === undefined);
  if (open !== undefined)
    return { state: 'pending', lookedUp: `${where} by ${open.by} is not completed`, grade: 'E0' };
  const best = runs.reduce(stronger);
  return resolved(`${where} by ${best.by}, success`, best.grade);
}

function stronger(a: SeenCheck, b: SeenCheck): SeenCheck {
  return GRADES.indexOf(b.grade) > GRADES.indexOf(a.grade) ? b : a;
}

/** `artifact:<run>/<name>` counts when a successful run of the head left it, with that digest (threats C05, C08). */
export async function resolveArtifactOf(
  { run, name, sha256 }: Extract<ArtifactRef, { readonly kind: 'artifact' }>,
  head: Sha,
  conversation: Conversation,
): Promise<RefResolution> {
  const found = await conversation.artifact(run, name);
  const what = `artifact ${name} of run ${run}`;
  if (found === undefined) return unresolved(`no ${what} in this repository`);
  if (found.head !== head)
    return mismatched(`${what} is of ${short(found.head)}, not of the judged head`);
  if (found.conclusion === undefined)
    return { state: 'pending', lookedUp: `${what}: the run is not over`, grade: 'E0' };
  if (found.conclusion !== 'success') return mismatched(`${what}: the run is ${found.conclusion}`);
  if (sha256 !== undefined && sha256 !== found.sha256)
    return mismatched(`${what} has sha256 ${found.sha256 ?? 'unknown to GitHub'}, not ${sha256}`);
  return resolved(`${what}, of the judged head`, found.grade);
}

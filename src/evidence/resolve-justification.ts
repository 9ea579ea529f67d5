import { compileDenyList } from '../analysis/scope-match.ts';
import { whyNoProof } from '../analysis/test-result.ts';
import { type ArtifactRef, PENDING_RUN } from '../model/artifact-ref.ts';
import type { TreeEntry } from '../model/change.ts';
import { parseArtifactRef } from '../model/parse-artifact-ref.ts';
import { CONTROL_PATHS } from '../model/protected-paths.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { parseSha, type Sha } from '../model/sha.ts';
import { look } from './look.ts';
import type { RefResolution } from './output-facts.ts';
import type { RefPorts } from './ref-context.ts';
import { mismatched, resolved, short, unresolved, unverifiable } from './resolution.ts';
import { resolveElsewhere } from './resolve-elsewhere.ts';
import { resolveFile } from './resolve-file.ts';

/** What has landed, and what waits to land: where the artifacts are that may justify a change of the plan. */
export interface LandedWork {
  readonly base: Sha;
  /** Commits that are known to have landed; another one is looked up. */
  readonly landed: ReadonlySet<Sha>;
  /** Heads of pending outputs, the revision itself left out: an attempt that failed is a reason to plan anew. */
  readonly pending: ReadonlySet<Sha>;
  /** The tree of the base: what a revision brings itself proves nothing about it. */
  readonly tree: () => Promise<ReadonlyMap<RepoPath, TreeEntry>>;
}

const control = compileDenyList(CONTROL_PATHS);

/** One ref that justifies a change of the plan (seed G4d): it names work, never words about it. */
export async function resolveJustification(
  text: string,
  work: LandedWork,
  ports: RefPorts,
): Promise<RefResolution> {
  const parsed = parseArtifactRef(text);
  if ('problem' in parsed) return unresolved(parsed.problem);
  const answer = await look(() => resolveRef(parsed.ref, work, ports));
  if (answer.state === 'known') return answer.value;
  return unverifiable(`could not look: ${answer.because}`);
}

async function resolveRef(
  ref: ArtifactRef,
  work: LandedWork,
  ports: RefPorts,
): Promise<RefResolution> {
  switch (ref.kind) {
    case 'commit':
      return resolveWork(ref.sha, work, ports);
    case 'pr':
      return ref.commit === undefined
        ? resolveElsewhere(ref, undefined, ports)
        : resolveWork(ref.commit, work, ports);
    case 'diff':
      if ('pr' in ref.of)
        return resolveElsewhere({ kind: 'pr', number: ref.of.pr }, undefined, ports);
      return 'patch' in ref.of
        ? resolveLandedFile({ kind: 'file', path: ref.of.patch }, work, ports)
        : resolveWork(ref.of.head, work, ports);
    case 'file':
      return resolveLandedFile(ref, work, ports);
    case 'test-run':
      return resolveRun(ref, work, ports);
    case 'plan':
      return mismatched('a plan does not justify its own change');
    case 'url':
      return mismatched('a URL is never evidence and is never fetched');
    default:
      return resolveElsewhere(ref, undefined, ports);
  }
}

/** A short id may mean another commit tomorrow, and a plan is read for long (threat C03). */
async function resolveWork(
  id: string,
  work: LandedWork,
  { history }: Pick<RefPorts, 'history'>,
): Promise<RefResolution> {
  const sha = parseSha(id);
  if (sha === undefined) return unresolved(`${id} is no full commit id; a plan names all of it`);
  if (work.pending.has(sha))
    return resolved(`commit ${short(sha)}, head of a pending output`, 'E1');
  if (work.landed.has(sha)) return resolved(`commit ${short(sha)}, landed`, 'E1');
  if ((await history.resolve([sha])).get(sha) === undefined)
    return unresolved(`no commit ${short(sha)} in the repository`);
  return (await history.mergeBases(work.base, sha)).includes(sha)
    ? resolved(`commit ${short(sha)}, landed`, 'E1')
    : mismatched(`commit ${short(sha)} has not landed, and is the head of no pending output`);
}

async function resolveLandedFile(
  ref: Extract<ArtifactRef, { readonly kind: 'file' }>,
  { tree }: LandedWork,
  ports: Pick<RefPorts, 'blobs'>,
): Promise<RefResolution> {
  if (control.matches(ref.path)) return mismatched(`${ref.path} is a plan, not what it is about`);
  const context = { headTree: await tree(), changedPaths: [], treeName: 'base tree' } as const;
  return resolveFile(ref, context, ports);
}

async function resolveRun(
  { id, counts }: Extract<ArtifactRef, { readonly kind: 'test-run' }>,
  work: LandedWork,
  ports: RefPorts,
): Promise<RefResolution> {
  const run = id === PENDING_RUN ? undefined : await ports.testRuns.find(id);
  if (run === undefined) return unresolved(`no test run ${id} was ever recorded`);
  const on = await resolveWork(run.head, work, ports);
  const found = `test run ${id} on ${on.lookedUp}`;
  const wrong = whyNoProof(run, counts);
  if (wrong !== undefined) return mismatched(`${found}; ${wrong}`);
  return { ...on, lookedUp: found };
}

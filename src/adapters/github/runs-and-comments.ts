import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import type { GitHub } from './github.ts';
import { ObjectId } from './object-id.ts';
import { readRest } from './read-rest.ts';

const REMEDY = 'Give the job the permissions actions: read and issues: read, and run it again.';

/** What GraphQL cannot look up by its number: one REST request each, two for an artifact. */
const Comment = z.object({ issue_url: z.string() });

/** @returns the number of the issue or pull request that the comment stands on; undefined = no such comment here */
export async function commentOn(github: GitHub, id: string): Promise<number | undefined> {
  const found = await readRest(github, {
    route: 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
    parameters: { comment_id: id },
    answer: Comment,
    remedy: REMEDY,
  });
  return found && Number(/\/(\d+)$/.exec(found.issue_url)?.[1]);
}

export interface RunArtifact {
  readonly head: Sha;
  readonly sha256: string | undefined;
  /** undefined = the run is not over. */
  readonly conclusion: string | undefined;
  /** Of the workflow file. */
  readonly path: string;
}

const Run = z.object({
  head_sha: ObjectId,
  path: z.string(),
  conclusion: z.string().nullable(),
});
/** `digest` is there since artifacts of version 4: `sha256:<hex>`. */
const Artifacts = z.object({
  artifacts: z.array(
    z.object({ name: z.string(), expired: z.boolean(), digest: z.string().nullish() }),
  ),
});

/** An artifact that is expired is not there any more (threat C12). */
export async function runArtifact(
  github: GitHub,
  run: string,
  name: string,
): Promise<RunArtifact | undefined> {
  if (!/^[1-9]\d{0,19}$/.test(run)) return undefined;
  const [about, list] = await Promise.all([
    readRest(github, {
      route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
      parameters: { run_id: run },
      answer: Run,
      remedy: REMEDY,
    }),
    readRest(github, {
      route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
      parameters: { run_id: run, name, per_page: 100 },
      answer: Artifacts,
      remedy: REMEDY,
    }),
  ]);
  const found = list?.artifacts.findLast((one) => one.name === name && !one.expired);
  if (about === undefined || found === undefined) return undefined;
  return {
    head: about.head_sha,
    sha256: /^sha256:([0-9a-f]{64})$/.exec(found.digest ?? '')?.[1],
    conclusion: about.conclusion ?? undefined,
    path: about.path.replace(/@.*$/, ''),
  };
}

import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';

/** A check run of our own on some commit. */
export interface CheckRun {
  readonly nodeId: string;
  readonly name: string;
  /** What it was written from (K2); undefined = somebody wrote it without. */
  readonly externalId: string | undefined;
  /** undefined = not completed. */
  readonly conclusion: string | undefined;
  readonly text: string;
}

/** The check that holds recorded test runs (FORMATS §1). */
export const TESTS_CHECK = 'handoff-tests';

/** Checks of some names on one commit: they are asked for by name, so nothing is asked without one. */
export interface NamedChecks {
  readonly head: Sha;
  /** Of our own checks: they stand in the query as they are. */
  readonly names: readonly [string, ...string[]];
}

const Run = z.object({
  id: z.string(),
  databaseId: z.number().nullable(),
  name: z.string(),
  externalId: z.string().nullable(),
  conclusion: z.string().nullable(),
  text: z.string().nullish(),
});
export type RunNode = z.infer<typeof Run>;

export const Suites = z
  .object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(z.object({ checkRuns: z.object({ nodes: z.array(Run) }).nullable() })),
  })
  .nullable();

/** Suites by the alias of a name; null = the commit is not in this repository. */
export const ChecksOfCommit = z.record(z.string(), Suites).nullable();

export function aliasOf(name: string): string {
  return name.replaceAll(/\W/g, '_');
}

/**
 * Checks on a commit, each name by itself: every workflow run is a suite of the app that GITHUB_TOKEN acts for, so those
 * that hold a check of ours may stand behind any number that do not. 2 connections a name; the commit itself is none.
 */
export function checksOn({ head, names }: NamedChecks): string {
  return `object(oid: "${head}") { ${names.map((name) => `...${aliasOf(name)}`).join(' ')} }`;
}

/** What `checksOn` needs: a fragment a name. The query has a variable `$app`: checks of others are not ours (threat G01). */
export function checkFragments(asked: readonly NamedChecks[]): string {
  const names = new Set(asked.flatMap((one) => one.names));
  return [...names]
    .map((name) => `fragment ${aliasOf(name)} on Commit { ${aliasOf(name)}: ${suitesOf(name)} }`)
    .join('\n');
}

interface SuitePage {
  readonly first: number;
  readonly after: string | null;
}

/** What one token writes lands in one suite of a commit; where it did not, the rest is read page by page (further-suites.ts). */
const ONE: SuitePage = { first: 1, after: null };

export function suitesOf(name: string, { first, after }: SuitePage = ONE): string {
  const from = after === null ? '' : `, after: ${JSON.stringify(after)}`;
  return `checkSuites(first: ${first}${from}, filterBy: {appId: $app, checkName: "${name}"}) { pageInfo { hasNextPage endCursor } nodes { ${runsOf(name)} } }`;
}

/** Of our own checks the latest run counts; of recorded test runs each, with what it says. */
function runsOf(name: string): string {
  const [most, type, text] = name === TESTS_CHECK ? [20, 'ALL', 'text'] : [5, 'LATEST', ''];
  return `checkRuns(first: ${most}, filterBy: {checkName: "${name}", checkType: ${type}}) { nodes { id databaseId name externalId conclusion ${text} } }`;
}

/** The newest run of each name: a name can be in several suites, and GitHub counts the newest. */
export function newestRuns(nodes: readonly RunNode[]): readonly CheckRun[] {
  const newest = new Map<string, RunNode>();
  for (const node of nodes) {
    const before = newest.get(node.name);
    if (before === undefined || (before.databaseId ?? 0) < (node.databaseId ?? 0))
      newest.set(node.name, node);
  }
  return [...newest.values()]
    .map((node) => ({
      nodeId: node.id,
      name: node.name,
      externalId: node.externalId ?? undefined,
      conclusion: node.conclusion ?? undefined,
      text: node.text ?? '',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

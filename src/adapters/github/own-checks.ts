import { z } from 'zod';
import type { Sha } from '../../model/sha.ts';
import {
  aliasOf,
  ChecksOfCommit,
  checkFragments,
  checksOn,
  type NamedChecks,
  type RunNode,
  Suites,
  suitesOf,
} from './check-runs.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { inBatches } from './in-batches.ts';

const Checked = z.object({ checked: z.record(z.string(), ChecksOfCommit) });

/** 2 points for 100 commits and one name. */
export function ownChecksQuery(asked: readonly NamedChecks[]): Operation<z.infer<typeof Checked>> {
  return {
    name: 'OwnChecks',
    answer: Checked,
    text: `query OwnChecks($owner: String!, $name: String!, $app: Int!) {
  checked: repository(owner: $owner, name: $name) {
    ${asked.map((one, at) => `c${at}: ${checksOn(one)}`).join('\n    ')}
  }
}
${checkFragments(asked)}`,
  };
}

/** The runs of those names on that commit. */
export type RunsOf = (named: NamedChecks) => readonly RunNode[];

/**
 * Runs of our checks on commits; one request per 100 commits.
 * @param app database id of the app that the token acts for: its checks are ours, those of others are not (threat G01)
 */
export async function ownChecks(
  github: GitHub,
  app: number,
  asked: readonly NamedChecks[],
): Promise<RunsOf> {
  const found = await inBatches(asked, async (batch, tries) => {
    const { checked } = await ask(github, ownChecksQuery(batch), { app }, tries);
    return batch.map((one, at) => ({ ...one, found: checked[`c${at}`] ?? null }));
  });
  return allRuns(github, app, found);
}

export interface FirstSuites extends NamedChecks {
  readonly found: z.infer<typeof ChecksOfCommit>;
}

/** Runs of one name on one commit, as far as they are read. */
interface Reading {
  readonly head: Sha;
  readonly name: string;
  readonly pages: readonly NonNullable<z.infer<typeof Suites>>[];
}

/**
 * The first suite of each name is there; where GitHub has more, they are read. A name with more suites than are read has no
 * run: then a new one is written, and GitHub counts the newest.
 */
export async function allRuns(
  github: GitHub,
  app: number,
  asked: readonly FirstSuites[],
): Promise<RunsOf> {
  let readings = asked.flatMap(({ head, names, found }) =>
    names.map((name): Reading => {
      const page = found?.[aliasOf(name)];
      return { head, name, pages: page ? [page] : [] };
    }),
  );
  for (let round = 0; round < MOST_ROUNDS && readings.some(hasMore); round += 1)
    readings = await readOn(github, app, readings);
  const key = (head: Sha, name: string): string => `${head} ${name}`;
  const runs = new Map(
    readings.map((one) => [key(one.head, one.name), hasMore(one) ? [] : runsIn(one)]),
  );
  return ({ head, names }) => names.flatMap((name) => runs.get(key(head, name)) ?? []);
}

/** 51 suites that hold one check of ours on one commit are no accident. */
const MOST_ROUNDS = 5;
const A_ROUND = 10;

function hasMore({ pages }: Reading): boolean {
  return pages.at(-1)?.pageInfo.hasNextPage === true;
}

function runsIn({ pages }: Reading): readonly RunNode[] {
  return pages.flatMap(({ nodes }) => nodes).flatMap(({ checkRuns }) => checkRuns?.nodes ?? []);
}

const Further = z.object({
  repository: z.record(z.string(), z.object({ checkSuites: Suites }).nullable()),
});

export function furtherSuitesQuery(
  asked: readonly { readonly head: Sha; readonly name: string; readonly after: string | null }[],
): Operation<z.infer<typeof Further>> {
  const each = asked.map(
    ({ head, name, after }, at) =>
      `c${at}: object(oid: "${head}") { ... on Commit { ${suitesOf(name, { first: A_ROUND, after })} } }`,
  );
  return {
    name: 'FurtherSuites',
    answer: Further,
    text: `query FurtherSuites($owner: String!, $name: String!, $app: Int!) {
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}`,
  };
}

async function readOn(
  github: GitHub,
  app: number,
  readings: readonly Reading[],
): Promise<Reading[]> {
  const unread = readings.filter(hasMore);
  const pages = await inBatches(unread, async (batch, tries) => {
    const asked = batch.map(({ head, name, pages: [...before] }) => ({
      ...{ head, name, after: before.at(-1)?.pageInfo.endCursor ?? null },
    }));
    const { repository } = await ask(github, furtherSuitesQuery(asked), { app }, tries);
    return batch.map((_, at) => repository[`c${at}`]?.checkSuites ?? NO_MORE);
  });
  const next = new Map(unread.map((one, at) => [one, pages[at] ?? NO_MORE]));
  return readings.map((one) => {
    const page = next.get(one);
    return page === undefined ? one : { ...one, pages: [...one.pages, page] };
  });
}

const NO_MORE = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

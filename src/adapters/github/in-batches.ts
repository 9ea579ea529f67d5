import { z } from 'zod';
import { statusOf, type Tries } from './github.ts';

/** @param tries once, as long as a batch can be halved: GitHub takes points for each query that it had to end */
export type AskBatch<Key, Value> = (
  batch: readonly Key[],
  tries: Tries,
) => Promise<readonly Value[]>;

/**
 * Asks for many in one request; GitHub ends a query after 10 seconds, so a batch that was too much is asked for in halves.
 * @throws what the question for a single one throws: never a part of them
 */
export async function inBatches<Key, Value>(
  keys: readonly Key[],
  ask: AskBatch<Key, Value>,
  size = MOST,
): Promise<readonly Value[]> {
  const found: Value[] = [];
  for (let at = 0; at < keys.length; at += size) {
    found.push(...(await halved(keys.slice(at, at + size), ask)));
  }
  return found;
}

/** As many as a page of GitHub holds. */
const MOST = 100;

async function halved<Key, Value>(
  batch: readonly Key[],
  ask: AskBatch<Key, Value>,
): Promise<readonly Value[]> {
  if (batch.length === 1) return ask(batch, 'several');
  try {
    return await ask(batch, 'once');
  } catch (error) {
    if (!isTooMuch(error)) throw error;
    const middle = Math.ceil(batch.length / 2);
    return [
      ...(await halved(batch.slice(0, middle), ask)),
      ...(await halved(batch.slice(middle), ask)),
    ];
  }
}

const Stopped = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });

/**
 * The query ran into the time limit of GitHub's API: a status from 500 on, or an error beside status 200. What GitHub cannot
 * answer for another reason is asked for in halves as well, since a batch is not asked for twice; one of one is.
 * @source https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#timeouts
 */
export function isTooMuch(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const status = statusOf(cause);
  if (status !== undefined) return status >= 500;
  const read = Stopped.safeParse(cause);
  return read.success && read.data.errors.some(({ message }) => STOPPED.test(message));
}

const STOPPED = /^Something went wrong while executing your query/;

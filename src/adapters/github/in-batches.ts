import { statusOf } from './github.ts';

/** Asks for many in one request; GitHub ends a query after 10 seconds, so a batch that was too much is asked for in halves. */
export async function inBatches<Key, Value>(
  keys: readonly Key[],
  ask: (batch: readonly Key[]) => Promise<readonly Value[]>,
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
  ask: (batch: readonly Key[]) => Promise<readonly Value[]>,
): Promise<readonly Value[]> {
  try {
    return await ask(batch);
  } catch (error) {
    if (batch.length === 1 || !isTooMuch(error)) throw error;
    const middle = Math.ceil(batch.length / 2);
    return [
      ...(await halved(batch.slice(0, middle), ask)),
      ...(await halved(batch.slice(middle), ask)),
    ];
  }
}

/** 502 and 504: the query ran into the time limit of GitHub's API ("Timeouts" in "Rate limits and query limits for the GraphQL API"). */
function isTooMuch(error: unknown): boolean {
  const status = statusOf(error instanceof Error ? (error.cause ?? error) : error);
  return status === 502 || status === 504;
}

import type { Sha } from '../model/sha.ts';
import type { History } from '../ports/history.ts';

/** The same history, asked at once what three questions a head would tell one by one: most of what a sweep pays git for. */
export async function historyAhead(
  history: History,
  base: Sha,
  heads: readonly Sha[],
): Promise<History> {
  const ranges = await history.ranges(base, heads);
  const asked = new Set(heads);
  return {
    ...history,
    ranges: async (from, more) =>
      from === base && more.every((head) => asked.has(head)) ? ranges : history.ranges(from, more),
    async mergeBases(a, b) {
      const range = a === base ? ranges.get(b) : undefined;
      return range === undefined ? history.mergeBases(a, b) : [range.mergeBase];
    },
    async changes(from, to) {
      const range = ranges.get(to);
      return range?.mergeBase === from ? range.changes : history.changes(from, to);
    },
    async commits(bases, head) {
      const range = ranges.get(head);
      return range !== undefined && bases.join() === range.mergeBase
        ? range.commits
        : history.commits(bases, head);
    },
  };
}

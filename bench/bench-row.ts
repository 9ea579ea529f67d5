import { alternately, middle, timed } from './alternately.ts';

/** One measurement beside what it is compared with, both taken in this run. */
export interface BenchRow {
  readonly name: string;
  /** Medians, in milliseconds. */
  readonly measured: number;
  readonly baseline: number;
  /** What the baseline is. */
  readonly against: string;
  /** In words: "ratio <= 2", "<= 50 ms". */
  readonly goal: string;
  readonly met: boolean;
}

/** Median wall time of a piece of work in milliseconds, after one run that does not count. */
export async function median(runs: number, work: () => unknown): Promise<number> {
  const [times] = await alternately(runs, [() => timed(work)]);
  return middle(times);
}

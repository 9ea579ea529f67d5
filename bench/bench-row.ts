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
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}

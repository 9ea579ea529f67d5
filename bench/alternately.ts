/** @param before what is done each time, and not measured. */
export async function timed(
  work: () => unknown,
  before: () => unknown = () => {},
): Promise<number> {
  await before();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Times<Works> = { [Index in keyof Works]: readonly number[] };

/**
 * Rounds of all of these in turns, so that a busy moment of the machine meets each of them; the first round does not count.
 * @param works each measures itself and answers in milliseconds.
 */
export async function alternately<const Works extends readonly (() => Promise<number>)[]>(
  rounds: number,
  works: Works,
  before: () => void = () => {},
): Promise<Times<Works>> {
  const times = works.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    before();
    for (const [at, work] of works.entries()) {
      const took = await work();
      if (round > 0) times[at]?.push(took);
    }
  }
  return times as unknown as Times<Works>;
}

export function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}

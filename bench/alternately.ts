/** Rounds of one and the other in turns, so that a busy moment of the machine meets both. */
export async function alternately(
  rounds: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
  before: () => void = () => {},
): Promise<readonly [one: readonly number[], other: readonly number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    before();
    times[0].push(await one());
    times[1].push(await other());
  }
  return times;
}

/** The median. */
export function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}

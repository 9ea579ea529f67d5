import { GateError } from '../../model/gate-error.ts';

/**
 * Asks one process about many things. When it cannot answer (a limit, an object that is not here), asks about each half,
 * until what it stumbles over stands alone: nobody's output can blind the gate for another's (threats E10, G15).
 * @param alone the answer for the one thing that cannot be asked about.
 */
export async function inHalves<Item, Answer>(
  items: readonly Item[],
  ask: (items: readonly Item[]) => Promise<Answer>,
  alone: (item: Item, because: string) => Answer,
): Promise<readonly Answer[]> {
  const [first] = items;
  if (first === undefined) return [];
  try {
    return [await ask(items)];
  } catch (error) {
    if (!(error instanceof GateError) || error.kind !== 'access') throw error;
    if (items.length === 1) return [alone(first, error.message)];
    const middle = Math.ceil(items.length / 2);
    return [
      ...(await inHalves(items.slice(0, middle), ask, alone)),
      ...(await inHalves(items.slice(middle), ask, alone)),
    ];
  }
}

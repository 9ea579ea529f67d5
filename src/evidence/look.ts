import { type Evidence, known, unknown } from '../model/evidence.ts';
import { GateError } from '../model/gate-error.ts';

/** One look at the world: what was found is known; "could not look" is unknown with its remedy; a bug stays a bug. */
export async function look<T>(ask: () => Promise<T>): Promise<Evidence<T>> {
  try {
    return known(await ask());
  } catch (error) {
    if (error instanceof GateError && error.kind === 'access')
      return unknown(error.message, error.remedy);
    throw error;
  }
}

/** A fact that stands on others: unknown or missing when one of them is, in the order given. */
export async function standingOn<Facts extends readonly Evidence<unknown>[], T>(
  facts: readonly [...Facts],
  derive: (...values: Values<Facts>) => Promise<Evidence<T>> | Evidence<T>,
): Promise<Evidence<T>> {
  const values: unknown[] = [];
  for (const fact of facts) {
    if (fact.state !== 'known') return fact;
    values.push(fact.value);
  }
  return derive(...(values as Values<Facts>));
}

type Values<Facts extends readonly Evidence<unknown>[]> = {
  [Index in keyof Facts]: Facts[Index] extends Evidence<infer T> ? T : never;
};

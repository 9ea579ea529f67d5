/**
 * What is known of a fact.
 * - `known`: we looked and this is what is there.
 * - `unknown`: we could not look. A rule that needs it is unproven: never green, never red.
 * - `missing`: we looked, it is not there, and the rule `reportedBy` says so; rules that stand on it do not repeat it.
 */
export type Evidence<T> =
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'unknown'; readonly because: string; readonly remedy: string }
  | { readonly state: 'missing'; readonly because: string; readonly reportedBy: string };

export function known<T>(value: T): Evidence<T> {
  return { state: 'known', value };
}

export function unknown(because: string, remedy: string): Evidence<never> {
  return { state: 'unknown', because, remedy };
}

export function missing(because: string, reportedBy: string): Evidence<never> {
  return { state: 'missing', because, reportedBy };
}

/** Facts as they were gathered: each known, unknown or missing. */
export type Gathered<Facts> = { readonly [Name in keyof Facts]: Evidence<Facts[Name]> };

/** The value of a known fact; undefined for one that is unknown, missing or was never asked for. */
export function valueIfKnown<T>(fact: Evidence<T> | undefined): T | undefined {
  return fact?.state === 'known' ? fact.value : undefined;
}

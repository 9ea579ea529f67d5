export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A value of which one text can be made. Members may be undefined: a map with and without them is the same value. */
export type Canonical =
  | null
  | boolean
  | number
  | string
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

/** One text for one value: keys sorted by code unit, no spaces, undefined members left out. Digests are taken over it. */
export function canonicalJson(value: Canonical): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .flatMap(([key, member]) => (member === undefined ? [] : [[key, member] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Array.isArray does not narrow read-only lists. */
function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}

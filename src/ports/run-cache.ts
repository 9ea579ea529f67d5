/**
 * What is worth keeping between runs, by keys that alone decide the value. Losing it, or any part of it, costs time and
 * never a verdict; so nothing here throws or is "unknown".
 */
export interface RunCache<Kept> {
  /** Reads what is kept, once; before it nothing is found. */
  open(): Promise<void>;
  /** undefined = not kept: work it out. */
  find<Kind extends keyof Kept & string>(kind: Kind, key: string): Kept[Kind] | undefined;
  keep<Kind extends keyof Kept & string>(kind: Kind, key: string, value: Kept[Kind]): void;
  /** Writes what was found or kept in this run, and what recent runs used. Call it last: the verdict does not wait. */
  save(): Promise<void>;
}

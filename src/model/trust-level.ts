/** What a check is worth, by how it is set up (THREATS §1.3). Claims against hostile executors are made for T3 only. */
export const TRUST_LEVELS = {
  T0: 'a local run: advice to whoever ran it',
  T1: 'an action in a workflow that the pull request itself could change: for honest agents',
  T2: 'an action in a workflow of the default branch; whoever may write here could still post a check of this name',
  T3: 'a required check that is bound to its own app and that nobody may bypass',
} as const;
export type TrustLevel = keyof typeof TRUST_LEVELS;

/** As `doctor` found it; never assumed (decision K6). */
export interface Trust {
  readonly level: TrustLevel;
  /** What the level was decided by, or keeps it from being higher. */
  readonly because: string;
}

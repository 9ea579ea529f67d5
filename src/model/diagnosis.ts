import type { Trust, TrustLevel } from './trust-level.ts';

/** What was looked at, and where it is not as it must be the command that mends it. */
export type Looked =
  | { readonly state: 'pass'; readonly saw: string }
  | { readonly state: 'fail'; readonly saw: string; readonly fix: string }
  /** Nobody could look: `fix` says what the token lacks. */
  | { readonly state: 'unknown'; readonly saw: string; readonly fix: string };

/** One setting of a repository that a verdict hangs on (THREATS §7). */
export interface Setting {
  readonly id: string;
  /** One sentence that is true of a repository which is set up well. */
  readonly holds: string;
  /** One line: what somebody could do where it does not hold. */
  readonly why: string;
  /** Where it does not hold, or nobody could look, the verdicts are worth no more than this. */
  readonly caps: TrustLevel;
}

export type SettingLine = Setting & Looked;

/** What doctor has to say of a repository. */
export interface Diagnosis {
  /** owner/name. */
  readonly repository: string;
  /** The default branch. */
  readonly branch: string;
  readonly trust: Trust;
  readonly lines: readonly SettingLine[];
}

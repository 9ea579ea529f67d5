/** One value or list of values of a settings file. */
export interface Setting {
  /** Names from the outside in, `jest.coverageThreshold.global.lines`; members of a list of maps have `*`. */
  readonly key: string;
  readonly values: readonly string[];
  /** Does the map that it stands in run tests? A `continue-on-error` elsewhere is no concern of tests. */
  readonly runsTests: boolean;
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: readonly Setting[] }
  /** Says of the file, without a full stop. */
  | { readonly ok: false; readonly because: string };

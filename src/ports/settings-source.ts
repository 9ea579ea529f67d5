import type { RepositorySettings, Seen } from '../model/repository-settings.ts';

/** How a repository is set up. What the token may not see is unknown, with the permission that it lacks: nothing throws. */
export interface SettingsSource {
  /** All that GitHub says of the default branch and the repository, and the policy as it stands there. */
  read(): Promise<
    Omit<RepositorySettings, 'policy' | 'principals' | 'versions' | 'current'> & {
      /** undefined = there is none. */
      readonly policyText: Seen<string | undefined>;
    }
  >;
  /** The number of a login or of an app's slug; undefined = nobody has it. */
  idOf(kind: 'user' | 'app', name: string): Promise<Seen<number | undefined>>;
}

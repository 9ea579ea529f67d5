import type { Person } from '../model/principal.ts';
import type { PendingOutput } from './pending-outputs.ts';

/** Something that was said about an output, in public. */
export interface Said {
  /** For people: `a comment on #12 by critic`. */
  readonly source: string;
  readonly text: string;
  readonly by: Person;
  /** Who changed the words of somebody else, last; undefined = they are as they were written, or their author edited them. */
  readonly editedBy: Person | undefined;
}

/**
 * Who did what, as a forge signed them in: never by what a commit or a text says of its author (threat G11). Absent where
 * nobody is signed in. @throws GateError 'access' when nobody could look.
 */
export interface SignedIn {
  /** Who opened the output. */
  author(output: PendingOutput): Promise<Person>;
  /** Comments and reviews that may hold a critic's review, oldest first. */
  said(output: PendingOutput): Promise<readonly Said[]>;
}

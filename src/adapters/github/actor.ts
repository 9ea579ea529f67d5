import { z } from 'zod';

/** Who acted, as GitHub signed them in (threat G11). An app acts as a bot: its login is the app's slug. */
export const Actor = z
  .object({
    __typename: z.string(),
    login: z.string(),
    databaseId: z.number().optional(),
  })
  .nullable()
  .transform((actor) =>
    actor === null
      ? undefined
      : {
          kind: actor.__typename === 'Bot' ? ('bot' as const) : ('user' as const),
          login: actor.login,
          id: actor.databaseId,
        },
  );
/** undefined: a deleted account. */
export type Actor = z.infer<typeof Actor>;

export const ACTOR = `{ __typename login ... on User { databaseId } ... on Bot { databaseId } }`;

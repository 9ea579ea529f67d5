import { z } from 'zod';
import { wholeNumber } from './whole-number.ts';

const numericId = wholeNumber(1, 2 ** 31);

/** Who plays a part, as the policy names it. */
export const Principal = z.union([
  z.strictObject({
    user: numericId.describe('Numeric id of a user'),
    login: z.string().max(100).optional().describe('A comment that `doctor` keeps true'),
  }),
  z.strictObject({
    app: numericId.describe('Numeric id of an app'),
    slug: z.string().max(100).optional().describe('A comment that `doctor` keeps true'),
  }),
  z.strictObject({
    team: z
      .string()
      .regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'must look like organisation/team')
      .describe('organisation/team'),
  }),
]);
export type Principal = z.infer<typeof Principal>;

/** Somebody who acted, as the platform that signed them in knows them; never out of a commit (threat G11). */
export interface Person {
  readonly kind: 'user' | 'app';
  readonly id: number;
  /** For people only: it can be given away, and `planner[bot]` is not `planner`. */
  readonly login: string;
  /** organisation/team, as membership is now. */
  readonly teams: readonly string[];
}

/** What somebody may do in a repository, as GitHub names its roles. */
export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

/** Is the person one of these, by numeric id or by a team? Ids of users and of apps are two series. */
export function isAmong(principals: readonly Principal[], { kind, id, teams }: Person): boolean {
  return principals.some((principal) => {
    if ('user' in principal) return kind === 'user' && principal.user === id;
    return 'app' in principal
      ? kind === 'app' && principal.app === id
      : teams.includes(principal.team);
  });
}

import { z } from 'zod';
import type { Permission, Person } from '../../model/principal.ts';
import type { Actor } from './actor.ts';
import type { GitHub } from './github.ts';
import { readRest } from './read-rest.ts';

/** Somebody who acted, with what they may do at this moment: a role in the past is none (threat G09). */
export interface Entitled {
  readonly person: Person;
  readonly permission: Permission;
}

export interface People {
  /** Who that is, by numeric id, for as little as it costs. A deleted account is nobody: id 0, which no policy can name. */
  identify(actor: Actor): Promise<Person>;
  /** @returns undefined for a deleted account: nobody can answer for what it did */
  find(actor: Actor): Promise<Entitled | undefined>;
}

/** `role_name` tells more than `permission`, which calls maintain write and triage read (REST, "Get repository permissions for a user"). */
const PermissionAnswer = z.object({
  role_name: z.string(),
  permission: z.string(),
  user: z.object({ id: z.number() }).nullable(),
});
const AppAnswer = z.object({ id: z.number() });

const REMEDY =
  'Name people by user or app id in .handoff/policy.yaml where the token may not read teams, and run it again.';

/** @param teams `organisation/team` of the policy: membership is asked for in these only */
export function githubPeople(github: GitHub, teams: readonly string[]): People {
  const found = new Map<string, Promise<Entitled | undefined>>();
  const people: People = {
    async identify(actor) {
      // The id came with the name; only what an app is, and who is in a team, has to be asked for.
      if (actor?.kind === 'user' && teams.length === 0)
        return { kind: 'user', id: actor.id ?? 0, login: actor.login, teams: [] };
      return (await people.find(actor))?.person ?? GHOST;
    },
    find(actor) {
      if (actor === undefined) return Promise.resolve(undefined);
      const key = `${actor.kind} ${actor.id} ${actor.login}`;
      const known = found.get(key) ?? look(github, actor, teams);
      found.set(key, known);
      return known;
    },
  };
  return people;
}

/** What GitHub shows for a deleted account; nobody's id. */
export const GHOST: Person = { kind: 'user', id: 0, login: 'ghost', teams: [] };

async function look(
  github: GitHub,
  { kind, login, id = 0 }: NonNullable<Actor>,
  teams: readonly string[],
): Promise<Entitled> {
  if (kind === 'bot') {
    const app = await readRest(github, {
      route: 'GET /apps/{app_slug}',
      parameters: { app_slug: login },
      answer: AppAnswer,
      remedy: REMEDY,
    });
    // What an app did, its installation was permitted to. A private app of others has an account and no public id.
    const person = { login: `${login}[bot]`, teams: [] };
    return {
      person:
        app === undefined
          ? { kind: 'user', id, ...person }
          : { kind: 'app', id: app.id, ...person },
      permission: 'write',
    };
  }
  const [answer, memberships] = await Promise.all([
    readRest(github, {
      route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      parameters: { username: login },
      answer: PermissionAnswer,
      remedy: REMEDY,
    }),
    Promise.all(teams.map((team) => isMember(github, team, login))),
  ]);
  // A login that changed hands between the two answers is somebody else (threat G11).
  const same = answer?.user?.id === id;
  return {
    person: { kind: 'user', id, login, teams: teams.filter((_, at) => same && memberships[at]) },
    permission: same ? permissionOf(answer) : 'none',
  };
}

function permissionOf({ role_name, permission }: z.infer<typeof PermissionAnswer>): Permission {
  const named = PERMISSIONS.find((one) => one === role_name);
  // A role that an organisation made up is at least what GitHub calls it.
  return named ?? PERMISSIONS.find((one) => one === permission) ?? 'none';
}

const PERMISSIONS: readonly Permission[] = ['admin', 'maintain', 'write', 'triage', 'read', 'none'];

const Membership = z.object({ state: z.string() });

async function isMember(github: GitHub, team: string, username: string): Promise<boolean> {
  const [org, slug] = team.split('/');
  const answer = await readRest(github, {
    route: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
    parameters: { org, team_slug: slug, username },
    answer: Membership,
    remedy: REMEDY,
  });
  return answer?.state === 'active';
}

import { createVerify, generateKeyPairSync, type KeyPairSyncResult } from 'node:crypto';
import type { Account, App, Permissions } from './accounts.ts';
import { app } from './new-world.ts';
import { Refused, type World } from './world.ts';

/** An app in the repositories of one account. */
export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  /** `owner/name`; undefined = all of the account. */
  repositories: readonly string[] | undefined;
  permissions: Permissions;
  suspended: boolean;
  readonly createdAt: string;
}

export function install(
  world: World,
  slug: string,
  account: Account,
  repositories?: readonly string[],
): Installation {
  const known = app(world, slug);
  const installation: Installation = {
    id: world.nextId(),
    app: known,
    account,
    repositories,
    permissions: known.permissions,
    suspended: false,
    createdAt: world.clock.iso(),
  };
  world.installations.push(installation);
  return installation;
}

const keys = new WeakMap<App, KeyPairSyncResult<string, string>>();

function keysOf(owner: App): KeyPairSyncResult<string, string> {
  const known = keys.get(owner);
  if (known) return known;
  const made = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  keys.set(owner, made);
  return made;
}

/** PEM of the key with which the app signs its JWTs. */
export function privateKeyOf(owner: App): string {
  return keysOf(owner).privateKey;
}

/** «no more than 10 minutes into the future», RS256: docs «Generating a JSON Web Token (JWT) for a GitHub App». */
const MAX_JWT_SECONDS = 600;

/** The app that signed a JWT. @throws Refused 401 with the words that octokit's clients look for. */
export function appOfJwt(world: World, jwt: string): App {
  const [head = '', claims = '', signature = ''] = jwt.split('.');
  const { iss, iat, exp } = readClaims(claims);
  const owner = [...world.apps.values()].find(({ id }) => String(id) === String(iss));
  const undecoded = new Refused(401, 'A JSON web token could not be decoded');
  if (owner === undefined) throw new Refused(401, 'Integration not found');
  const signed = createVerify('RSA-SHA256').update(`${head}.${claims}`);
  if (!signed.verify(keysOf(owner).publicKey, signature, 'base64url')) throw undecoded;
  const now = world.clock.now() / 1000;
  if (typeof iat !== 'number' || iat > now + 60)
    throw new Refused(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued.",
    );
  if (typeof exp !== 'number' || exp <= now || exp > now + MAX_JWT_SECONDS)
    throw new Refused(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires.",
    );
  return owner;
}

function readClaims(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
  } catch {
    throw new Refused(401, 'A JSON web token could not be decoded');
  }
}

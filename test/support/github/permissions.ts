import { type Account, atLeast, type Credential, type Role } from './accounts.ts';
import { fullName, Refused, type Repository } from './world.ts';

export function roleOf(repository: Repository, account: Account): Role {
  if (repository.owner === account) return 'admin';
  return repository.roles.get(account.id) ?? 'none';
}

/** What somebody may do: who is nobody may still read, and speak, where everything is public. */
export function effectiveRole(repository: Repository, account: Account): Role {
  const role = roleOf(repository, account);
  return role === 'none' && !repository.isPrivate ? 'read' : role;
}

/** May the app's token do that here? Everybody's metadata may be read. */
export function permits(
  { permissions = {}, repositories }: Credential,
  repository: Repository,
  permission: string,
  level: 'read' | 'write',
): boolean {
  if (repositories && !repositories.includes(fullName(repository))) return false;
  const given = permission === 'metadata' ? 'read' : permissions[permission];
  return given === 'admin' || given === 'write' || (given === 'read' && level === 'read');
}

export function maySee(repository: Repository, credential: Credential | undefined): boolean {
  if (!repository.isPrivate) return true;
  if (credential === undefined) return false;
  if (credential.app) return permits(credential, repository, 'metadata', 'read');
  return atLeast(roleOf(repository, credential.account), 'read');
}

/** The words are GitHub's own: clients tell a missing permission by them. */
export const NOT_ACCESSIBLE = 'Resource not accessible by integration';

/**
 * @param least the role that a person needs for what an app's token needs `permission` for.
 * @throws Refused 403 (404 where the repository must not be seen).
 */
export function demand(
  credential: Credential | undefined,
  repository: Repository,
  permission: string,
  level: 'read' | 'write',
  least: Role,
): asserts credential is Credential {
  if (!maySee(repository, credential)) throw new Refused(404, 'Not Found');
  if (credential === undefined) throw new Refused(401, 'Requires authentication');
  if (permission === 'checks' && level === 'write' && !credential.app)
    throw new Refused(403, 'You must authenticate via a GitHub App.');
  if (credential.app) {
    if (!permits(credential, repository, permission, level)) throw new Refused(403, NOT_ACCESSIBLE);
  } else if (!atLeast(effectiveRole(repository, credential.account), least))
    throw new Refused(403, 'Must have admin rights to Repository.');
}

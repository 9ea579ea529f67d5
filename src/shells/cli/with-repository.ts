import { openRepository, type Repository } from '../../adapters/git/open-repository.ts';
import type { Session } from './session.ts';
import type { Workspace, WorkspaceOptions } from './workspace.ts';

/** Work on the repository that holds the session's directory; it is closed whatever happens. */
export async function withRepository<T>(
  { cwd, later }: Session,
  work: (repository: Repository) => Promise<T>,
): Promise<T> {
  const repository = await openRepository(cwd);
  later(() => repository.close());
  return work(repository);
}

/** The same with everything that the flows ask for. What was worked out is kept for the next run. */
export async function withWorkspace<T>(
  session: Session,
  work: (workspace: Workspace) => Promise<T>,
  options: Pick<WorkspaceOptions, 'refs'> = {},
): Promise<T> {
  return withRepository(session, (repository) => workIn(session, repository, work, options));
}

/** The same in a repository that is open already. */
export async function workIn<T>(
  session: Session,
  repository: Repository,
  work: (workspace: Workspace) => Promise<T>,
  options: Pick<WorkspaceOptions, 'refs'> = {},
): Promise<T> {
  const { openWorkspace } = await import('./workspace.ts');
  const workspace = await openWorkspace(repository, { base: session.base, ...options });
  const done = await work(workspace);
  session.later(() => workspace.keep());
  return done;
}

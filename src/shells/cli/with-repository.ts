import { openRepository, type Repository } from '../../adapters/git/open-repository.ts';
import type { Session } from './session.ts';

/** Work on the repository that holds the session's directory; it is closed whatever happens. */
export async function withRepository<T>(
  { cwd }: Session,
  work: (repository: Repository) => Promise<T>,
): Promise<T> {
  const repository = await openRepository(cwd);
  try {
    return await work(repository);
  } finally {
    await repository.close();
  }
}

import type { Happening } from './happenings.ts';
import { renderHeadCommit } from './rest/render-git.ts';
import { renderFullRepository } from './rest/render-repository.ts';
import { fullName, type Repository, type World } from './world.ts';

/** «The array includes a maximum of 2048 commits»: webhook `push`. */
const MAX_COMMITS = 2048;
const NONE = /^0+$/;

/** What a `push` webhook says beside repository and sender. */
export function renderPush(world: World, told: Happening): Readonly<Record<string, unknown>> {
  const { repository, ref = '', before = '', after = '', by } = told;
  const created = NONE.test(before);
  const deleted = NONE.test(after);
  const range = deleted
    ? []
    : created
      ? [after, '--not', `refs/heads/${repository.defaultBranch}`]
      : [after, `^${before}`];
  const shas = deleted
    ? []
    : repository.git
        .run('rev-list', '--reverse', `--max-count=${MAX_COMMITS}`, ...range)
        .split('\n');
  const commits = shas
    .filter((sha) => sha !== '')
    .map((sha) => renderPushed(world, repository, sha));
  const lost =
    created || deleted ? '0' : repository.git.read('rev-list', '--count', before, `^${after}`);
  return {
    ref,
    before,
    after,
    created,
    deleted,
    forced: lost !== '0',
    base_ref: null,
    compare: `${world.url}/${fullName(repository)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: deleted ? null : renderPushed(world, repository, after),
    repository: renderFullRepository(world, repository),
    pusher: { name: by.account.login, email: `${by.account.login}@example.com` },
  };
}

function renderPushed(world: World, repository: Repository, sha: string) {
  const options = ['-r', '--root', '--no-commit-id', '--name-status', '--no-renames', '-z', sha];
  const fields = repository.git.read('diff-tree', ...options).split('\0');
  const named = (letter: string) =>
    fields.filter((_, at) => fields[at - 1] === letter && at % 2 === 1);
  return {
    ...renderHeadCommit(world, repository, sha),
    distinct: true,
    url: `${world.url}/${fullName(repository)}/commit/${sha}`,
    added: named('A'),
    removed: named('D'),
    modified: [...named('M'), ...named('T')],
  };
}

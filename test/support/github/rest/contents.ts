import { execFileSync } from 'node:child_process';
import { gitEnvironment } from '../git-store.ts';
import { Refused, type Repository, type World } from '../world.ts';
import { renderRepository, repositoryUrl } from './render-repository.ts';

/** «1,000 files» of a directory; «between 1 and 100 MB» comes raw only: repos/get-content. */
const MAX_ENTRIES = 1000;
const MAX_INLINE_BYTES = 1024 * 1024;

/** Schemas `content-file`, `content-directory`, `content-symlink`, `content-submodule`. */
export function contentOf(
  world: World,
  repository: Repository,
  sha: string,
  path: string,
): unknown {
  const { git } = repository;
  const clean = path.replace(/^\/+|\/+$/g, '');
  const rows = (...target: readonly string[]) =>
    git
      .run('ls-tree', '-z', '--long', sha, '--', ...target)
      .split('\0')
      .filter((row) => row !== '')
      .map((row) => /^(\d+) (\w+) (\w+) +(\d+|-)\t(.*)$/s.exec(row)?.slice(1) ?? []);
  const [self] = clean === '' ? [] : rows(clean);
  if (clean !== '' && self === undefined) throw new Refused(404, 'Not Found');
  if (clean === '' || self?.[1] === 'tree') {
    const inside = clean === '' ? rows() : rows(`${clean}/`);
    return inside.slice(0, MAX_ENTRIES).map((row) => entry(world, repository, sha, row));
  }
  const found = entry(world, repository, sha, self ?? []);
  const bytes = execFileSync('git', ['cat-file', 'blob', self?.[2] ?? ''], {
    cwd: git.dir,
    env: gitEnvironment(),
    maxBuffer: 1 << 28,
  });
  if (found.type === 'symlink') return { ...found, target: bytes.toString() };
  const inline = bytes.length <= MAX_INLINE_BYTES;
  return {
    ...found,
    content: inline ? bytes.toString('base64').replace(/.{60}/g, '$&\n') : '',
    encoding: inline ? 'base64' : 'none',
  };
}

function entry(world: World, repository: Repository, sha: string, row: readonly string[]) {
  const [mode, kind, blob = '', size, path = ''] = row;
  const self = `${repositoryUrl(world, repository)}/contents/${encodeURI(path)}?ref=${sha}`;
  const html = `${renderRepository(world, repository).html_url}/blob/${sha}/${encodeURI(path)}`;
  const git = `${repositoryUrl(world, repository)}/git/blobs/${blob}`;
  const file = mode === '120000' ? 'symlink' : 'file';
  return {
    type: kind === 'tree' ? 'dir' : kind === 'commit' ? 'submodule' : file,
    size: Number(size) || 0,
    name: path.split('/').at(-1) ?? path,
    path,
    sha: blob,
    url: self,
    git_url: git,
    html_url: html,
    download_url: kind === 'blob' ? html.replace('/blob/', '/raw/') : null,
    _links: { self, git, html },
  };
}

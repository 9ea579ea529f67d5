import type { ScopeCover } from './scope-cover.ts';
import { testRoleOf } from './test-role.ts';

/** Folders that hold the parts of a product and are none themselves. */
const CONTAINERS = new Set([
  ...['src', 'source', 'sources', 'lib', 'libs', 'app', 'apps', 'packages', 'pkg', 'modules'],
  ...['internal', 'cmd', 'services', 'crates', 'plugins', 'components'],
]);

/** Prose, pictures and settings: they go with the code that they are about. */
const BESIDE = /\.(?:md|mdx|rst|txt|adoc|png|svg|json|ya?ml|toml|css|scss|lock)$/i;

/**
 * The parts of the product that a scope changes, sorted: the first folder of each source file that is more than a
 * container, '(root)' without one. Tests go with what they test.
 */
export function areasOf({ existing, created }: ScopeCover): readonly string[] {
  const sources = [...existing, ...created].filter(
    (path) => !BESIDE.test(path) && testRoleOf(path) === undefined,
  );
  return [...new Set(sources.map(areaOf))].sort();
}

function areaOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  return folders.find((folder) => !CONTAINERS.has(folder.toLowerCase())) ?? '(root)';
}

import type { RepoPath } from '../model/repo-path.ts';

/**
 * Files that tools write: a conflict in them is settled by running the tool again, by keeping both entries, or by
 * landing one after the other. Over half of all measured conflicts were only these (CONFLICTS.md 7).
 */
export type MechanicalFile = 'lock' | 'changelog' | 'manifest';

/** Written by package managers from a manifest, by file name. Source: each manager's own documentation. */
const LOCKS = new Set([
  ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'],
  ...['bun.lock', 'bun.lockb', 'deno.lock', 'cargo.lock', 'go.sum', 'go.work.sum'],
  ...['gemfile.lock', 'composer.lock', 'poetry.lock', 'uv.lock', 'pdm.lock', 'pixi.lock'],
  ...['pipfile.lock', 'pubspec.lock', 'mix.lock', 'rebar.lock', 'podfile.lock', 'chart.lock'],
  ...['package.resolved', 'cartfile.resolved', 'flake.lock', 'gradle.lockfile'],
  ...['packages.lock.json', 'paket.lock', 'conan.lock', 'module.bazel.lock'],
  ...['.terraform.lock.hcl'],
]);

/** Lists that grow by one entry a change. */
const CHANGELOG =
  /^(?:change-?log|changes|history|news|release[-_]?notes|releases)(?:\.(?:md|markdown|rst|txt|adoc))?$/;

/**
 * Files with one version line of their own; only edits of that line are mechanical. pom.xml is left out: its own version
 * and the version of a dependency are the same line to a reader without its tree.
 */
const MANIFESTS = new Set([
  ...['package.json', 'cargo.toml', 'pyproject.toml', 'composer.json', 'pubspec.yaml'],
  ...['setup.cfg', 'setup.py', 'chart.yaml', 'manifest.json', 'version', 'version.txt'],
  ...['deno.json', 'jsr.json', 'lerna.json', 'plugin.json', '__init__.py', '_version.py'],
]);

export function mechanicalFile(path: RepoPath): MechanicalFile | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (LOCKS.has(name)) return 'lock';
  if (CHANGELOG.test(name)) return 'changelog';
  return MANIFESTS.has(name) ? 'manifest' : undefined;
}

/** One line of a manifest that states a version and nothing else: JSON, TOML, YAML, Python, or the bare number. */
const VERSION_LINE =
  /^\s*(?:["']?_*version_*["']?\s*[:=]\s*)?["']?v?\d+(?:\.\d+)+(?:[-+.]?[0-9A-Za-z.+-]*)["']?\s*,?\s*$/i;

export function isVersionLine(line: string): boolean {
  return line.length <= 120 && VERSION_LINE.test(line);
}

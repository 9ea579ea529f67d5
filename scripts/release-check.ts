/**
 * npm run release-check: what npm run release does first. It fails while the package would not know its own action, or a page shows
 * the commit of another one. docs/how-to/release.md says how a release is made.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseProblems } from './release-problems.ts';

interface Manifest {
  readonly version: string;
  readonly action?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const commit = manifest.action?.split('@')[1] ?? '';
const problems = releaseProblems({
  version: manifest.version,
  action: manifest.action,
  pages: new Map(pages.map((path) => [path, readFileSync(path, 'utf8')])),
  changelog: readFileSync('CHANGELOG.md', 'utf8'),
  tagged: git('rev-parse', '--quiet', '--verify', `refs/tags/v${manifest.version}^{commit}`),
  released: releasedAt(commit),
});
for (const problem of problems) console.error(`release: ${problem}`);
if (problems.length > 0) console.error('release: nothing is published; see docs/how-to/release.md');
process.exitCode = problems.length === 0 ? 0 : 1;

function releasedAt(id: string) {
  if (!/^[0-9a-f]{40}$/.test(id)) return undefined;
  const text = git('show', `${id}:package.json`);
  if (text === undefined) return undefined;
  const { version } = JSON.parse(text) as Manifest;
  return { version, files: git('ls-tree', '-r', '--name-only', id)?.split('\n') ?? [] };
}

/** undefined = git says no. */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trimEnd() : undefined;
}

import { describe, expect, test } from '@jest/globals';
import { isVersionLine, mechanicalFile } from '../../src/analysis/mechanical-files.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';

const files: readonly (readonly [path: string, kind: string | undefined, why: string])[] = [
  ['package-lock.json', 'lock', 'npm'],
  ['web/app/pnpm-lock.yaml', 'lock', 'in a folder'],
  ['Cargo.lock', 'lock', 'upper case in the name'],
  ['go.sum', 'lock', 'no "lock" in the name'],
  ['.terraform.lock.hcl', 'lock', 'a dot file'],
  ['CHANGELOG.md', 'changelog', 'the usual name'],
  ['docs/CHANGES.rst', 'changelog', 'another usual name'],
  ['HISTORY', 'changelog', 'without an ending'],
  ['release-notes.txt', 'changelog', 'two words'],
  ['package.json', 'manifest', 'its version line only'],
  ['src/pkg/__init__.py', 'manifest', 'where Python keeps a version'],
  ['package-lock.json.ts', undefined, 'source code with a lock in its name'],
  ['src/changelog.ts', undefined, 'source code about changelogs'],
  ['locks/a.ts', undefined, 'a folder name says nothing'],
  ['pom.xml', undefined, 'its version and those of dependencies look alike'],
  ['src/history/index.ts', undefined, 'a folder with the name of a changelog'],
];

describe('files that tools write', () => {
  test.each(files)('%s is %s: %s', (path, kind) => {
    expect(mechanicalFile(path as RepoPath)).toBe(kind);
  });
});

const lines: readonly (readonly [line: string, is: boolean, why: string])[] = [
  ['  "version": "1.2.3",', true, 'JSON'],
  ["version = '1.2.3'", true, 'TOML'],
  ['version: 1.2.3+4', true, 'YAML with a build number'],
  ['__version__ = "2.0.0rc1"', true, 'Python'],
  ['VERSION = "v1.2"', true, 'upper case'],
  ['1.2.3-beta.4', true, 'a file that is only a version'],
  ['  "left-pad": "1.2.3",', false, 'a dependency'],
  ['version = "1.2.3" # see notes', false, 'more than a version'],
  ['  "version": "latest",', false, 'no number'],
  ['const version = "1.2.3";', false, 'code'],
  ['', false, 'an empty line'],
  ['7', false, 'a number'],
  [`version = "1.${'1'.repeat(120)}"`, false, 'longer than any version: not looked at'],
];

describe('lines that state a version and nothing else', () => {
  test.each(lines)('%s: %s (%s)', (line, is) => {
    expect(isVersionLine(line)).toBe(is);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly integrity?: string;
        readonly resolved?: string;
        readonly os?: unknown;
        readonly cpu?: unknown;
      }
    >
  >;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const reasons = readFileSync('docs/decisions/0002-dependencies.md', 'utf8');

/** First version without the advisories of THREATS §4, where we have the package. */
const FLOORS: Readonly<Record<string, string>> = {
  minimatch: '10.2.6',
  'brace-expansion': '5.0.9',
  yaml: '2.8.3',
};

function atLeast(version: string, floor: string): boolean {
  const [have, want] = [version, floor].map((text) => text.split('.').map(Number));
  const place = want?.findIndex((part, index) => part !== have?.[index]) ?? -1;
  return place === -1 || (have?.[place] ?? 0) > (want?.[place] ?? 0);
}

describe('dependencies', () => {
  test.each(Object.keys(manifest.dependencies))('%s has its reason in decision 0002', (name) => {
    expect(reasons).toContain(name);
  });

  test('the decision names no package that is not there', () => {
    const rows = reasons
      .split('\n')
      .filter((line) => /^\| [@a-z]/.test(line) && !line.startsWith('| package'));
    const named = rows.flatMap((row) =>
      (row.split('|')[1] ?? '').split(',').map((name) => name.trim()),
    );
    expect(named.filter((name) => manifest.dependencies[name] === undefined)).toEqual([]);
  });

  test('every version is pinned exactly, and the lock file names no host', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual(
      [],
    );
  });

  test('whatever is installed on every machine has its integrity', () => {
    const open = Object.entries(lock.packages).filter(
      ([path, { integrity, os, cpu }]) =>
        path !== '' && integrity === undefined && os === undefined && cpu === undefined,
    );
    expect(open.map(([path]) => path)).toEqual([]);
  });

  test.each(Object.entries(FLOORS))(
    '%s that ships is at least %s (known advisories)',
    (name, floor) => {
      const version = lock.packages[`node_modules/${name}`]?.version;
      if (manifest.dependencies[name] === undefined && version === undefined) return;
      expect(atLeast(version ?? '0', floor)).toBe(true);
    },
  );
});

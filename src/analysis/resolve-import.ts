import type { RepoPath } from '../model/repo-path.ts';
import { languageOf } from './language.ts';

/**
 * The file of the tree that an import names; undefined: none of them, a package of others for example. Follows paths
 * only: what a bundler or an interpreter is configured to do is not read.
 */
export function resolveImport(
  specifier: string,
  importer: string,
  tree: ReadonlyMap<RepoPath, unknown>,
): RepoPath | undefined {
  const candidates = languageOf(importer) === 'python' ? pythonFiles : scriptFiles;
  for (const path of candidates(specifier, importer))
    if (tree.has(path as RepoPath)) return path as RepoPath;
  return undefined;
}

const SCRIPTS = ['ts', 'tsx', 'js', 'jsx', 'mts', 'cts', 'mjs', 'cjs'] as const;

/** What a TypeScript source calls its sibling before it is built (`./pool.js` is pool.ts). */
const BUILT: Readonly<Record<string, readonly string[]>> = {
  js: ['ts', 'tsx'],
  jsx: ['tsx'],
  mjs: ['mts'],
  cjs: ['cts'],
};

/** One after the other, the likely ones first: most imports need no more than two look-ups. */
function* scriptFiles(specifier: string, importer: string): Iterable<string> {
  for (const place of placesOf(specifier, importer)) {
    const [, stem = '', ending = ''] = /^(.*)\.([a-z]+)$/.exec(place) ?? [];
    for (const source of BUILT[ending] ?? []) yield `${stem}.${source}`;
    yield place;
    for (const script of SCRIPTS) yield `${place}.${script}`;
    for (const script of SCRIPTS) yield `${place}/index.${script}`;
  }
}

/** Relative to the importer; `@/x` and `~/x`, which most projects map to their sources, from each folder around it. */
function placesOf(specifier: string, importer: string): readonly string[] {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
    const place = joined(importer.split('/').slice(0, -1), specifier);
    return place === undefined ? [] : [place];
  }
  const [, rest] = /^[@~]\/(.+)$/.exec(specifier) ?? [];
  if (rest === undefined) return [];
  return foldersAround(importer).flatMap((folder) => [
    within(folder, `src/${rest}`),
    within(folder, rest),
  ]);
}

function* pythonFiles(specifier: string, importer: string): Iterable<string> {
  const name = specifier.replace(/^\.+/, '');
  const dots = specifier.length - name.length;
  const rest = name.split('.').join('/');
  const around = foldersAround(importer);
  const roots =
    dots === 0
      ? around.flatMap((folder) => [folder, within(folder, 'src')])
      : around.slice(dots - 1, dots);
  for (const root of roots) {
    const place = rest === '' ? root : within(root, rest);
    for (const ending of ['.py', '/__init__.py', '.pyi']) yield `${place}${ending}`;
  }
}

/** The folder of a path and all around it, innermost first; '' is the root. */
function foldersAround(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1);
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join('/')), ''];
}

function within(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** Undefined when the way leaves the repository. */
function joined(folder: readonly string[], way: string): string | undefined {
  const segments = [...folder];
  for (const step of way.split('/')) {
    if (step === '..' && segments.pop() === undefined) return undefined;
    if (!['..', '.', ''].includes(step)) segments.push(step);
  }
  return segments.join('/');
}

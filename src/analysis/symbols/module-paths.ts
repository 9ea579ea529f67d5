const EXTENSIONS = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'];

/**
 * Where a module may lie that a file names, in the repository: every form that compilers and bundlers accept. Names of
 * packages are guessed, aliases of a configuration are not looked up.
 */
export function modulePaths(from: string, module: string): readonly string[] {
  if (/\.pyi?$/.test(from)) return pythonPaths(from, module);
  if (!module.startsWith('.')) return packagePaths(module);
  const path = joined(directoryOf(from), module);
  if (path === undefined) return [];
  // `./a.js` names a.ts too; `./a.b` may be a.b.ts.
  const stem = path.replace(/\.[cm]?jsx?$/, '');
  return [
    path,
    ...[...new Set([path, stem])].flatMap((one) =>
      EXTENSIONS.map((extension) => `${one}.${extension}`),
    ),
    ...EXTENSIONS.map((extension) => `${path === '' ? '' : `${path}/`}index.${extension}`),
  ];
}

/** Where a workspace mostly keeps the source of a package: `@scope/name/sub` in packages/name, with or without src. */
function packagePaths(module: string): readonly string[] {
  const [, name, rest] = /^(?:@[\w.-]+\/)?([\w.-]+)(\/[\w./-]+)?$/.exec(module) ?? [];
  if (name === undefined) return [];
  return ['packages', 'libs', 'apps'].flatMap((folder) =>
    [`${folder}/${name}/src`, `${folder}/${name}`].flatMap((start) =>
      (rest === undefined ? ['/index'] : [rest, `${rest}/index`]).flatMap((end) =>
        ['ts', 'tsx', 'js'].map((extension) => `${start}${end}.${extension}`),
      ),
    ),
  );
}

/** An absolute module may start at the root, at any folder above the file, or in `src`. */
function pythonPaths(from: string, module: string): readonly string[] {
  const dots = module.length - module.replace(/^\.+/, '').length;
  const rest = module.slice(dots).replaceAll('.', '/');
  const above = foldersAbove(from);
  const starts = dots === 0 ? [...above, 'src'] : above.slice(dots - 1, dots);
  return starts.flatMap((start) => {
    const path = [start, rest].filter((part) => part !== '').join('/');
    return [`${path}.py`, path === '' ? '__init__.py' : `${path}/__init__.py`];
  });
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The nearest first, the root ('') last. */
function foldersAbove(path: string): readonly string[] {
  const folders = [directoryOf(path)];
  for (let last = folders[0]; last !== undefined && last !== ''; last = folders.at(-1))
    folders.push(directoryOf(last));
  return folders;
}

function joined(directory: string, relative: string): string | undefined {
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of relative.split('/')) {
    if (part === '.' || part === '') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

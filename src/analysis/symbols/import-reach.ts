import { modulePaths } from './module-paths.ts';
import type { SymbolTable } from './symbol-table.ts';

/** A table of the base by path; undefined: no such file, or none that was read. */
export type TableAt = (path: string) => SymbolTable | undefined;

/** Chains of files that only pass a name on; longer ones are not followed. */
const DEPTH = 4;

/** Does a name of a module, as a file names it, come from the target: itself, or through files that pass it on? */
export function comesFrom(
  from: string,
  { module, name }: { readonly module: string; readonly name: string },
  target: string,
  tableAt: TableAt,
  depth = DEPTH,
): boolean {
  const paths = modulePaths(from, module);
  if (paths.includes(target) || isAliasOf(module, target)) return true;
  if (depth === 0) return false;
  return paths.some((path) =>
    tableAt(path)?.reexports.some(
      (one) =>
        (one.as === '*' || (one.as === name && one.name === name)) &&
        comesFrom(path, { module: one.module, name }, target, tableAt, depth - 1),
    ),
  );
}

/** `@/a/b`, `~/a/b`, `src/a/b`: what a bundler's configuration mostly makes of them, a path that ends like the module. */
function isAliasOf(module: string, target: string): boolean {
  const [, rest] = /^(?:[@~#]\/|src\/)([\w./-]+)$/.exec(module) ?? [];
  if (rest === undefined) return false;
  const stem = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
  return `/${stem(target)}`.endsWith(`/${stem(rest)}`);
}

import type { RepoPath } from '../model/repo-path.ts';
import type { Scope } from '../model/scope.ts';
import { type FileFunctions, symbolCovers } from './file-functions.ts';
import { type JudgedPath, pathsWith } from './path-standing.ts';
import { compileScope } from './scope-match.ts';

/**
 * What an output changes, as sets of units: `file:<path>` and `function:<path>#<unit>`. Sets, so that the outputs and
 * attempts of one task add up without counting anything twice (threat A09); the record keeps them in this form.
 */
export interface DriftUnits {
  /** Units that the scope does not authorise, sorted. Protected, shared and foreign paths have no budget and are none. */
  readonly outside: readonly string[];
  /** All units, those outside included; changes without work are left out unless they are outside (threat A08). */
  readonly changed: readonly string[];
}

export interface Share {
  readonly outside: number;
  /** The smaller of authorised and changed units (threat A08), at least 1. */
  readonly of: number;
  readonly share: number;
}

export interface AuthorisedUnits {
  readonly files: number;
  readonly functions: number;
}

const WHOLE_FILE = '(whole file)';

export function driftUnits(
  judged: readonly JudgedPath[],
  functions: readonly FileFunctions[],
  noise: ReadonlySet<RepoPath>,
): DriftUnits {
  const unitsOf = new Map(functions.map((file) => [file.path, file]));
  const outside = new Set<string>();
  const work = new Set<string>();
  for (const { path } of pathsWith(judged, 'outside')) {
    outside.add(fileUnit(path));
    for (const unit of touched(unitsOf.get(path))) outside.add(functionUnit(path, unit));
  }
  for (const { path, standing } of pathsWith(judged, 'inside')) {
    const file = unitsOf.get(path);
    if (standing.by === 'symbols') {
      for (const unit of unitsOutside(file, standing.symbols))
        outside.add(functionUnit(path, unit));
    }
    const units = worked(file);
    if (noise.has(path) || units.length === 0) continue;
    work.add(fileUnit(path));
    for (const unit of units) work.add(functionUnit(path, unit));
  }
  return { outside: [...outside].sort(), changed: [...new Set([...outside, ...work])].sort() };
}

/** Changed units of a file that permission for these symbols does not cover. A comment counts: it can be a directive. */
export function unitsOutside(
  file: FileFunctions | undefined,
  symbols: readonly string[],
): readonly string[] {
  if (file?.state !== 'parsed') return [WHOLE_FILE];
  return [...file.changed, ...file.cosmetic].filter(
    (unit) => !symbols.some((symbol) => symbolCovers(symbol, unit)),
  );
}

/**
 * How many units a scope authorises at the base. A file that a glob may create does not count: its number is the
 * executor's choice. Of a file that did not change only its existence is known: one unit.
 */
export function authorisedUnits(
  { files, create, symbols }: Scope,
  basePaths: Iterable<RepoPath>,
  functions: readonly FileFunctions[],
): AuthorisedUnits {
  const patterns = [...files, ...create].map((pattern) => ({
    pattern,
    matcher: compileScope([pattern]),
  }));
  const empty = new Set(patterns.map(({ pattern }) => pattern));
  const paths = new Set<string>(Object.keys(symbols));
  for (const path of basePaths) {
    for (const { pattern, matcher } of patterns) {
      if (!matcher.matches(path)) continue;
      paths.add(path);
      empty.delete(pattern);
    }
  }
  const unitsOf = new Map<string, FileFunctions>(functions.map((file) => [file.path, file]));
  const opened = new Map(Object.entries(symbols));
  const counts = [...paths, ...empty].map((path) => {
    const file = unitsOf.get(path);
    const total = file?.state === 'parsed' ? file.total : 1;
    return Math.max(1, opened.get(path)?.length ?? total);
  });
  return { files: counts.length, functions: counts.reduce((sum, count) => sum + count, 0) };
}

/** Shares of files and of functions, over this output and the earlier ones of its task. */
export function driftShares(
  now: DriftUnits,
  earlier: DriftUnits,
  authorised: AuthorisedUnits,
): { readonly files: Share; readonly functions: Share } {
  const outside = new Set([...earlier.outside, ...now.outside]);
  const changed = new Set([...outside, ...earlier.changed, ...now.changed]);
  return {
    files: shareOf('file:', outside, changed, authorised.files),
    functions: shareOf('function:', outside, changed, authorised.functions),
  };
}

function shareOf(
  prefix: 'file:' | 'function:',
  outside: ReadonlySet<string>,
  changed: ReadonlySet<string>,
  authorised: number,
): Share {
  const count = (units: ReadonlySet<string>) =>
    [...units].filter((unit) => unit.startsWith(prefix)).length;
  const of = Math.max(1, Math.min(authorised, count(changed)));
  return { outside: count(outside), of, share: count(outside) / of };
}

/** Every unit whose text differs; without units to tell apart the whole file is one (threat D16). */
function touched(file: FileFunctions | undefined): readonly string[] {
  const units = unitsOutside(file, []);
  return units.length > 0 ? units : [WHOLE_FILE];
}

/** Units whose code differs. */
function worked(file: FileFunctions | undefined): readonly string[] {
  return file?.state === 'parsed' ? file.changed : [WHOLE_FILE];
}

function fileUnit(path: RepoPath): string {
  return `file:${path}`;
}

function functionUnit(path: RepoPath, unit: string): string {
  return `function:${path}#${unit}`;
}

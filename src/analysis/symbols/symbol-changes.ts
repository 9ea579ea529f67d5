import type { RepoPath } from '../../model/repo-path.ts';
import type { Arity, SymbolTable } from './symbol-table.ts';

/** A file of one output, before (the base tip) and after. NO_SYMBOLS where it is not there. */
export interface ChangedSymbols {
  readonly path: RepoPath;
  readonly before: SymbolTable;
  readonly after: SymbolTable;
}

export interface OutputFile extends ChangedSymbols {
  readonly output: string;
}

/** What an output does to a name that others may use. */
export interface NameChange {
  readonly output: string;
  readonly path: RepoPath;
  readonly kind: 'removed' | 'arity' | 'member';
  /**
   * Who is hit: files that import it from there, the file itself, or whoever says the name. The last holds only if nothing
   * in the output's tree has the name any more.
   */
  readonly seen: 'outside' | 'inside' | 'anywhere';
  readonly name: string;
  /** Of arity: is a call with so many arguments right after it, or was wrong before? */
  readonly fits: ((given: number) => boolean) | undefined;
}

/** Members that every object may have, and names too short to mean one thing. */
const COMMON =
  /^(?:.{1,2}|get|set|has|add|delete|clear|keys|values|entries|toString|toJSON|then|catch|push|pop|map|filter|run|close|open|name|size|length|constructor|__\w+__)$/;

export function changesOf({ output, path, before, after }: OutputFile): readonly NameChange[] {
  const change = (
    kind: NameChange['kind'],
    seen: NameChange['seen'],
    names: readonly string[],
  ): readonly NameChange[] =>
    names.map((name) => ({ output, path, kind, seen, name, fits: undefined }));
  const tightened = (seen: NameChange['seen'], of: 'exports' | 'definitions') =>
    narrowed(before[of], after[of]).map(
      ([name, fits]) => ({ output, path, kind: 'arity', seen, name, fits }) as const,
    );
  const undefinedNow = noLongerKnown(before, after);
  const defined = undefinedNow.filter((name) => before.definitions.has(name));
  return [
    ...change('removed', 'outside', noLongerOffered(path, before, after)),
    ...change('removed', 'inside', undefinedNow),
    ...change('removed', 'anywhere', defined.filter(isOwnWord)),
    ...change(
      'member',
      'anywhere',
      [...before.members.keys()].filter((name) => isOwnWord(name) && !after.members.has(name)),
    ),
    ...tightened('outside', 'exports'),
    ...tightened('inside', 'definitions'),
  ];
}

/** A word by which a search through a tree finds this one thing. */
function isOwnWord(name: string): boolean {
  return /^\w+$/.test(name) && !COMMON.test(name);
}

function noLongerOffered(path: string, before: SymbolTable, after: SymbolTable): readonly string[] {
  if (mayOfferMore(before, after)) return [];
  const offered = (table: SymbolTable) => table.reexports.map(({ as }) => as);
  const now = new Set([...after.exports.keys(), ...offered(after)]);
  // Whatever a Python file imports can be imported from it; only a package's front means it.
  const isFront = !/\.pyi?$/.test(path) || /(?:^|\/)__init__\.pyi?$/.test(path);
  return [...new Set([...before.exports.keys(), ...(isFront ? offered(before) : [])])].filter(
    (name) => name !== '*' && !now.has(name),
  );
}

/** Does the file pass on a whole module, or offer what nobody can read in more places than before? */
function mayOfferMore(before: SymbolTable, after: SymbolTable): boolean {
  const wholes = (table: SymbolTable) => table.reexports.filter(({ as }) => as === '*');
  const unclear = (table: SymbolTable) =>
    wholes(table).filter(({ module }) => module === '').length;
  return wholes(after).some(({ module }) => module !== '') || unclear(after) > unclear(before);
}

/** Names that the file defined or imported, and a use of which would now find nothing. */
function noLongerKnown(before: SymbolTable, after: SymbolTable): readonly string[] {
  const known = (name: string) =>
    after.bound.has(name) ||
    after.definitions.has(name) ||
    after.imports.some(({ local }) => local === name);
  const locals = before.imports.map(({ local }) => local).filter((local) => local !== '');
  return [...new Set([...before.definitions.keys(), ...locals])].filter((name) => !known(name));
}

/** Functions that no longer take a number of arguments that they took. */
function narrowed(
  before: SymbolTable['exports'],
  after: SymbolTable['exports'],
): readonly (readonly [string, (given: number) => boolean])[] {
  return [...before].flatMap(([name, old]) => {
    const now = after.get(name);
    if (now === undefined || now === 'unknown' || old === 'unknown') return [];
    if (now.least <= old.least && old.most <= now.most) return [];
    return [[name, (given: number) => within(now, given) || !within(old, given)] as const];
  });
}

function within({ least, most }: Arity, given: number): boolean {
  return least <= given && given <= most;
}

import type { SyntaxNode } from '../syntax-node.ts';

/** How many arguments a function takes; `most` is Infinity with a rest parameter. */
export interface Arity {
  readonly least: number;
  readonly most: number;
}

/** A name that a file takes from a module: `name` is '*' for the module itself. Imports of types only are left out. */
export interface Import {
  readonly module: string;
  readonly name: string;
  /** '' where it is used at once and gets no name. */
  readonly local: string;
}

/**
 * What one text defines, offers and uses (CONFLICTS.md "Semantic level"). `unknown` arity: not a function, or one with
 * overloads; a class has that of its constructor.
 */
export interface SymbolTable {
  /** Names of values at the top level. */
  readonly definitions: ReadonlyMap<string, Arity | 'unknown'>;
  /** Values that other files may import, by the name that they use. */
  readonly exports: ReadonlyMap<string, Arity | 'unknown'>;
  /** `as` is '*' for all of a module, or when nobody can say what the file offers. */
  readonly reexports: readonly {
    readonly module: string;
    readonly name: string;
    readonly as: string;
  }[];
  readonly imports: readonly Import[];
  /** Occurrences of a name as a value; `a.b` too where a is a plain name. */
  readonly uses: ReadonlyMap<string, number>;
  /** Occurrences as a declared name: variable, parameter, function, class, at any depth. */
  readonly bound: ReadonlyMap<string, number>;
  /** Numbers of arguments, by the called name (`f` or `a.f`); calls with spread arguments are left out. */
  readonly calls: ReadonlyMap<string, readonly number[]>;
  /** Members that get a value or a type here: of classes, objects, interfaces; assigned attributes. */
  readonly members: ReadonlyMap<string, number>;
  /** Members that are used of anything. */
  readonly memberUses: ReadonlyMap<string, number>;
  /** What the grammar does not know of the text. Two tables can be compared when it is the same in both. */
  readonly unread: string;
}

/** A table as it is filled in. */
export interface OpenTable extends SymbolTable {
  readonly definitions: Map<string, Arity | 'unknown'>;
  readonly exports: Map<string, Arity | 'unknown'>;
  readonly reexports: SymbolTable['reexports'][number][];
  readonly imports: Import[];
  readonly uses: Map<string, number>;
  readonly bound: Map<string, number>;
  readonly calls: Map<string, number[]>;
  readonly members: Map<string, number>;
  readonly memberUses: Map<string, number>;
}

export function openTable(): OpenTable {
  return {
    definitions: new Map(),
    exports: new Map(),
    reexports: [],
    imports: [],
    uses: new Map(),
    bound: new Map(),
    calls: new Map(),
    members: new Map(),
    memberUses: new Map(),
    unread: '',
  };
}

/** A file that is not there. */
export const NO_SYMBOLS: SymbolTable = openTable();

export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Defined twice (overloads, branches of a condition): nobody can say which arity counts. */
export function define(
  definitions: Map<string, Arity | 'unknown'>,
  name: string,
  arity: Arity | 'unknown',
): void {
  definitions.set(name, definitions.has(name) ? 'unknown' : arity);
}

/** Every node below this one; a visitor that answers 'skip' is not shown what lies below. */
export function visit(node: SyntaxNode, visitor: (node: SyntaxNode) => 'skip' | 'enter'): void {
  for (const child of node.children) if (visitor(child) === 'enter') visit(child, visitor);
}

import type { RepoPath } from '../../model/repo-path.ts';
import { modulePaths } from './module-paths.ts';
import { type Arity, NO_SYMBOLS, type SymbolTable } from './symbol-table.ts';

/** A file of one output, before (the base tip) and after. NO_SYMBOLS where it is not there. */
export interface ChangedSymbols {
  readonly path: RepoPath;
  readonly before: SymbolTable;
  readonly after: SymbolTable;
}

/** One output's changed files of a judged language. */
export interface OutputSymbols {
  readonly output: string;
  readonly files: readonly ChangedSymbols[];
}

/**
 * One output breaks what another one newly uses, though both merge (threat B07):
 * - `removed`: a name that a file offered or defined is gone, and the other adds a use or import of it
 * - `arity`: the other adds a call that fitted the old parameters and does not fit the new ones
 * - `member`: a member that classes of the file defined is gone, and the other adds a use of it
 */
export interface SymbolBreak {
  readonly changer: string;
  readonly user: string;
  readonly kind: 'removed' | 'arity' | 'member';
  readonly name: string;
  /** Where it was defined, and where it is used. */
  readonly defined: RepoPath;
  readonly used: RepoPath;
}

interface Change {
  readonly output: string;
  readonly path: RepoPath;
  readonly kind: SymbolBreak['kind'];
  /** Seen by other files (an export), or by the file itself. */
  readonly seen: 'outside' | 'inside';
  readonly name: string;
  fits(given: number): boolean;
}

/** A table of the base by path; undefined: no such file, or none of a judged language. */
export type TableAt = (path: string) => SymbolTable | undefined;

const NEVER = () => false;
/** Members that every object may have, and names too short to mean one thing. */
const COMMON =
  /^(?:.{1,2}|get|set|has|add|delete|clear|keys|values|entries|toString|toJSON|then|catch|push|pop|map|filter|run|close|open|name|size|length|constructor|__\w+__)$/;

/** In order of the outputs that change, then of those that use. @param outputs as many as are pending. */
export function symbolBreaks(
  outputs: readonly OutputSymbols[],
  tableAt: TableAt,
): readonly SymbolBreak[] {
  const byName = new Map<string, Change[]>();
  const made = new Set<string>();
  for (const { output, files } of outputs) {
    for (const change of changesOf(output, files)) {
      byName.set(change.name, [...(byName.get(change.name) ?? []), change]);
      made.add(keyOf(output, change));
    }
  }
  const found = new Map<string, SymbolBreak>();
  for (const { output: user, files } of outputs) {
    for (const file of files) {
      for (const { name, breaks } of addedIn(file, tableAt)) {
        for (const change of byName.get(name) ?? []) {
          // Who makes the same change, or both, is no stranger to it.
          if (change.output === user || made.has(keyOf(user, change)) || !breaks(change)) continue;
          const { output: changer, kind, path: defined } = change;
          const one = { changer, user, kind, name, defined, used: file.path };
          found.set([changer, user, kind, name, defined, file.path].join('\0'), one);
        }
      }
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function keyOf(output: string, { path, name, seen }: Change): string {
  return [output, path, name, seen].join('\0');
}

function changesOf(output: string, files: readonly ChangedSymbols[]): readonly Change[] {
  return files.flatMap(({ path, before, after }) => {
    const change = (
      kind: Change['kind'],
      seen: Change['seen'],
      name: string,
      fits = NEVER as Change['fits'],
    ) => ({ output, path, kind, seen, name, fits }) as const;
    const everything = after.reexports.some(({ as }) => as === '*');
    const offered = new Set([...after.exports.keys(), ...after.reexports.map(({ as }) => as)]);
    const gone = [...before.exports.keys()].filter((name) => !everything && !offered.has(name));
    const known = (name: string) =>
      after.bound.has(name) ||
      after.definitions.has(name) ||
      after.imports.some(({ local }) => local === name);
    const undefinedNow = [...before.definitions.keys()].filter((name) => !known(name));
    const members = [...before.members.keys()].filter(
      (name) => !COMMON.test(name) && !files.some((file) => file.after.members.has(name)),
    );
    return [
      ...gone.map((name) => change('removed', 'outside', name)),
      ...undefinedNow.map((name) => change('removed', 'inside', name)),
      ...members.map((name) => change('member', 'inside', name)),
      ...tightened(before.exports, after.exports).map(([name, fits]) =>
        change('arity', 'outside', name, fits),
      ),
      ...tightened(before.definitions, after.definitions).map(([name, fits]) =>
        change('arity', 'inside', name, fits),
      ),
    ];
  });
}

/** Functions that no longer take a number of arguments that they took. */
function tightened(
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

/** Something that a file newly refers to, and whether a change of that name breaks it. */
interface Added {
  readonly name: string;
  breaks(change: Change): boolean;
}

function addedIn({ path, before, after }: ChangedSymbols, tableAt: TableAt): readonly Added[] {
  const more = (counts: 'uses' | 'bound' | 'memberUses' | 'members', name: string): boolean =>
    (after[counts].get(name) ?? 0) > (before[counts].get(name) ?? 0);
  const calls = (name: string): readonly number[] =>
    newCalls(before.calls.get(name), after.calls.get(name));
  const broken = (change: Change, local: string): boolean =>
    change.kind === 'arity'
      ? calls(local).some((given) => !change.fits(given))
      : change.kind === 'removed';
  const leadsTo = (module: string, name: string, change: Change): boolean =>
    change.seen === 'outside' && reaches(path, module, name, change.path, tableAt, DEPTH);

  const taken = after.imports.flatMap(({ module, name, local }): readonly Added[] => {
    const fresh = !before.imports.some((old) => old.module === module && old.name === name);
    if (name !== '*') {
      // The name may be declared anew in here: then the use is of that one.
      const used = more('uses', local) && !more('bound', local);
      return fresh || used
        ? [{ name, breaks: (change) => leadsTo(module, name, change) && broken(change, local) }]
        : [];
    }
    return [...after.uses.keys()]
      .filter((use) => use.startsWith(`${local}.`) && more('uses', use))
      .map((use) => {
        const member = use.slice(local.length + 1);
        return {
          name: member,
          breaks: (change) => leadsTo(module, member, change) && broken(change, use),
        };
      });
  });
  const passedOn = after.reexports
    .filter(
      ({ module, name }) =>
        name !== '*' && !before.reexports.some((old) => old.module === module && old.name === name),
    )
    .map(
      ({ module, name }): Added => ({
        name,
        breaks: (change) => change.kind === 'removed' && leadsTo(module, name, change),
      }),
    );
  const own = [...after.uses.keys()]
    .filter((name) => more('uses', name) && !more('bound', name))
    .map(
      (name): Added => ({
        name,
        breaks: (change) =>
          change.seen === 'inside' &&
          change.kind !== 'member' &&
          change.path === path &&
          broken(change, name),
      }),
    );
  const members = [...after.memberUses.keys()]
    .filter((name) => more('memberUses', name) && !more('members', name))
    .map(
      (name): Added => ({
        name,
        breaks: (change) =>
          change.kind === 'member' &&
          (change.path === path ||
            after.imports.some(({ module }) => modulePaths(path, module).includes(change.path))),
      }),
    );
  return [...taken, ...passedOn, ...own, ...members];
}

function newCalls(
  before: readonly number[] = [],
  after: readonly number[] = [],
): readonly number[] {
  const left = [...before];
  return after.filter((given) => {
    const place = left.indexOf(given);
    if (place !== -1) left.splice(place, 1);
    return place === -1;
  });
}

/** Chains of files that only pass a name on; longer ones are not followed. */
const DEPTH = 4;

function reaches(
  from: string,
  module: string,
  name: string,
  target: string,
  tableAt: TableAt,
  depth: number,
): boolean {
  const paths = modulePaths(from, module);
  if (paths.includes(target)) return true;
  if (depth === 0) return false;
  return paths.some((path) =>
    (tableAt(path) ?? NO_SYMBOLS).reexports.some(
      (one) =>
        (one.as === '*' || (one.as === name && one.name === name)) &&
        reaches(path, one.module, name, target, tableAt, depth - 1),
    ),
  );
}

/** Files of the base that may only pass a name on: those that a newly used import names, of a name that somebody changes. */
export function passedThrough(outputs: readonly OutputSymbols[]): readonly string[] {
  const changed = new Set(
    outputs.flatMap(({ output, files }) => changesOf(output, files).map(({ name }) => name)),
  );
  return [
    ...new Set(
      outputs.flatMap(({ files }) =>
        files.flatMap(({ path, after }) =>
          after.imports
            .filter(({ name, local }) =>
              name === '*'
                ? [...after.uses.keys()].some(
                    (use) =>
                      use.startsWith(`${local}.`) && changed.has(use.slice(local.length + 1)),
                  )
                : changed.has(name),
            )
            .flatMap(({ module }) => modulePaths(path, module)),
        ),
      ),
    ),
  ];
}

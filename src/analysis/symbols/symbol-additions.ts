import { comesFrom, type TableAt } from './import-reach.ts';
import type { ChangedSymbols, NameChange } from './symbol-changes.ts';

/** Something that a file newly refers to, and whether a change of that name breaks it. */
export interface Added {
  readonly name: string;
  breaks(change: NameChange): boolean;
}

/** What a file newly imports, passes on, calls or uses. */
export function addedIn(file: ChangedSymbols, tableAt: TableAt): readonly Added[] {
  return [
    ...importedNames(file, tableAt),
    ...passedOn(file, tableAt),
    ...plainNames(file),
    ...usedMembers(file),
  ];
}

type Counts = 'uses' | 'bound' | 'memberUses' | 'members';

function rises({ before, after }: ChangedSymbols, counts: Counts, name: string): boolean {
  return (after[counts].get(name) ?? 0) > (before[counts].get(name) ?? 0);
}

/** Is the name, as it is called here, newly used in a way that the change breaks? `fresh`: it is imported anew. */
function broken(file: ChangedSymbols, change: NameChange, local: string, fresh = false): boolean {
  // The name may be declared anew in here: then the use is of that one.
  if (!fresh && rises(file, 'bound', local)) return false;
  if (change.kind === 'removed') return fresh || rises(file, 'uses', local);
  const { fits } = change;
  const calls = newCalls(file.before.calls.get(local), file.after.calls.get(local));
  return fits !== undefined && calls.some((given) => !fits(given));
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

function importedNames(file: ChangedSymbols, tableAt: TableAt): readonly Added[] {
  const { path, before, after } = file;
  return after.imports.flatMap(({ module, name, local }): readonly Added[] => {
    const added = (taken: string, use: string, fresh: boolean): Added => ({
      name: taken,
      breaks: (change) =>
        change.seen === 'outside' &&
        broken(file, change, use, fresh) &&
        comesFrom(path, { module, name: taken }, change.path, tableAt),
    });
    if (name === '*')
      return [...after.uses.keys()]
        .filter((use) => use.startsWith(`${local}.`))
        .map((use) => added(use.slice(local.length + 1), use, false));
    const known = before.imports.some((old) => old.module === module && old.name === name);
    return [added(name, local, !known)];
  });
}

function passedOn({ path, before, after }: ChangedSymbols, tableAt: TableAt): readonly Added[] {
  return after.reexports
    .filter(
      ({ module, name }) =>
        name !== '*' && !before.reexports.some((old) => old.module === module && old.name === name),
    )
    .map(({ module, name }) => ({
      name,
      breaks: (change) =>
        change.seen === 'outside' &&
        change.kind === 'removed' &&
        comesFrom(path, { module, name }, change.path, tableAt),
    }));
}

/** Names without an import: of this file, or of everywhere. */
function plainNames(file: ChangedSymbols): readonly Added[] {
  const { path, after } = file;
  const isOwn = (name: string) =>
    after.bound.has(name) || after.imports.some(({ local }) => local === name);
  return [...after.uses.keys()].map((name) => ({
    name,
    breaks: (change) =>
      broken(file, change, name) &&
      (change.path === path
        ? change.seen === 'inside'
        : change.seen === 'anywhere' && !isOwn(name)),
  }));
}

function usedMembers(file: ChangedSymbols): readonly Added[] {
  return [...file.after.memberUses.keys()]
    .filter((name) => rises(file, 'memberUses', name) && !rises(file, 'members', name))
    .map((name) => ({ name, breaks: ({ kind }) => kind === 'member' }));
}

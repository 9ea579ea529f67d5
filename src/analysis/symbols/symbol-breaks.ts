import type { RepoPath } from '../../model/repo-path.ts';
import { languageGroup } from './file-symbols.ts';
import type { TableAt } from './import-reach.ts';
import { addedIn } from './symbol-additions.ts';
import type { NameChange, OutputFile } from './symbol-changes.ts';
import type { SymbolTable } from './symbol-table.ts';

/**
 * One output breaks what another one newly uses, though both merge (threat B07):
 * - `removed`: a name that a file offered, defined or imported is gone, and the other adds a use or import of it
 * - `arity`: the other adds a call that fitted the old parameters and does not fit the new ones
 * - `member`: a member that the file gave a value or a type is gone, and the other adds a use of it
 */
export interface SymbolBreak {
  readonly changer: string;
  readonly user: string;
  readonly kind: NameChange['kind'];
  readonly name: string;
  /** Where it was defined, and where it is used. */
  readonly defined: RepoPath;
  readonly used: RepoPath;
}

/** A break; `anywhere`: only if the changer's whole tree has nothing of that name any more. */
export interface SuspectedBreak extends SymbolBreak {
  readonly seen: NameChange['seen'];
}

/** @param users changed files that may use what is changed. In order of the outputs that change, then of those that use. */
export function symbolBreaks(
  changes: readonly NameChange[],
  users: readonly OutputFile[],
  tableAt: TableAt,
): readonly SuspectedBreak[] {
  const byName = new Map<string, NameChange[]>();
  for (const change of changes)
    byName.set(change.name, [...(byName.get(change.name) ?? []), change]);
  const made = new Set(changes.map((change) => keyOf(change.output, change)));
  const defined = new Set(users.flatMap(definedAnew));
  const found = new Map<string, SuspectedBreak>();
  for (const file of users) {
    const user = file.output;
    for (const { name, breaks } of addedIn(file, tableAt)) {
      for (const change of byName.get(name) ?? []) {
        const { output: changer, kind, path, seen } = change;
        // Who made this change, or the same one, is no stranger to it.
        if (made.has(keyOf(user, change)) || !breaks(change)) continue;
        if (languageGroup(path) !== languageGroup(file.path)) continue;
        if (seen === 'anywhere' && defined.has(`${user}\0${name}`)) continue;
        const key = [changer, user, kind, name, path, file.path].join('\0');
        // What the syntax shows needs no search.
        if (seen !== 'anywhere' || !found.has(key))
          found.set(key, { changer, user, kind, name, defined: path, used: file.path, seen });
      }
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function keyOf(output: string, { path, name, seen }: NameChange): string {
  return [output, path, name, seen].join('\0');
}

/** Names that the output itself gives a meaning to in this file. */
function definedAnew({ output, before, after }: OutputFile): readonly string[] {
  const times = ({ members, definitions }: SymbolTable, name: string) =>
    (members.get(name) ?? 0) + (definitions.has(name) ? 1 : 0);
  return [...after.members.keys(), ...after.definitions.keys()]
    .filter((name) => times(after, name) > times(before, name))
    .map((name) => `${output}\0${name}`);
}

import { classOfWhole } from './conflict-class.ts';
import { type Interaction, meet } from './path-meeting.ts';
import {
  directoriesOf,
  type IndexedOutput,
  type PendingIndex,
  type Place,
} from './pending-index.ts';

/** Two outputs that could conflict. Pairs that could not are never listed. */
export interface PairInteraction {
  /** Names of outputs; `first` sorts before `second`. */
  readonly first: string;
  readonly second: string;
  /** Non-empty: a real merge of this pair decides (CONFLICTS.md 3). */
  readonly candidates: readonly Interaction[];
  /** Certain without git, which compares names byte for byte: macOS or Windows cannot hold both files (threat D13). */
  readonly clashes: readonly Interaction[];
}

/**
 * Every pair that could conflict. What is not listed cannot: git's merge of two changes to one base interacts only
 * 1. on a path that both change (both sides of a rename are such paths here),
 * 2. where one removes a whole directory, perhaps by renaming it, and the other adds below it,
 * 3. where one adds a file and the other adds below a directory of that name.
 */
export function everyPair(index: PendingIndex): readonly PairInteraction[] {
  return index.outputs.flatMap((_, output) => interactionsOf(index, output, output + 1));
}

/** The same for one output against all others; an output that is not pending interacts with nobody. */
export function pairsOf(index: PendingIndex, output: string): readonly PairInteraction[] {
  const number = index.numberOf.get(output);
  return number === undefined ? [] : interactionsOf(index, number, 0);
}

/** Interactions of one output with those numbered `from` and up. */
function interactionsOf(index: PendingIndex, self: number, from: number): PairInteraction[] {
  const { name, touches, added, removed } = index.outputs[self] as IndexedOutput;
  const found = new Map<number, Interaction[]>();
  const note = (other: number, interaction: Interaction): void => {
    const list = found.get(other);
    if (list === undefined) found.set(other, [interaction]);
    else list.push(interaction);
  };
  const others = <T extends { readonly output: number }>(list: readonly T[] = []) =>
    list.filter(({ output }) => output >= from && output !== self);

  for (const touch of touches) {
    for (const other of others(index.byPath.get(touch.changed.path))) {
      const { candidate } = self < other.output ? meet(touch, other) : meet(other, touch);
      if (candidate !== undefined) note(other.output, candidate);
    }
  }
  for (const place of added) {
    for (const same of others(index.addedAs.get(place.folded))) {
      if (same.path !== place.path) note(same.output, named('case-clash', place, same));
    }
    for (const below of others(index.addedUnder.get(place.folded))) {
      note(
        below.output,
        named(isBelow(below, place) ? 'file/directory' : 'case-clash', place, below),
      );
    }
    for (const directory of directoriesOf(place.folded)) {
      for (const above of others(index.addedAs.get(directory))) {
        note(
          above.output,
          named(isBelow(place, above) ? 'file/directory' : 'case-clash', place, above),
        );
      }
      for (const gone of others(index.removedAs.get(directory))) {
        if (isBelow(place, gone)) note(gone.output, named('directory-rename', place, gone));
      }
    }
  }
  for (const gone of removed) {
    for (const below of others(index.addedUnder.get(gone.folded))) {
      if (isBelow(below, gone)) note(below.output, named('directory-rename', gone, below));
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([other, all]) => {
      const names = [name, (index.outputs[other] as IndexedOutput).name] as const;
      const [first, second] = self < other ? names : [names[1], names[0]];
      const clashes = all.filter(({ kind }) => kind === 'case-clash');
      return {
        first,
        second,
        clashes,
        candidates: all.filter(({ kind }) => kind !== 'case-clash'),
      };
    });
}

function isBelow(place: Place, directory: Place): boolean {
  return place.path.startsWith(`${directory.path}/`);
}

function named(
  kind: 'case-clash' | 'file/directory' | 'directory-rename',
  a: Place,
  b: Place,
): Interaction {
  const [first, second] = a.output < b.output ? [a.path, b.path] : [b.path, a.path];
  return { kind, class: classOfWhole(kind, first), first, second, lines: [] };
}

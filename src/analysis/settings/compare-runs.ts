import type { RepoPath } from '../../model/repo-path.ts';
import { excerpt, type Weakening, type WeakeningKind } from '../test-weakening.ts';
import type { TestRun } from './test-commands.ts';
import type { CommandTrait } from './test-flags.ts';

/** A command that runs tests, and where it stands. */
export interface PlacedRun extends TestRun {
  readonly path: RepoPath;
  readonly key: string;
}

/**
 * Commands of all changed settings together, so that one that moves to another file is not gone. A command that is new
 * beside the old ones weakens nothing, whatever its flags.
 */
export function compareRuns(
  base: readonly PlacedRun[],
  head: readonly PlacedRun[],
): readonly Weakening[] {
  const left = [...head];
  const pairs: (readonly [PlacedRun, PlacedRun])[] = [];
  const take = (runs: readonly PlacedRun[], same: (was: PlacedRun, is: PlacedRun) => boolean) =>
    runs.filter((was) => {
      const at = left.findIndex((is) => same(was, is));
      const [is] = at === -1 ? [] : left.splice(at, 1);
      if (is !== undefined) pairs.push([was, is]);
      return is === undefined;
    });
  const altered = take(take(base, sameLine), sameCommand);
  const gone = take(take(take(altered, samePlace), sameFile), () => true);
  return [
    ...pairs.flatMap(([was, is]) => newTraits(was, is)),
    ...gone.map(({ path, key, command }) => weakening(path, 'run-removed', key, command, '')),
  ];
}

const sameCommand = (was: PlacedRun, is: PlacedRun): boolean => was.command === is.command;
const samePlace = (was: PlacedRun, is: PlacedRun): boolean =>
  was.path === is.path && was.key === is.key;
const sameFile = (was: PlacedRun, is: PlacedRun): boolean => was.path === is.path;
const sameLine = (was: PlacedRun, is: PlacedRun): boolean =>
  sameCommand(was, is) && samePlace(was, is);

function newTraits(was: PlacedRun, { path, key, traits }: PlacedRun): readonly Weakening[] {
  return traits.flatMap((trait) => {
    const known = was.traits.find(({ text }) => text === trait.text);
    if (!isWeaker(trait, known)) return [];
    const words = ({ text, amount }: CommandTrait): string => `${text} ${amount ?? ''}`.trim();
    return [
      weakening(path, trait.kind, key, known === undefined ? '' : words(known), words(trait)),
    ];
  });
}

function isWeaker({ kind, text, amount }: CommandTrait, known: CommandTrait | undefined): boolean {
  if (amount === undefined) return known === undefined;
  if (kind === 'threshold-lowered') return known?.amount !== undefined && amount < known.amount;
  // A first timeout may be shorter than the runner's own; a first retry is one more than none.
  const before = known?.amount ?? (/ret?r|rerun/.test(text) ? 0 : amount);
  return amount > before;
}

function weakening(
  path: RepoPath,
  kind: WeakeningKind,
  key: string,
  was: string,
  now: string,
): Weakening {
  return {
    kind,
    path,
    line: undefined,
    subject: excerpt(key || 'command'),
    was: excerpt(was),
    now: excerpt(now),
  };
}

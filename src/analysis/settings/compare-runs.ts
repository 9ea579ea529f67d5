import type { RepoPath } from '../../model/repo-path.ts';
import { groupBy } from '../group-by.ts';
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
  const pairs: (readonly [PlacedRun, PlacedRun])[] = [];
  let left = base;
  let free = head;
  for (const identity of IDENTITIES) {
    const byKey = groupBy(free.toReversed(), identity);
    left = left.filter((was) => {
      const is = byKey.get(identity(was))?.pop();
      if (is !== undefined) pairs.push([was, is]);
      return is === undefined;
    });
    const taken = new Set(pairs.map(([, is]) => is));
    free = free.filter((run) => !taken.has(run));
  }
  return [
    ...pairs.flatMap(([was, is]) => newTraits(was, is)),
    ...left.map(({ path, key, command }) => weakening(path, 'run-removed', key, command, '')),
  ];
}

/** What makes two commands the same one, strongest first; at last any command that is left takes the place of another. */
const IDENTITIES: readonly ((run: PlacedRun) => string)[] = [
  ({ path, key, command }) => [path, key, command].join('\0'),
  ({ command }) => command,
  ({ path, key }) => [path, key].join('\0'),
  ({ path }) => path,
  () => '',
];

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

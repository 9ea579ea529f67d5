import { changedLines, type Lines, openedAround, opensList } from './changed-lines.ts';
import { declarations, type LineName, wordsOf } from './line-names.ts';

/**
 * What a change of one file's text may do to names, found without parsing: an output can only break another one if a name
 * that it drops is one that the other adds.
 */
export interface ChangedNames {
  /** Names whose declaration, import or export is on a line that went, or on one whose brackets hold a changed line. */
  readonly dropped: ReadonlySet<string>;
  /** The same of members, which matter only if their output says their name nowhere any more. */
  readonly members: ReadonlySet<string>;
  /** Every word of the lines that came, and of those whose brackets hold a changed line. */
  readonly added: ReadonlySet<string>;
}

/**
 * More than the syntax trees will say, and seldom less: a declaration that is commented out by a line above it and one
 * below it is missed.
 * @param before '' for a new file. @param after '' for one that is removed.
 */
export function changedNames(before: string, after: string): ChangedNames {
  const changed = changedLines(before, after);
  const { gone, come } = changed;
  const around = [...openedAround(changed.old, gone), ...openedAround(changed.now, come)];
  const left = textsAt(changed.old, gone).flatMap(declarations);
  const kept = new Set(
    left.length === 0 ? [] : textsAt(changed.now, come).flatMap(declarations).map(keyOf),
  );
  const lost = [...left.filter((one) => !kept.has(keyOf(one))), ...around.flatMap(declarations)];
  const namesOf = (kind: LineName['kind']) =>
    new Set(lost.filter((one) => one.kind === kind).map(({ name }) => name));
  const [dropped, members] = [namesOf('own'), namesOf('member')];
  if (around.some(opensList))
    for (const word of textsAt(changed.old, gone).flatMap(wordsOf)) dropped.add(word);
  // A class takes what its constructor takes.
  if (lost.some(({ name }) => name === 'constructor' || name === '__init__'))
    for (const [, name] of before.matchAll(/\bclass\s+([\w$]+)/g)) dropped.add(`${name}`);
  const added = new Set([...textsAt(changed.now, come), ...around].flatMap(wordsOf));
  return {
    dropped: withDefault(dropped, before),
    members,
    added: withAliases(added, after),
  };
}

function keyOf({ name, header }: LineName): string {
  return `${name} ${header}`;
}

function textsAt(lines: Lines, places: readonly number[]): readonly string[] {
  return places.map((at) => `${lines[at]}`);
}

/** Whoever changes a declaration may change what the file is by default. */
function withDefault(dropped: Set<string>, before: string): ReadonlySet<string> {
  return dropped.size > 0 && DEFAULT.test(before) ? dropped.add('default') : dropped;
}
const DEFAULT = /\bexport\s+default\b|\bas\s+default\b|\bexports\s*=(?!\s*\{)/;

/** A use of what was imported under another name is a use of the name that it had there. */
function withAliases(added: Set<string>, after: string): ReadonlySet<string> {
  if (added.size === 0) return added;
  for (const [, name, local] of after.includes(' as ') ? after.matchAll(ALIAS) : [])
    if (added.has(`${local}`)) added.add(`${name}`);
  for (const [, list] of after.matchAll(TAKEN))
    for (const [, name, local] of `${list}`.matchAll(RENAMED))
      if (added.has(`${local}`)) added.add(`${name}`);
  for (const [, local] of after.matchAll(WHOLE)) if (added.has(`${local}`)) added.add('default');
  return added;
}
const ALIAS = /(?<![\w$])([\w$]+) as ([\w$]+)/g;
const TAKEN = /\b(?:const|let|var)\s*\{([^{}]*)\}\s*=\s*(?:await\s+)?(?:require|import)\b/g;
const RENAMED = /([\w$]+)\s*:\s*([\w$]+)/g;
const WHOLE =
  /\b(?:import|const|let|var)\s+([\w$]+)\s*(?:,|from\b|=\s*(?:await\s+)?(?:require|import)\b)/g;

export type Lines = readonly string[];

/** Two texts in lines, and which lines of each the other does not have, or has less often; indexes from 0, ascending. */
export interface ChangedLines {
  readonly old: Lines;
  readonly now: Lines;
  readonly gone: readonly number[];
  readonly come: readonly number[];
}

/** A line that only moved is no change: its words are as many as before. */
export function changedLines(before: string, after: string): ChangedLines {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let same = 0;
  const most = Math.min(old.length, now.length) - start;
  while (same < most && old[old.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  const window = { old: [start, old.length - same], now: [start, now.length - same] } as const;
  return {
    old,
    now,
    gone: surplus(old, window.old, now.slice(...window.now)),
    come: surplus(now, window.now, old.slice(...window.old)),
  };
}

function linesOf(text: string): Lines {
  return text === '' ? [] : text.split('\n');
}

function surplus(
  lines: Lines,
  [start, end]: readonly [number, number],
  others: Lines,
): readonly number[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  const places: number[] = [];
  for (let at = start; at < end; at += 1) {
    const line = `${lines[at]}`;
    const times = left.get(line) ?? 0;
    if (times === 0) places.push(at);
    else left.set(line, times - 1);
  }
  return places;
}

/** A list of parameters or exports that is longer is read by its changed lines only. */
const REACH = 60;

/**
 * Lines above that open a bracket which is still open at one of these lines: the head of a function whose parameters stand
 * one a line, the start of a call, the `export {` of a list. Brackets in strings and comments count too: this is a hint.
 */
export function openedAround(lines: Lines, places: readonly number[]): readonly string[] {
  const found = new Set<number>();
  for (const [index, at] of places.entries()) {
    // What opens inside a run of changed lines is in the run.
    if (index > 0 && places[index - 1] === at - 1) continue;
    const closed = { round: 0, curly: 0 };
    for (let line = at - 1; line >= Math.max(0, at - REACH); line -= 1) {
      const opened = openedIn(`${lines[line]}`, closed);
      if (opened.round || (opened.curly && LIST.test(`${lines[line]}`))) found.add(line);
    }
  }
  return [...found].map((line) => `${lines[line]}`);
}
const LIST = /\b(?:import|export|exports|enum|interface)\b/;

/** From its end to its start: does a line open what is not closed in it or below? */
function openedIn(line: string, closed: { round: number; curly: number }) {
  const opened = { round: false, curly: false };
  if (!BRACKETS.test(line)) return opened;
  for (let at = line.length - 1; at >= 0; at -= 1) {
    const kind = KINDS.get(line[at] as string);
    if (kind === undefined) continue;
    if (line[at] === ')' || line[at] === '}') closed[kind] += 1;
    else if (closed[kind] > 0) closed[kind] -= 1;
    else opened[kind] = true;
  }
  return opened;
}
const BRACKETS = /[(){}]/;
const KINDS = new Map([
  ['(', 'round'],
  [')', 'round'],
  ['{', 'curly'],
  ['}', 'curly'],
] as const) as ReadonlyMap<string, 'round' | 'curly'>;

export type Lines = readonly string[];

/** Two texts in lines, and which lines of each the other does not have, or has less often; indexes from 0, ascending. Lines without a word do not count. */
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
  const [oldEnd, nowEnd] = [old.length - same, now.length - same];
  // How much more often each line is there before than after.
  const more = new Map<string, number>();
  const add = (lines: Lines, end: number, times: number) => {
    for (let at = start; at < end; at += 1) {
      const line = lines[at] as string;
      if (WORD.test(line)) more.set(line, (more.get(line) ?? 0) + times);
    }
  };
  add(old, oldEnd, 1);
  add(now, nowEnd, -1);
  return {
    old,
    now,
    gone: taken(old, start, oldEnd, more, 1),
    come: taken(now, start, nowEnd, more, -1),
  };
}
const WORD = /[\w\u0080-\uffff]/;

function linesOf(text: string): Lines {
  return text === '' ? [] : text.split('\n');
}

/** Places of the lines that are there too often; as many of each as are too many, from the end. */
function taken(
  lines: Lines,
  start: number,
  end: number,
  more: Map<string, number>,
  sign: 1 | -1,
): readonly number[] {
  const places: number[] = [];
  for (let at = end - 1; at >= start; at -= 1) {
    const left = more.get(lines[at] as string) ?? 0;
    if (left * sign <= 0) continue;
    places.push(at);
    more.set(lines[at] as string, left - sign);
  }
  return places.reverse();
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
      if (opened.round || (opened.curly && opensList(`${lines[line]}`))) found.add(line);
    }
  }
  return [...found].map((line) => `${lines[line]}`);
}

/** A list of names that come from elsewhere or go there, one a line. */
export function opensList(line: string): boolean {
  return (
    /(?:\b(?:import|export|const|let|var)\b(?:\s+type)?|\bexports\s*=)\s*\{[^}]*$/.test(line) ||
    /\bimport\s*\([^)]*$/.test(line)
  );
}

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

import type { RecordLine } from '../model/record-line.ts';

/**
 * A line of the record in at most so many bytes: itself, or with as little left out as it takes. What makes a gate milder
 * goes last: first the refs, which only statistics read, then units inside the scope, which only thin drift out, then
 * units outside, then findings beyond the first ones.
 * @returns undefined when even that is too long
 */
export function lineWithin(
  line: RecordLine,
  bytes: number,
  bytesOf: (line: RecordLine) => number,
): RecordLine | undefined {
  for (const shorter of everShorter(line)) if (bytesOf(shorter) <= bytes) return shorter;
  return undefined;
}

function* everShorter(line: RecordLine): Generator<RecordLine> {
  yield line;
  const { refs: _, ...bare } = line;
  yield bare;
  const { outside, changed } = bare.drift ?? { outside: [], changed: [] };
  let least: RecordLine = bare;
  for (const count of halves(changed.length)) {
    least = withUnits(bare, outside, changed.slice(0, count));
    yield least;
  }
  for (const count of halves(outside.length)) {
    least = withUnits(bare, outside.slice(0, count), []);
    yield least;
  }
  for (const count of halves(line.findings.length).filter((few) => few > 0))
    yield { ...least, findings: line.findings.slice(0, count) };
}

/** What is outside was changed, whatever else was. */
function withUnits(
  line: RecordLine,
  outside: readonly string[],
  others: readonly string[],
): RecordLine {
  return {
    ...line,
    drift: { outside: [...outside], changed: [...new Set([...outside, ...others])] },
  };
}

/** 100: 50, 25, 12, 6, 3, 1, 0. */
function halves(count: number): readonly number[] {
  return count === 0 ? [] : [count >> 1, ...halves(count >> 1)];
}

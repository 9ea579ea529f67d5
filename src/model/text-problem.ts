/** Why a hostile text was not read. The union is closed: a reader of it can switch over every case. */
export type TextProblemCode =
  | 'too-large'
  | 'too-many-nodes'
  | 'too-many-keys'
  | 'too-deep'
  | 'duplicate-key'
  | 'forbidden-key'
  | 'merge-key'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'directive'
  | 'several-documents'
  | 'syntax'
  | 'not-a-map'
  | 'bad-character'
  | 'bad-number';

export interface TextProblem {
  readonly code: TextProblemCode;
  /** What was found and what is allowed, in one sentence. */
  readonly message: string;
  /** Both 1-based; a column counts UTF-16 units, as editors and GitHub do. */
  readonly line: number;
  readonly column: number;
}

/** A problem before its offset (UTF-16 units from the start of the text) became a line and a column. */
export interface FoundProblem {
  readonly code: TextProblemCode;
  readonly message: string;
  readonly offset: number;
}

/** @returns a function from an offset of `text` to its line; binary search, so that many problems cost no more than one. */
export function lineFinder(
  text: string,
): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (Number(starts[middle]) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - Number(starts[low]) + 1 };
  };
}

import type { Problem } from './schema-problems.ts';

/** Everything that is wrong with one field of a document. */
export interface FieldProblem {
  /** Empty for the document itself. */
  readonly field: string;
  /** Each problem once, joined by "; ". */
  readonly message: string;
  readonly line: number | undefined;
}

/** One entry a field, sorted by field: what its author repairs in one go is one finding, with one stable id. */
export function problemsByField(problems: readonly Problem[]): readonly FieldProblem[] {
  const fields = [...new Set(problems.map(({ field }) => field))].sort();
  return fields.map((field) => {
    const here = problems.filter((problem) => problem.field === field);
    const lines = here.flatMap(({ line }) => (line === undefined ? [] : [line]));
    return {
      field,
      message: [...new Set(here.map(({ message }) => message))].sort().join('; '),
      line: lines.length === 0 ? undefined : Math.min(...lines),
    };
  });
}

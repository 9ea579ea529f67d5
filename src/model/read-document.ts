import type { z } from 'zod';
import type { TextLimits } from './raw-tree.ts';
import { type Checked, checkSchema } from './schema-problems.ts';
import { readStructured, type StructuredFormat } from './structured-text.ts';

/** How a text is written, and where it stood. */
export interface DocumentSource {
  readonly format: StructuredFormat;
  /** Line of the whole text (an issue, a pull request) on which this one begins; 1 when it is a file of its own. */
  readonly firstLine?: number;
}

/** Text to model: bounds, syntax, then schema. Every problem has its line. */
export function readDocument<T>(
  schema: z.ZodType<T>,
  text: string,
  source: DocumentSource & {
    readonly limits: TextLimits;
    /** Last change to the value before it is checked. */
    readonly prepare?: (value: unknown) => unknown;
  },
): Checked<T> {
  const { firstLine = 1, prepare = (value) => value } = source;
  const structured = readStructured(text, source);
  if (structured.ok) {
    return checkSchema(
      schema,
      prepare(structured.value),
      (path) => structured.lineOf(path) + firstLine - 1,
    );
  }
  const problems = structured.problems.map(({ message, line, column }) => ({
    field: '',
    message,
    line: line + firstLine - 1,
    // Of a text inside another one the indent is not known.
    ...(source.firstLine === undefined && { column }),
  }));
  return { ok: false, problems };
}

import { z } from 'zod';

/** One statement of a list in plain text, with the id that its author gave it (`AC1: …`). */
export interface Statement {
  readonly id?: string;
  readonly text: string;
}

export const STATEMENTS = 32;
export const STATEMENT_LENGTH = 1_000;

const BULLET = /^(?:[-*+]|\d{1,3}[.)])\s+/;
const ID = /^((?:AC|C|R)\d{1,3})\s*[:.—–-]\s+/;

/** The seed's list in one string: `Connection pool initialized; retries on failure; 3 integration tests pass`. */
export const StatementWords = z
  .string()
  .min(1)
  .transform((words) => readStatements(words))
  .refine(
    (statements) =>
      statements.length > 0 &&
      statements.length <= STATEMENTS &&
      statements.every((statement) => statement.text.length <= STATEMENT_LENGTH),
    `must hold 1 to ${STATEMENTS} statements of at most ${STATEMENT_LENGTH} characters, separated by ";"`,
  );

/** A list in one string, or over lines with bullets, as an issue form has it. Blank statements are left out. */
export function readStatements(words: string, separator = /[;\n]/): readonly Statement[] {
  return words
    .split(separator)
    .map((part) => part.trim().replace(BULLET, '').trim())
    .filter((part) => part !== '')
    .map((part) => {
      const id = ID.exec(part);
      return id?.[1] === undefined ? { text: part } : { id: id[1], text: part.slice(id[0].length) };
    });
}

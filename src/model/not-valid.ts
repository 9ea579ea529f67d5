import { GateError } from './gate-error.ts';
import type { Problem } from './schema-problems.ts';

/** So many problems are told in one line; `validate` lists them all. */
const TOLD = 3;

/** `line 2, column 7: Not valid YAML: …`, for a sentence that names the document. */
export function placed({ line, column, message }: Problem): string {
  if (line === undefined) return message;
  return `line ${line}${column === undefined ? '' : `, column ${column}`}: ${message}`;
}

/**
 * A plan, policy or spec that a command stands on and that cannot be read: configuration, whoever reads it, so that every
 * command exits with the same code (STYLE 19).
 * @param verdict `.handoff/plan.yaml is not valid`
 */
export function notValid(verdict: string, problems: readonly Problem[], remedy: string): GateError {
  const told = problems.slice(0, TOLD).map(placed).join('; ');
  const more = problems.length - TOLD;
  const rest = more > 0 ? `; and ${more} more` : '';
  return new GateError('config', `${verdict}: ${told}${rest}`, { remedy });
}

import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { checkSchema } from '../../model/schema-problems.ts';

/**
 * A stored document. `undefined` = there is no such file.
 * @throws GateError 'access' when it is there and is not what was written: doubt, never absence.
 */
export async function readJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw broken(path, error);
  });
  if (text === undefined) return undefined;
  const checked = checkSchema(schema, parsed(path, text));
  if (checked.ok) return checked.value;
  throw broken(path, new Error(checked.problems.map((problem) => problem.message).join('; ')));
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken(path, error);
  }
}

function broken(path: string, cause: unknown): GateError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new GateError('access', `${path} cannot be read: ${why}`, {
    remedy: `Delete ${path} and record it again.`,
    cause,
  });
}

import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';

/** One thing that is wrong with a document, in words for its author. */
export interface Problem {
  /** Where in the document: `completed-steps[2].ref`; empty for the document itself. */
  readonly field: string;
  /** What was wrong, what was found, what is allowed, and the nearest name. */
  readonly message: string;
  readonly line?: number;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A value against a schema; every problem at once, in the order of the document's fields. */
export function checkSchema<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, value, schema));
  return { ok: false, problems };
}

/** The allowed name that is at most a third of its letters away, as ` (did you mean commit?)`, else nothing. */
export function didYouMean(found: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return '';
  const nearest = closest(found, [...allowed]);
  return distance(found, nearest) <= Math.max(1, Math.floor(nearest.length / 3))
    ? ` (did you mean ${nearest}?)`
    : '';
}

/** Characters that hide or move what stands beside them: bidi, zero-width, tags, line separators (threat D18). */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text of others as JSON, shortened and made visible: never more than 60 characters, unseen ones escaped. */
export function quote(value: unknown): string {
  const text = (JSON.stringify(value) ?? 'nothing').replace(
    UNSEEN,
    (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`,
  );
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join('')}…`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at === null || typeof at !== 'object' ? undefined : Reflect.get(at, key)),
    value,
  );
}

function problemsOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  schema: z.ZodType,
): readonly Problem[] {
  const field = fieldName(issue.path);
  const found = valueAt(value, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const allowed = keysAt(schema, issue.path);
    return issue.keys.map((key) => ({
      field: fieldName([...issue.path, key]),
      message: `Unknown field ${quote(key)}${didYouMean(key, allowed)}; allowed: ${allowed.join(', ')}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.reduce(
      (best, errors) => (depth(errors) > depth(best) ? errors : best),
      issue.errors[0] ?? [],
    );
    return nearest.flatMap((inner) =>
      problemsOf(
        { ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue,
        value,
        schema,
      ),
    );
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    return [
      {
        field,
        message: `${field} is ${quote(found)}; allowed: ${allowed.join(', ')}${didYouMean(String(found), allowed)}`,
      },
    ];
  }
  if (found === undefined) return [{ field, message: `${field} is missing` }];
  return [{ field, message: `${field} is ${quote(found)}: ${issue.message}` }];
}

/** How deep a union branch got before it failed: the branch that its author meant. */
function depth(errors: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...errors.map(
      (error) =>
        error.path.length * 2 + (error.code === 'invalid_type' && error.path.length === 0 ? -1 : 1),
    ),
  );
}

interface Shaped {
  readonly _zod?: { readonly def?: Record<string, unknown> };
}

/** Field names that a schema allows at a path, through optional, default and union wrappers. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  const def = (schema as Shaped)._zod?.def ?? {};
  if (def['type'] === 'union')
    return [...new Set((def['options'] as unknown[]).flatMap((option) => keysAt(option, path)))];
  const inner = def['innerType'] ?? def['out'];
  if (inner !== undefined) return keysAt(inner, path);
  const [head, ...rest] = path;
  if (def['type'] === 'array' && head !== undefined) return keysAt(def['element'], rest);
  if (def['type'] === 'record' && head !== undefined) return keysAt(def['valueType'], rest);
  if (def['type'] !== 'object') return [];
  const shape = def['shape'] as Record<string, unknown>;
  return head === undefined ? Object.keys(shape) : keysAt(shape[String(head)], rest);
}

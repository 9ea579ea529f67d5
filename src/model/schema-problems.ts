import type { z } from 'zod';
import { shapesAt } from './schema-shapes.ts';
import { didYouMean, oneOf, quote } from './wording.ts';

/** One thing that is wrong with a document, in words for its author. */
export interface Problem {
  /** Where in the document: `completed-steps[2].ref`; empty for the document itself. */
  readonly field: string;
  /** What was wrong, what was found, what is allowed, and the nearest name. */
  readonly message: string;
  /** 1-based line of the text that the document was read from. */
  readonly line?: number;
  /** 1-based, in UTF-16 units: of a syntax problem, where a line does not say enough. */
  readonly column?: number;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;
type TypeIssue = z.core.$ZodIssueInvalidType;
type UnionIssue = z.core.$ZodIssueInvalidUnion;
type BoundIssue = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;
type Shapes = readonly (readonly string[])[];

/**
 * A value against a schema; every problem at once, in the order of the schema's fields.
 * @param lineOf where a path of the value stands in its text
 */
export function checkSchema<T>(
  schema: z.ZodType<T>,
  value: unknown,
  lineOf?: (path: Path) => number,
): Checked<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues
    .flatMap((issue) => wordsOf(issue, value, schema))
    .map(({ path, message }) => ({
      field: fieldName(path),
      message,
      ...(lineOf && { line: lineOf(path) }),
    }));
  return { ok: false, problems };
}

interface Words {
  readonly path: Path;
  readonly message: string;
}

function sayAt(path: Path): (message: string) => readonly Words[] {
  return (message) => [{ path, message: `${fieldName(path) || 'The document'} ${message}` }];
}

function wordsOf(issue: Issue, value: unknown, schema: z.ZodType): readonly Words[] {
  const { path } = issue;
  const found = valueAt(value, path);
  const say = sayAt(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownFields(path, issue.keys, formOf(found, issue.keys, shapesAt(schema, path)));
    case 'invalid_union':
      return unionWords(issue, value, schema);
    case 'invalid_key':
      return say(`is no key here; it ${issue.issues.map(({ message }) => message).join('; it ')}`);
    case 'invalid_value': {
      if (found === undefined) return say('is missing');
      const allowed = issue.values.map(String);
      return say(
        `is ${quote(found)}; allowed: ${allowed.join(', ')}${didYouMean(String(found), allowed)}`,
      );
    }
    case 'too_small':
    case 'too_big':
      return say(`${measured(found)}; allowed: ${bound(issue)}`);
    case 'invalid_type':
      return say(
        found === undefined ? 'is missing' : `is ${quote(found)}; allowed: ${typeWord(issue)}`,
      );
    default:
      return say(`is ${quote(found)}; it ${issue.message}`);
  }
}

/** No form of a union fits: the problems of the form that the author meant, told by the type and the names that are there. */
function unionWords(issue: UnionIssue, value: unknown, schema: z.ZodType): readonly Words[] {
  const { path } = issue;
  const found = valueAt(value, path);
  const say = sayAt(path);
  if (found === undefined) return say('is missing');
  const forms = issue.errors.filter((errors) => !errors.some(refusesType));
  if (forms.length === 0) {
    const types = issue.errors.flatMap((errors) => errors.filter(refusesType).map(typeWord));
    return say(`is ${quote(found)}; allowed: ${oneOf([...new Set(types)])}`);
  }
  const keys = keysOf(found);
  const byLikeness = forms
    .map((errors) => ({ errors, known: keys.length - errors.flatMap(unrecognized).length }))
    .sort((a, b) => b.known - a.known || a.errors.length - b.errors.length);
  if (isMap(found) && forms.length > 1 && byLikeness.every(({ known }) => known === 0)) {
    const allowed = [...new Set(shapesAt(schema, path).flat())];
    return keys.length === 0
      ? say(`is empty; allowed: ${allowed.join(', ')}`)
      : unknownFields(path, keys, allowed);
  }
  return byLikeness
    .slice(0, 1)
    .flatMap(({ errors }) => errors)
    .flatMap((inner) => wordsOf({ ...inner, path: [...path, ...inner.path] }, value, schema));
}

function refusesType(issue: Issue): issue is TypeIssue {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function unrecognized(issue: Issue): readonly string[] {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [];
}

function unknownFields(
  path: Path,
  keys: readonly string[],
  allowed: readonly string[],
): readonly Words[] {
  return keys.map((key) => ({
    path: [...path, key],
    message: `Unknown field ${quote(key)}${didYouMean(key, allowed)}; allowed: ${allowed.join(', ')}`,
  }));
}

/** The names of the forms that may have been judged: those in which exactly these keys are unknown. */
function formOf(found: unknown, unknown: readonly string[], forms: Shapes): readonly string[] {
  const judged = forms.filter((form) =>
    keysOf(found).every((key) => form.includes(key) !== unknown.includes(key)),
  );
  return [...new Set(judged.flat())];
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function typeWord(issue: TypeIssue): string {
  return TYPE_WORDS[issue.expected] ?? issue.expected;
}

function measured(found: unknown): string {
  if (Array.isArray(found)) return `holds ${found.length} entries`;
  if (typeof found === 'string' && found.length > 60) return `is ${found.length} characters long`;
  return `is ${quote(found)}`;
}

const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  string: [' character', ' characters'],
  array: [' entry', ' entries'],
};

function bound(issue: BoundIssue): string {
  const [words, count] =
    issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  const [one, many] = UNITS[issue.origin] ?? ['', ''];
  return `${words} ${count}${count === 1 ? one : many}`;
}

function fieldName(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      const name = String(key);
      if (!/^[\w-]{1,60}$/.test(name)) return `[${quote(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

function keysOf(value: unknown): readonly string[] {
  return isMap(value) ? Object.keys(value) : [];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((at, key) => (isMap(at) ? Reflect.get(at, key) : undefined), value);
}

/** Lists count as maps of their indices. */
function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

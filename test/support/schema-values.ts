import fc from 'fast-check';
import type { z } from 'zod';
import { type JsonSchema, writtenAs } from '../../src/model/json-schema.ts';
import { refPaths } from './artifact-refs.ts';

/** What a printer or a parser may take for its own: marks of Markdown, YAML and JSON, and letters beyond ASCII. */
const HOSTILE = [
  ...['```', '\n```\n', '````', '~~~', '<!-- handoff:end -->', '\n<!-- handoff:begin -->\n', '-->'],
  ...['</details>', '# x', ' #c', ': ', '- ', '? ', '|', '>', '|\n  x', '&a', '*a', '!t', '%YAML'],
  ...['---', '\n---\n', '...', '{', '[', ']', '"', "'", '\\', '\\n', ',', '@', '`', '<<', '=', '~'],
  ...['null', 'true', 'no', '1234567', '0012345', '123e456', '1e1', '0x1f', '.inf', '2026-12-31'],
  ...[
    '\n',
    '\t',
    '  ',
    '\u00a0',
    '\u2028',
    '\u200b',
    '\u202e',
    '\ufeff',
    'é',
    'e\u0301',
    '日本',
    '👩‍💻',
  ],
  ...['__proto__', 'constructor', 'a', 'Session expiry: 24 hours', 'src/auth/oauth.ts', ';'],
] as const;

const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** Values that a schema reads, as it reads them: drawn from its own JSON Schema, hostile wherever a text is free. */
export function valuesOf<T>(schema: z.ZodType<T>): fc.Arbitrary<T> {
  return documentsOf(schema)
    .map((document) => schema.safeParse(document))
    .filter((read) => read.success)
    .map((read) => schema.parse(read.data));
}

/** Documents in the shape of a schema; most of them fit it, those that break a rule beyond the shape do not. */
export function documentsOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  return arbitrary(writtenAs(schema));
}

function arbitrary(json: JsonSchema): fc.Arbitrary<unknown> {
  if (json.anyOf !== undefined) return oneForm(json.anyOf);
  if (json.const !== undefined) return fc.constant(json.const);
  if (json.enum !== undefined) return fc.constantFrom(...json.enum);
  if (json.type === 'string') return text(json);
  if (json.type === 'integer')
    return fc.integer({ min: json.minimum ?? 0, max: Math.min(json.maximum ?? 1e6, 2 ** 31) });
  if (json.type === 'number')
    return fc.double({ min: json.minimum ?? 0, max: json.maximum ?? 1, noNaN: true });
  if (json.type === 'array') return list(json);
  return map(json);
}

/** The first form more often than the others; a number now and then as its digits, as YAML has it. */
function oneForm(forms: readonly JsonSchema[]): fc.Arbitrary<unknown> {
  const [first = {}, ...others] = forms;
  if (first.type === 'integer' || first.type === 'number') {
    const number = arbitrary(first);
    return fc.oneof(number, number.map(String));
  }
  const weighted = [first, first, first, ...others].map(arbitrary);
  return fc.oneof(...weighted);
}

function text({ pattern, minLength = 0, maxLength = 200 }: JsonSchema): fc.Arbitrary<string> {
  const made = pattern === undefined ? hostileText : matching(pattern);
  return made.filter((value) => value.length >= minLength && value.length <= maxLength);
}

/** fast-check makes no text for a pattern that looks ahead; the only such pattern of ours is that of a path. */
function matching(pattern: string): fc.Arbitrary<string> {
  return pattern.includes('(?!') ? refPaths : fc.stringMatching(new RegExp(pattern));
}

function list({ items = {}, minItems = 0, maxItems = 3 }: JsonSchema): fc.Arbitrary<unknown> {
  const bounds = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) };
  const item = arbitrary(items);
  if (items.properties?.['id'] === undefined) return fc.array(item, bounds);
  return fc.uniqueArray(item as fc.Arbitrary<{ id: string }>, {
    ...bounds,
    selector: ({ id }) => id,
  });
}

function map(json: JsonSchema): fc.Arbitrary<unknown> {
  const { properties, required = [], propertyNames, additionalProperties } = json;
  if (properties !== undefined) {
    const members = Object.entries(properties).map(
      ([key, member]) => [key, arbitrary(member)] as const,
    );
    return fc.record(Object.fromEntries(members), { requiredKeys: [...required] });
  }
  const key = text(propertyNames ?? {}).filter((name) => !UNREADABLE.has(name));
  return fc.dictionary(key, arbitrary(additionalProperties || {}), { maxKeys: 3 });
}

/** Keys that our reader refuses in every map (threat E03), so no document that was read holds them. */
const UNREADABLE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '<<']);

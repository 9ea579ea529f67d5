import { HandoffContract } from './handoff-contract.ts';
import { type JsonSchema, writtenAs } from './json-schema.ts';
import { readDocument } from './read-document.ts';
import type { Checked } from './schema-problems.ts';
import { BLOCK_LIMITS } from './structured-text.ts';

/**
 * The strict twin of the contract's schema, for `codex exec --output-schema`: every field is compulsory, one that may be
 * left out may be null instead, and of several forms only the structured ones stay. Strict mode demands every key in
 * `required` and `additionalProperties: false` in every map, and has refused bounds and patterns
 * (github.com/Agent-Field/agentfield/pull/818, github.com/dcellison/kai/issues/505): `readContractOutput` holds those.
 */
export function contractOutputSchema(): JsonSchema {
  return strict(writtenAs(HandoffContract));
}

/** What came back for `contractOutputSchema`; a null there is a field that was left out. */
export function readContractOutput(text: string): Checked<HandoffContract> {
  return readDocument(HandoffContract, text, {
    format: 'json',
    limits: BLOCK_LIMITS,
    prepare: withoutNulls,
  });
}

function strict(schema: JsonSchema): JsonSchema {
  const { description, type, anyOf, items, properties } = schema;
  const said = description === undefined ? {} : { description };
  if (anyOf !== undefined) {
    const structured = anyOf.filter((form) => form.type !== 'string').map(strict);
    return structured.length === 1 ? { ...structured[0], ...said } : { ...said, anyOf: structured };
  }
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const typed = { ...said, ...(type && { type }), ...(values && { enum: values }) };
  if (items !== undefined) return { ...typed, items: strict(items) };
  if (properties === undefined) return typed;
  const members = Object.entries(properties).map(([key, member]) => {
    const form = strict(member);
    return [key, schema.required?.includes(key) ? form : orNull(form)] as const;
  });
  return {
    ...typed,
    properties: Object.fromEntries(members),
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { description, ...form } = schema;
  return {
    ...(description && { description }),
    anyOf: [...(form.anyOf ?? [form]), { type: 'null' }],
  };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}

import { z } from 'zod';

/** The part of JSON Schema (draft 2020-12) that our formats are written in. */
export interface JsonSchema {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: 'string' | 'integer' | 'number' | 'array' | 'object' | 'null';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | false;
}

/** What may be written for a format; what is read from it may be less (defaults filled in, words read into lists). */
export function writtenAs(format: z.ZodType): JsonSchema {
  return z.toJSONSchema(format, { io: 'input' }) as JsonSchema;
}

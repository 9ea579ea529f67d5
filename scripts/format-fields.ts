import type { JsonSchema } from '../src/model/json-schema.ts';

/** One field of a format, as its page shows it. */
export interface FormatField {
  /** `completed-steps[].ref` */
  readonly path: string;
  readonly schema: JsonSchema;
  /** form: compulsory in one of several forms. */
  readonly needed: 'yes' | 'form' | 'no';
  /** What the example has here. */
  readonly values: readonly unknown[];
}

/** Every field of a schema, in its order; the fields of all its forms stand side by side. */
export function fieldsOf(
  schema: JsonSchema,
  values: readonly unknown[],
  path = '',
): readonly FormatField[] {
  const forms = formsOf(schema);
  const maps = forms.filter((form) => form.properties !== undefined);
  return forms.flatMap((form) => {
    if (form.items !== undefined) return fieldsOf(form.items, values.flat(1), `${path}[]`);
    return Object.entries(form.properties ?? {}).flatMap(([key, member]) => {
      const field: FormatField = {
        path: path === '' ? key : `${path}.${key}`,
        schema: member,
        needed: neededIn(form, key, maps.length),
        values: values.flatMap((value) => valueAt(value, key)),
      };
      return [field, ...fieldsOf(member, field.values, field.path)];
    });
  });
}

export function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ?? [schema];
}

function neededIn(form: JsonSchema, key: string, maps: number): FormatField['needed'] {
  if (form.required?.includes(key) !== true) return 'no';
  return maps > 1 ? 'form' : 'yes';
}

function valueAt(value: unknown, key: string): readonly unknown[] {
  const found = value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
  return found === undefined ? [] : [found];
}

/** A part of GitHub's description: JSON Schema as scripts/slim-openapi.ts writes it. */
interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/**
 * Properties of an answer that GitHub's description does not know: an emulator that makes one up would let the code under
 * test rely on it. OpenAPI itself allows more properties than it names, so a validator says nothing.
 */
export function unknownProperties(
  schema: Schema,
  defs: Readonly<Record<string, object>>,
  value: unknown,
  path = '',
): readonly string[] {
  const all = alternatives(schema, defs);
  if (Array.isArray(value)) {
    const items = all.flatMap((one) => one.items ?? []);
    if (items.length === 0) return [];
    return value.flatMap((item, at) =>
      unknownProperties({ anyOf: items }, defs, item, `${path}/${at}`),
    );
  }
  if (value === null || typeof value !== 'object') return [];
  const named = all.filter(({ properties }) => properties !== undefined);
  const isFree = named.length === 0 || all.some(({ additionalProperties }) => additionalProperties);
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = named.flatMap(({ properties }) => properties?.[key] ?? []);
    if (known.length > 0) return unknownProperties({ anyOf: known }, defs, inner, `${path}/${key}`);
    return isFree ? [] : [`${path}/${key} is no property that GitHub has there`];
  });
}

/** The schema with all that it refers to, flat: which of them holds is the validator's question. */
function alternatives(schema: Schema, defs: Readonly<Record<string, object>>): readonly Schema[] {
  const { $ref, allOf = [], anyOf = [], oneOf = [] } = schema;
  const named = $ref === undefined ? [] : [defs[$ref.slice('#/$defs/'.length)] as Schema];
  return [
    schema,
    ...[...named, ...allOf, ...anyOf, ...oneOf].flatMap((one) => alternatives(one, defs)),
  ];
}

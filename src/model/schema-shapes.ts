import type { z } from 'zod';

/** The member of each kind of zod schema that holds what is inside it; the input side, as documents have it. */
interface Shaped {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly options?: readonly Shaped[];
      readonly innerType?: Shaped;
      readonly in?: Shaped;
      readonly element?: Shaped;
      readonly valueType?: Shaped;
      readonly shape?: Readonly<Record<string, Shaped>>;
    };
  };
}

/** The field names of every map that a schema allows at a path; one list a form where it allows several. */
export function shapesAt(
  schema: z.ZodType,
  path: readonly PropertyKey[],
): readonly (readonly string[])[] {
  return shapes(schema as unknown as Shaped, path);
}

function shapes(schema: Shaped, path: readonly PropertyKey[]): readonly (readonly string[])[] {
  const { options, innerType, in: input, element, valueType, shape } = schema._zod.def;
  if (options !== undefined) return options.flatMap((option) => shapes(option, path));
  const wrapped = innerType ?? input;
  if (wrapped !== undefined) return shapes(wrapped, path);
  const [head, ...rest] = path;
  if (head === undefined) return shape === undefined ? [] : [Object.keys(shape)];
  const inside = element ?? valueType ?? shape?.[String(head)];
  return inside === undefined ? [] : shapes(inside, rest);
}

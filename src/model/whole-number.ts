import { z } from 'zod';

/** A whole number; YAML is read without number types (threat C04), so decimal digits in text count too. */
export function wholeNumber(min: number, max: number): z.ZodType<number, number | string> {
  return z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,9}$/, 'must be a whole number')
        .transform(Number),
    ])
    .pipe(z.int().min(min).max(max));
}

/** A share between 0 and 1, as a number or as decimal text. */
export function share(): z.ZodType<number, number | string> {
  return z
    .union([
      z.number(),
      z
        .string()
        .regex(/^[01](?:\.\d{1,6})?$/, 'must be a share like 0.2')
        .transform(Number),
    ])
    .pipe(z.number().min(0).max(1));
}

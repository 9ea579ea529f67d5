import { z } from 'zod';

/** A whole number; YAML is read without number types (threat C04), so decimal digits in text count too. */
export function wholeNumber(min: number, max: number): z.ZodType<number, number | string> {
  const number = z.int().min(min).max(max);
  return z.union([number, decimal(/^\d{1,15}$/, 'must be a whole number').pipe(number)]);
}

/** A share between 0 and 1, as a number or as decimal text. */
export function share(): z.ZodType<number, number | string> {
  const number = z.number().min(0).max(1);
  return z.union([
    number,
    decimal(/^\d(?:\.\d{1,25})?(?:e-\d{1,3})?$/, 'must be a share like 0.2').pipe(number),
  ]);
}

function decimal(digits: RegExp, message: string): z.ZodType<number, string> {
  return z.string().regex(digits, message).transform(Number);
}

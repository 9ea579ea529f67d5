import { z } from 'zod';

/** Text of 1 to `max` characters; blanks around it are no part of it (a YAML block scalar ends in a line break). */
export function text(max: number): z.ZodString {
  return z.string().trim().min(1).max(max);
}

/** Adds a problem for every id that stands twice in a list: whoever names it could mean either. */
export function uniqueIds(payload: z.core.ParsePayload<readonly { readonly id: string }[]>): void {
  const seen = new Set<string>();
  payload.value.forEach(({ id }, index) => {
    if (seen.has(id)) {
      payload.issues.push({
        code: 'custom',
        message: `must be its own: ${id} stands twice`,
        path: [index, 'id'],
        input: id,
      });
    }
    seen.add(id);
  });
}

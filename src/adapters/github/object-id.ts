import { z } from 'zod';
import { parseSha, type Sha } from '../../model/sha.ts';

/** A GitObjectID of an answer; anything but a full id is an answer that is not as documented. */
export const ObjectId = z.string().transform((text, context): Sha => {
  const sha = parseSha(text);
  if (sha !== undefined) return sha;
  context.addIssue({ code: 'custom', message: 'is no full object id' });
  return z.NEVER;
});

import { DigestText, digestOf } from '../model/digest.ts';
import type { CheckPage } from './check-page.ts';

/**
 * What a check run is known by afterwards (`external_id`): the key of the verdict (decision K2) and the digest of all that
 * is shown. Same id, same page: nothing is written (threat G12, M13).
 */
export interface WrittenCheck {
  readonly key: string;
  readonly digest: string;
}

/** `<key>.<digest>`, 129 characters. @param keys of all verdicts that the page stands on; empty when none could look. */
export function externalId(keys: readonly string[], page: CheckPage): string {
  return `${keyOf(keys)}.${digestOf({ ...page, annotations: page.annotations.map((one) => ({ ...one })) })}`;
}

/** One verdict has its own key; a fold has the key of the set. */
function keyOf(keys: readonly string[]): string {
  const set = [...new Set(keys)].sort();
  const [only] = set;
  return set.length === 1 && only !== undefined ? only : digestOf(set);
}

/** @returns undefined for an id that we did not write. */
export function readExternalId(text: string): WrittenCheck | undefined {
  const [key, digest, ...more] = text.split('.');
  return more.length === 0 && isDigest(key) && isDigest(digest) ? { key, digest } : undefined;
}

function isDigest(text: string | undefined): text is string {
  return DigestText.safeParse(text).success;
}

/**
 * The digest of a comment as it stands on GitHub, over the text itself: one that somebody edited differs from ours and is
 * written again. Ends of lines and white space around the text are GitHub's own.
 */
export function commentDigest(body: string): string {
  return digestOf(body.replace(/\r\n?/g, '\n').trim());
}

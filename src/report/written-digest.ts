import { DigestText, digestOf } from '../model/digest.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { CheckPage } from './check-page.ts';

/**
 * What a check run is known by afterwards (`external_id`): the key of the verdict (decision K2) and the digest of all that
 * is shown. Same id, same page: nothing is written (threat G12, M13).
 */
export interface WrittenCheck {
  readonly key: string;
  readonly digest: string;
}

/**
 * `<key>.<digest>`, 129 characters. The digest leaves out what moves whenever somebody else opens or lands: a page that says
 * nothing new is not written again, and keeps the key that it was written for. Else each push would write to every other
 * pull request (threat G12).
 * @param verdicts that the page stands on; empty when none could look
 */
export function externalId(
  verdicts: readonly Pick<Verdict, 'key' | 'subject'>[],
  page: CheckPage,
): string {
  const words = verdicts.flatMap(({ key, subject }) => [key, subject.base]);
  const still = (text: string): string =>
    [...MOVING, ...words].reduce<string>((rest, one) => rest.replaceAll(one, ''), text);
  const said = {
    ...page,
    summary: still(page.summary),
    text: still(page.text),
    annotations: page.annotations.map((one) => ({ ...one })),
  };
  return `${keyOf(verdicts.map(({ key }) => key))}.${digestOf(said)}`;
}

const MOVING: readonly RegExp[] = [
  // How many others there are (check-behind.ts).
  /, among \d+ pending outputs?/g,
  // What a rule saw counts them too; what it holds against somebody stands in its findings (check-sections.ts).
  /(?<=^- \S+ [a-z -]+ `[^`\n]+`): .*(?=\. Holds when: )/gm,
  // By which event a page was written: a sweep has nothing to add to what a push brought (trustLines).
  /^Trust level T\d: .*(?= Engine: )/gm,
];

/** Does a page that was written with the one id say what the other one says? */
export function saysTheSame(written: string | undefined, id: string): boolean {
  const [before, now] = [readExternalId(written ?? ''), readExternalId(id)];
  return before !== undefined && before.digest === now?.digest;
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

import { isAmong, type Person } from '../model/principal.ts';
import type { Problem } from '../model/schema-problems.ts';
import { shortList } from '../model/short-list.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';
import { reviewsIn } from './review-text.ts';

interface Words {
  readonly source: string;
  readonly text: string;
}

/** Texts that may hold reviews of one output. */
export interface WordsOfCritics {
  /** For people. */
  readonly source: string;
  /** Of every head so far. */
  readonly all: readonly Words[];
  /** Without those that speak of an earlier head only. */
  readonly current: readonly Words[];
  /** Why words that should count cannot be taken. */
  readonly problems: readonly Problem[];
}

/**
 * Where people are signed in a review is what somebody of `roles.critics` wrote on the output, who did not open it; what
 * others write is no review, and turns nothing. Without a forge it is the text that came with the output.
 */
export async function wordsOfCritics(
  { outputs, signedIn }: Pick<OutputPorts, 'outputs' | 'signedIn'>,
  {
    output,
    policy,
    review,
  }: Pick<OutputRequest, 'output' | 'policy'> & { readonly review?: Words },
): Promise<WordsOfCritics> {
  const named = review === undefined ? [] : [review];
  if (signedIn === undefined) {
    const note = (await outputs.texts([output])).get(output.id);
    const own = { source: `the text of ${output.id}`, text: note ?? '' };
    const all = [...(note === undefined ? [] : [own]), ...named];
    const source = all.map((one) => one.source).join(' and ') || own.source;
    return { source, all, current: all, problems: [] };
  }
  const [author, said] = await Promise.all([signedIn.author(output), signedIn.said(output)]);
  const counts = (by: Person): boolean => isAmong(policy.roles.critics, by) && !isSame(by, author);
  const ofCritics = said.filter(({ by }) => counts(by));
  const others = said.filter(({ by, text }) => !counts(by) && reviewsIn(text).blocks > 0);
  const all = [...ofCritics.filter(({ editedBy }) => editedBy === undefined), ...named];
  const leftOut = [...new Set(others.map(({ by }) => by.login))];
  return {
    source: `what critics wrote on ${output.id}${leftOut.length === 0 ? '' : ` (not counted: ${shortList(leftOut)}, none of roles.critics, or who opened it)`}`,
    all,
    current: all.filter(({ text }) => !isOfEarlierHead(text, output.head)),
    // Words that were changed may have been a veto: nobody takes one away by editing it (decision K10).
    problems: ofCritics.flatMap(({ source, editedBy }) =>
      editedBy === undefined
        ? []
        : [
            {
              field: '',
              message: `${source} was changed by ${editedBy.login}; let its author write it anew`,
            },
          ],
    ),
  };
}

function isSame(a: Person, b: Person): boolean {
  return a.kind === b.kind && a.id === b.id;
}

function isOfEarlierHead(text: string, head: string): boolean {
  const { blocks, problems, reviews } = reviewsIn(text);
  if (blocks === 0 || problems.length > 0) return false;
  return reviews.length === blocks && reviews.every((one) => one.head !== head);
}

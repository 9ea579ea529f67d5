import type { RepoPath } from '../../model/repo-path.ts';
import { groupBy } from '../group-by.ts';
import type { TestCase } from '../test-inventory.ts';
import type { Assertion } from './assertion.ts';

/** A test and the file that it stands in. */
export interface PlacedTest extends TestCase {
  readonly path: RepoPath;
  /** Assertions of its own and of the helpers that it calls, as far as they can fail it. */
  readonly effective: readonly Assertion[];
}

export interface MatchedTests {
  readonly pairs: readonly (readonly [was: PlacedTest, is: PlacedTest])[];
  readonly removed: readonly PlacedTest[];
}

/** What makes two tests the same one, strongest first: its place and title; its body, renamed or moved; its title, moved. */
const IDENTITIES: readonly ((test: PlacedTest) => string)[] = [
  ({ path, id }) => `${path}\0${id}`,
  ({ path, body }) => (body === '' ? '' : `${path}\0${body}`),
  ({ body }) => body,
  ({ id }) => id,
];

/** Each test of the base with what became of it in the head; one that was folded into a table is not removed. */
export function matchTests(base: readonly PlacedTest[], head: readonly PlacedTest[]): MatchedTests {
  const pairs: (readonly [PlacedTest, PlacedTest])[] = [];
  let left = base;
  let free = head;
  const take = (keyed: (test: PlacedTest) => string): void => {
    // Taken from the end, so that the first one comes first.
    const byKey = groupBy(free.toReversed(), keyed);
    left = left.filter((was) => {
      const is = keyed(was) === '' ? undefined : byKey.get(keyed(was))?.pop();
      if (is !== undefined) pairs.push([was, is]);
      return is === undefined;
    });
    const taken = new Set(pairs.map(([, is]) => is));
    free = free.filter((test) => !taken.has(test));
  };
  for (const identity of IDENTITIES) take(identity);
  // Renamed and edited: still the test that asserts the same first thing in the same file.
  take(({ path, effective: [first] }) => (first === undefined ? '' : `${path}\0${keyOf(first)}`));
  // Of two equal tests in a file one may go.
  const bodies = new Set(head.map(({ path, body }) => `${path}\0${body}`));
  const gone = left.filter(({ path, body }) => body === '' || !bodies.has(`${path}\0${body}`));
  return { pairs, removed: notFolded(gone, [...free, ...grown(pairs)]) };
}

export function keyOf({ subject, matcher, expected }: Assertion): string {
  return [subject, matcher, expected].join('\0');
}

interface Host {
  readonly test: PlacedTest;
  readonly words: ReadonlySet<string>;
  /** How many more assertions it can have taken in. */
  room: number;
}

/** How many tests of a change are looked at as tables that others went into. */
const HOSTS = 200;

/** Tests that got more rows or assertions than they had: they may have taken others in. */
function grown(pairs: MatchedTests['pairs']): readonly PlacedTest[] {
  return pairs.filter(([was, is]) => capacity(is) > capacity(was)).map(([, is]) => is);
}

function capacity({ rows, effective }: PlacedTest): number {
  return rows * effective.length;
}

/**
 * Two tests made into a table or into one: every word and value that the old assertions name stands in the new test, which
 * runs at least as many assertions and demands as much.
 */
function notFolded(
  left: readonly PlacedTest[],
  into: readonly PlacedTest[],
): readonly PlacedTest[] {
  const hosts: readonly Host[] = into.slice(0, HOSTS).map((test) => ({
    test,
    words: new Set(wordsOf(test.text)),
    room: capacity(test),
  }));
  return left.filter((was) => {
    const words = was.effective.flatMap(({ subject, expected }) =>
      wordsOf(`${subject} ${expected}`),
    );
    const rank = was.effective.reduce((most, one) => Math.max(most, one.rank), 0);
    const host = hosts.find(
      ({ test, words: known, room }) =>
        test.path === was.path &&
        test.state === 'runs' &&
        words.length > 0 &&
        room >= was.effective.length &&
        test.effective.some((assertion) => assertion.rank >= rank) &&
        words.every((word) => known.has(word)),
    );
    if (host !== undefined) host.room -= was.effective.length;
    return host === undefined;
  });
}

/** Names, numbers and words of texts. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

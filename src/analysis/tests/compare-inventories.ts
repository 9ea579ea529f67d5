import type { AssertingCode, PlacedInventory } from '../test-inventory.ts';
import { excerpt, type Weakening } from '../test-weakening.ts';
import { type Assertion, CONSTANT } from './assertion.ts';
import { compareAssertions } from './compare-assertions.ts';
import { compareMarks } from './compare-marks.ts';
import { matchTests, type PlacedTest } from './match-tests.ts';

/** Weakenings of tests and of what stands around them, over all changed files of tests. */
export function compareInventories(files: readonly PlacedInventory[]): readonly Weakening[] {
  const base = placeTests(files, 'base');
  const head = placeTests(files, 'head');
  const { pairs, removed } = matchTests(base, head);
  const helpers = helpersOf(files, 'head');
  const focusedBefore = new Set(
    pairs.filter(([was]) => was.state === 'focused').map(([, is]) => is),
  );
  return [
    ...removed.filter(({ state }) => state !== 'skipped').map(removedTest),
    ...pairs.flatMap(([was, is]) => weakenedTest(was, is, (name) => helpers.has(name))),
    ...newlyFocused(head, focusedBefore),
    ...compareMarks(files),
  ];
}

type Side = 'base' | 'head';

function placeTests(files: readonly PlacedInventory[], side: Side): readonly PlacedTest[] {
  const helpers = helpersOf(files, side);
  return files.flatMap(({ path, [side]: inventory }) =>
    inventory === undefined
      ? []
      : inventory.tests.map((test) => {
          const helper = (name: string) => inventory.helpers.get(name) ?? helpers.get(name);
          return { ...test, path, effective: assertionsOf(test, helper, new Set()) };
        }),
  );
}

function helpersOf(
  files: readonly PlacedInventory[],
  side: Side,
): ReadonlyMap<string, AssertingCode> {
  return new Map(files.flatMap(({ [side]: inventory }) => [...(inventory?.helpers ?? [])]));
}

/** Its own assertions that can fail it, and those of the helpers that it calls, each helper once. */
function assertionsOf(
  code: AssertingCode,
  helper: (name: string) => AssertingCode | undefined,
  seen: Set<AssertingCode>,
): readonly Assertion[] {
  if (seen.has(code)) return [];
  seen.add(code);
  const own = code.assertions.filter(({ fate, rank }) => fate === 'counts' && rank !== CONSTANT);
  const called = [...code.calls].flatMap((name) => {
    const found = helper(name);
    return found === undefined ? [] : assertionsOf(found, helper, seen);
  });
  return [...own, ...called];
}

function removedTest({ path, id, line, body }: PlacedTest): Weakening {
  return {
    kind: 'test-removed',
    path,
    line: undefined,
    subject: id,
    was: excerpt(`line ${line}: ${body}`),
    now: '',
  };
}

/** Systems and versions that a test is not for: skipping it there says nothing. */
const PLATFORM = /platform|goos|os\.name|win32|windows|darwin|linux|version/i;

function weakenedTest(
  was: PlacedTest,
  is: PlacedTest,
  isKnownHelper: (name: string) => boolean,
): readonly Weakening[] {
  const { path, line, id: subject } = is;
  const at = { path, line, subject };
  if (was.state === 'skipped') return [];
  if (is.state === 'skipped') {
    if (is.guard !== undefined && PLATFORM.test(is.guard)) return [];
    const now = is.guard === undefined ? 'skipped' : `skipped if ${is.guard}`;
    return [{ kind: 'test-skipped', ...at, was: 'runs', now: excerpt(now) }];
  }
  if (is.empty && !was.empty)
    return [{ kind: 'test-emptied', ...at, was: excerpt(was.body), now: '' }];
  const rows: readonly Weakening[] =
    is.rows < was.rows
      ? [{ kind: 'test-removed', ...at, was: `${was.rows} rows`, now: `${is.rows} rows` }]
      : [];
  const losses = compareAssertions(was, is, isKnownHelper);
  return [
    ...rows,
    ...losses.map((loss) => ({
      kind: loss.kind,
      path,
      line: loss.now?.line ?? line,
      subject,
      was: assertionText(loss.was),
      now: loss.now === undefined ? '' : assertionText(loss.now),
    })),
  ];
}

function assertionText({ subject, matcher, expected }: Assertion): string {
  return excerpt(`${subject} ${matcher} ${expected}`.trim());
}

/** One a file: the first test that leaves the others of its file out. */
function newlyFocused(
  head: readonly PlacedTest[],
  before: ReadonlySet<PlacedTest>,
): readonly Weakening[] {
  const fresh = head.filter((test) => test.state === 'focused' && !before.has(test));
  const first = fresh.filter(
    (test, index) => fresh.findIndex(({ path }) => path === test.path) === index,
  );
  return first.map(({ path, line, id }) => ({
    kind: 'test-focused',
    path,
    line,
    subject: id,
    was: 'runs with the others',
    now: 'runs alone',
  }));
}

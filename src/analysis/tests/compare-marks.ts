import type { RepoPath } from '../../model/repo-path.ts';
import type { FoundMark, PlacedInventory, TestInventory } from '../test-inventory.ts';
import { excerpt, type Weakening } from '../test-weakening.ts';

/** Marks of the head that the base has nowhere, so that one that moves is not new. */
export function compareMarks(files: readonly PlacedInventory[]): readonly Weakening[] {
  const before = files.flatMap(({ base }) => (base === undefined ? [] : base.marks));
  return files.flatMap(({ path, base, head }) =>
    head === undefined ? [] : head.marks.flatMap((mark) => newMark(path, mark, before, base)),
  );
}

function newMark(
  path: RepoPath,
  mark: FoundMark,
  before: readonly FoundMark[],
  base: TestInventory | undefined,
): readonly Weakening[] {
  if (mark.kind === 'patience-raised') {
    const was = before.flatMap((one) =>
      one.kind === 'patience-raised' && one.text === mark.text ? [one.amount] : [],
    );
    // A first timeout may be shorter than the runner's own, a first retry is always one more than none.
    const none = /retr|flaky/i.test(mark.text) ? 0 : Number.POSITIVE_INFINITY;
    const limit = was.length === 0 ? none : Math.max(...was);
    return mark.amount > limit ? [weakening(path, mark, String(limit), String(mark.amount))] : [];
  }
  if (before.some(({ kind, text }) => kind === mark.kind && text === mark.text)) return [];
  const isHarmless = mark.kind === 'subject-mocked' && !isSubject(path, base, mark.names);
  return isHarmless ? [] : [weakening(path, mark, '', mark.text)];
}

function weakening(path: RepoPath, mark: FoundMark, was: string, now: string): Weakening {
  const { kind, line, text } = mark;
  return { kind, path, line, subject: excerpt(text), was, now: excerpt(now) };
}

/** Is the doubled thing what the tests of the file are about: called in what they assert, or the file's own namesake? */
function isSubject(
  path: RepoPath,
  base: TestInventory | undefined,
  names: readonly string[],
): boolean {
  if (base === undefined) return false;
  const assertions = base.tests.flatMap((test) => test.assertions);
  const asserted = assertions.map(({ subject }) => subject).join(' ');
  const called = new Set(
    Array.from(asserted.matchAll(/([\p{L}\p{N}_$]+)\(/gu), ([, name]) => name),
  );
  return names.some((name) => called.has(name) || stemOf(name) === stemOf(path));
}

/** `./lib/pool.js` and `test/pool.test.ts` are about `pool`. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/\.[cm]?[jt]sx?$|\.py$/, '').replace(/[._](?:test|spec)$|^test_/, '');
}

import type { RepoPath } from '../../model/repo-path.ts';
import type { FoundMark, PlacedInventory, TestInventory } from '../test-inventory.ts';
import { excerpt, type Weakening } from '../test-weakening.ts';

/** Marks of the head that the base has nowhere, so that one that moves is not new. */
export function compareMarks(files: readonly PlacedInventory[]): readonly Weakening[] {
  const before = files.flatMap(({ base }) => (base === undefined ? [] : base.marks));
  const known = new Set(before.map(keyOf));
  const amounts = new Map<string, number>();
  for (const mark of before) {
    if (mark.kind !== 'patience-raised') continue;
    amounts.set(mark.text, Math.max(mark.amount, amounts.get(mark.text) ?? mark.amount));
  }
  return files.flatMap(({ path, base, head }) => {
    const isSubject = subjectTest(path, base);
    const marks = head === undefined ? [] : head.marks;
    return marks.flatMap((mark) => {
      if (mark.kind === 'patience-raised') return raised(path, mark, amounts.get(mark.text));
      const isHarmless = mark.kind === 'subject-mocked' && !mark.names.some(isSubject);
      return known.has(keyOf(mark)) || isHarmless ? [] : [weakening(path, mark, '', mark.text)];
    });
  });
}

function keyOf({ kind, text }: FoundMark): string {
  return `${kind}\0${text}`;
}

/** A first timeout may be shorter than the runner's own, a first retry is always one more than none. */
function raised(
  path: RepoPath,
  mark: FoundMark & { readonly kind: 'patience-raised' },
  before: number | undefined,
): readonly Weakening[] {
  const none = /retr|flaky/i.test(mark.text) ? 0 : Number.POSITIVE_INFINITY;
  const was = before ?? none;
  return mark.amount > was ? [weakening(path, mark, String(was), String(mark.amount))] : [];
}

function weakening(path: RepoPath, mark: FoundMark, was: string, now: string): Weakening {
  const { kind, line, text } = mark;
  return { kind, path, line, subject: excerpt(text), was, now: excerpt(now) };
}

/** Is a doubled thing what the tests of the file are about: called in what they assert, or the file's own namesake? */
function subjectTest(path: RepoPath, base: TestInventory | undefined): (name: string) => boolean {
  if (base === undefined) return () => false;
  const assertions = base.tests.flatMap((test) => test.assertions);
  const asserted = assertions.map(({ subject }) => subject).join(' ');
  const calls = asserted.matchAll(/([\p{L}\p{N}_$]+)\(/gu);
  const called = new Set(Array.from(calls, ([, name]) => name));
  return (name) => called.has(name) || stemOf(name) === stemOf(path);
}

/** `./lib/pool.js` and `test/pool.test.ts` are about `pool`. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/\.[cm]?[jt]sx?$|\.py$/, '').replace(/[._](?:test|spec)$|^test_/, '');
}

import type { RepoPath } from '../../model/repo-path.ts';
import type { FoundMark, PlacedInventory, TestInventory } from '../test-inventory.ts';
import { excerpt, type Weakening } from '../test-weakening.ts';

/** Marks of the head that the base has nowhere, so that one that moves is not new. */
export function compareMarks(files: readonly PlacedInventory[]): readonly Weakening[] {
  const before = files.flatMap(({ base }) => base?.marks ?? []);
  const known = new Set(before.map(markKey));
  const amounts = new Map<string, number>();
  for (const { text, amount = 0 } of before)
    amounts.set(text, Math.max(amount, amounts.get(text) ?? 0));
  return files.flatMap(({ path, base, head }) =>
    (head?.marks ?? []).flatMap((mark) => {
      if (mark.kind === 'patience-raised') return raised(path, mark, amounts.get(mark.text));
      const isDouble = mark.kind === 'subject-mocked';
      if (known.has(markKey(mark)) || (isDouble && !isSubject(path, base, mark))) return [];
      return [weakening(path, mark, '', mark.text)];
    }),
  );
}

function markKey({ kind, text }: FoundMark): string {
  return `${kind}\0${text}`;
}

/** A first timeout may be shorter than the runner's own, a first retry is always one more than none. */
function raised(path: RepoPath, mark: FoundMark, before: number | undefined): readonly Weakening[] {
  const was = before ?? (/retr|flaky/i.test(mark.text) ? 0 : Number.POSITIVE_INFINITY);
  const now = mark.amount ?? 0;
  return now > was ? [weakening(path, mark, String(was), String(now))] : [];
}

function weakening(path: RepoPath, mark: FoundMark, was: string, now: string): Weakening {
  const { kind, line, text } = mark;
  return { kind, path, line, subject: excerpt(text), was, now: excerpt(now) };
}

/** Is the doubled thing what the tests of the file are about: called in what they assert, or the file's own namesake? */
function isSubject(
  path: RepoPath,
  base: TestInventory | undefined,
  { names = [] }: FoundMark,
): boolean {
  const asserted = (base?.tests ?? [])
    .flatMap(({ assertions }) => assertions.map(({ subject }) => subject))
    .join(' ');
  const called = new Set(
    Array.from(asserted.matchAll(/([\p{L}\p{N}_$]+)\(/gu), ([, name]) => name),
  );
  return (
    base !== undefined && names.some((name) => called.has(name) || stemOf(name) === stemOf(path))
  );
}

/** `./lib/pool.js` and `test/pool.test.ts` are about `pool`. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/\.[cm]?[jt]sx?$|\.py$/, '').replace(/[._](?:test|spec)$|^test_/, '');
}

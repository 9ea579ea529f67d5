import type { SourceChange } from './source-change.ts';
import { excerpt, type TestComparison } from './test-weakening.ts';

/** Records as Jest and Vitest write them: exports[`title 1`] = `value`; */
const RECORD = /^exports\[`((?:[^`\\]|\\.)*)`\] = `((?:[^`\\]|\\.)*)`;$/gms;

/**
 * Records that a run would have failed on and that the change rewrote or removed instead. New ones are no weakening, nor is
 * a record that only got another title.
 */
export function compareSnapshots({ path, base, head }: SourceChange): TestComparison {
  if (base === undefined) return { weakenings: [], unjudged: [] };
  if (base.state !== 'text' || (head !== undefined && head.state !== 'text')) {
    return { weakenings: [], unjudged: [{ path, because: 'is not a text that can be read' }] };
  }
  const before = recordsOf(base.text);
  const after = recordsOf(head?.text ?? '');
  const values = new Set(after.values());
  const lost = [...before].filter(
    ([title, value]) => after.get(title) !== value && !values.has(value),
  );
  const weakenings = lost.map(([title, value]) => ({
    kind: 'snapshot-rewritten' as const,
    path,
    line: undefined,
    subject: excerpt(title),
    was: excerpt(value),
    now: excerpt(after.get(title) ?? ''),
  }));
  return { weakenings, unjudged: [] };
}

/** Value by title; a file of another format is one record. */
function recordsOf(text: string): ReadonlyMap<string, string> {
  // Both groups always match.
  const records = Array.from(text.matchAll(RECORD), ([, ...groups]) => groups as [string, string]);
  return new Map(records.length > 0 || text.trim() === '' ? records : [['(whole file)', text]]);
}

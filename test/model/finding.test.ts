import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FindingDraft, findingId } from '../../src/model/finding.ts';

const DRAFT: FindingDraft = { problem: 'p', fix: 'f', facts: {} };
const id = (draft: Partial<FindingDraft>) =>
  findingId('output/scope-compliance', 'auth-oauth', { ...DRAFT, ...draft });

describe('findingId', () => {
  test('is hg_ and 8 hex digits', () => expect(id({})).toMatch(/^hg_[0-9a-f]{8}$/));

  const same: readonly (readonly [why: string, draft: Partial<FindingDraft>])[] = [
    ['other words', { problem: 'other', fix: 'other' }],
    ['other figures', { facts: { lines: 7 }, expected: '3', found: '4' }],
    ['another line', { at: { line: 9, endLine: 12 } }],
    ['another actor or severity', { to: 'planner', severity: 'warn' }],
  ];
  test.each(same)('stays the same with %s', (_, draft) => expect(id(draft)).toBe(id({})));

  test('is another one for another rule, subject, path, field, output or key', () => {
    const ids = [
      id({}),
      id({ at: { path: 'x' } }),
      id({ at: { field: 'x' } }),
      id({ at: { output: 'x' } }),
      id({ key: 'x' }),
      findingId('output/role-boundary', 'auth-oauth', DRAFT),
      findingId('output/scope-compliance', 'data-layer', DRAFT),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('does not let one place spell another', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        expect(id({ at: { path: a, field: b } })).not.toBe(id({ at: { path: a + b } }));
      }),
    );
  });
});

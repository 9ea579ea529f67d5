import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitPage, type Part } from '../../src/report/fit-page.ts';
import { liveParts } from '../support/github-markdown.ts';

function part(heading: string, items: number, over: Partial<Part> = {}): Part {
  return {
    heading,
    items: Array.from({ length: items }, (_, index) => `- ${heading} ${index}`),
    shown: 'open',
    shrinks: 'middle',
    ...over,
  };
}

const WHOLE = 'the summary of the workflow run';
const LEAD = ['**Must act first: planner.**'];
const TAIL = ['Trust level T1.'];

test('what fits is there, parts without items are not', () => {
  const parts = [part('One', 2), part('None', 0), part('Two', 1, { shown: 'folded' })];
  expect(fitPage({ lead: LEAD, parts, tail: TAIL }, 1_000, WHOLE)).toBe(
    [
      '**Must act first: planner.**',
      '### One',
      '- One 0\n- One 1',
      '<details>\n<summary>Two</summary>',
      '- Two 0',
      '</details>',
      'Trust level T1.',
    ]
      .join('\n\n')
      .concat('\n'),
  );
});

describe('too long', () => {
  test.each([
    ['early before late, whatever stands first', ['early', 'late'], /\d+ of 200 under “First”/],
    ['late only when early is not enough', ['late', 'early'], /\d+ of 200 under “Second”/],
    ['among equals the lower one', ['middle', 'middle'], /\d+ of 200 under “Second”/],
  ] as const)('%s', (_, [first, second], notice) => {
    const parts = [
      part('First', 200, { shrinks: first }),
      part('Second', 200, { shrinks: second }),
    ];
    const page = fitPage({ lead: LEAD, parts, tail: TAIL }, 4_000, WHOLE);
    expect(page).toMatch(notice);
    expect(page.match(/left out here/g)).toHaveLength(1);
    expect(page).toContain(`Everything is in ${WHOLE}.`);
    expect(Buffer.byteLength(page)).toBeGreaterThan(3_950);
  });

  test('the numbers add up, over several parts', () => {
    const parts = [part('First', 90), part('Second', 90, { shrinks: 'early' })];
    const page = fitPage({ lead: LEAD, parts, tail: TAIL }, 900, WHOLE);
    const left = [...page.matchAll(/… and (\d+) more/g)].map(([, count]) => Number(count));
    expect(page).toContain('90 of 90 under “Second”');
    expect(left).toHaveLength(2);
    expect(
      (page.match(/^- (?:First|Second) \d+$/gm) ?? []).length + left.reduce((a, b) => a + b),
    ).toBe(180);
  });

  test('what never shrinks stays', () => {
    const parts = [part('Kept', 5, { shrinks: 'never' }), part('Gone', 500, { shrinks: 'late' })];
    const page = fitPage({ lead: LEAD, parts, tail: TAIL }, 500, WHOLE);
    expect(page.match(/^- Kept \d$/gm)).toHaveLength(5);
  });
});

test.each([
  ['of one part', 200, 0],
  ['of the second part that shrinks, where the first one is not enough', 90, 20],
])('bytes are counted, not characters: %s', (_, long, short) => {
  const items = Array.from({ length: long }, () => `- ${'ä'.repeat(50)}`);
  const parts = [part('Long', 0, { items }), part('Short', short, { shrinks: 'early' })];
  const page = fitPage({ lead: LEAD, parts, tail: TAIL }, 9_000, WHOLE);
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(9_000);
  expect(Buffer.byteLength(page)).toBeGreaterThan(8_880);
});

test('law: within the bound, valid, lead and tail whole, never more than what was there', () => {
  const parts = fc.array(
    fc.record({
      items: fc.integer({ min: 0, max: 60 }),
      shown: fc.constantFrom('open' as const, 'folded' as const),
      shrinks: fc.constantFrom('early' as const, 'middle' as const, 'late' as const),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(parts, fc.integer({ min: 1_500, max: 6_000 }), (shapes, bytes) => {
      const made = shapes.map(({ items, ...over }, index) => part(`Part ${index}`, items, over));
      const page = fitPage({ lead: LEAD, parts: made, tail: TAIL }, bytes, WHOLE);
      const full = fitPage({ lead: LEAD, parts: made, tail: TAIL }, Number.MAX_SAFE_INTEGER, WHOLE);
      expect(Buffer.byteLength(page)).toBeLessThanOrEqual(bytes);
      expect(page.startsWith(String(LEAD[0]))).toBe(true);
      expect(page.endsWith(`${TAIL[0]}\n`)).toBe(true);
      expect(page === full).toBe(Buffer.byteLength(full) <= bytes);
      expect(liveParts(page)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { rulesFor, SEED_ROWS } from '../../scripts/generators/seed-coverage.ts';

describe('coverage of the source text', () => {
  test('every requirement is served by a rule, a test, a page, or has a reason why it is not yet', () => {
    const open = SEED_ROWS.filter((row) => {
      const { tests = [], pages = [], status } = row;
      return rulesFor(row).length + tests.length + pages.length === 0 && status === undefined;
    });
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  test('what a row names is there', () => {
    const named = SEED_ROWS.flatMap((row) => [
      ...(row.tests ?? []),
      ...(row.pages ?? []),
      ...rulesFor(row).map((rule) => `test/gates/${rule}.test.ts`),
    ]);
    expect([...new Set(named)].filter((path) => !existsSync(path))).toEqual([]);
  });

  test('ids stand once, and a status has its reason unless nothing is claimed', () => {
    const ids = SEED_ROWS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { status, why } of SEED_ROWS)
      if (status !== undefined && status !== 'no claim of the product') expect(why).toBeTruthy();
  });

  test('what is served in part has a test of that part, and a test is one that jest runs', () => {
    const parts = SEED_ROWS.filter(({ status }) => status === 'in part');
    expect(parts.filter((row) => (row.tests ?? []).length === 0).map(({ id }) => id)).toEqual([]);
    const tests = SEED_ROWS.flatMap((row) => row.tests ?? []);
    expect(tests.filter((path) => !/^test\/.+\.test\.ts$/.test(path))).toEqual([]);
  });
});

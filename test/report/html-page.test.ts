import { describe, expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { reportPage } from '../../src/report/html-page.ts';
import { expectGolden } from '../support/golden.ts';
import { sampleReport } from '../support/sample-report.ts';

test('one of everything', () => {
  expectGolden('report/report.html', reportPage(sampleReport()));
});

describe('the page needs nothing else', () => {
  const page = reportPage(sampleReport());

  test('no script, no link out, nothing that loads', () => {
    expect(page).not.toMatch(/<(script|iframe|img|object|embed|link|form|base)\b/i);
    expect([...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      '#output-1',
      '#output-2',
    ]);
  });

  test('is HTML without an error', () => {
    const errors: unknown[] = [];
    parse(page, { onParseError: (error) => errors.push(error) });
    expect(errors).toEqual([]);
  });

  test('its own policy allows its own style and nothing more', () => {
    expect(page).toMatch(
      /content="default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'/,
    );
  });
});

test('a matrix of many outputs shows those that meet others, and says what it leaves out', () => {
  const outputs = Array.from({ length: 70 }, (_, index) => `handoff/${index}-${'long'.repeat(10)}`);
  const order = outputs.map((output) => ({ output, because: 'older' }));
  const [a = '', b = ''] = outputs;
  const page = reportPage({
    ...sampleReport(),
    integration: {
      order,
      pairs: [{ a, b, state: 'shares', paths: ['x'] }],
      unmerged: [],
      evaluated: { outputs: 70, pairs: 2415, merges: 0 },
    },
  });
  expect(page.match(/<rect /g)).toHaveLength(4);
  expect(page).toContain('68 more outputs are left out of the picture');
});

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { visit } from 'jsonc-parser';
import MarkdownIt from 'markdown-it';
import { parseDocument } from 'yaml';
import { readHandoffBody } from '../../src/analysis/handoff-blocks.ts';
import { LIMITS } from '../../src/model/limits.ts';
import {
  BLOCK_LIMITS,
  readStructured,
  type StructuredFormat,
} from '../../src/model/structured-text.ts';

/** As much of a unit as fits into a block. */
const fill = (unit: string, size: number = LIMITS.blockBytes): string =>
  unit.repeat(Math.floor(size / unit.length));

/** Goal and measured values are in the benchmark; here a bound that only a quadratic or exponential reader breaks. */
const FAR_TOO_LONG = 400;
function quick<T>(act: () => T): T {
  const start = performance.now();
  const result = act();
  expect(performance.now() - start).toBeLessThan(FAR_TOO_LONG);
  return result;
}

describe('16 KB that nest (E05)', () => {
  test.each<[string, StructuredFormat, string]>([
    ['lists', 'json', fill('[')],
    ['maps', 'json', fill('{"a":')],
    ['lists behind a comment that opens a quote', 'json', `/* " */ ${fill('[', 16_000)}`],
    ['flow lists', 'yaml', fill('[')],
    ['flow lists, closed', 'yaml', fill('[', 8_000) + fill(']', 8_000)],
    ['flow maps', 'yaml', fill('{a: ')],
    ['dashes', 'yaml', fill('- ')],
    ['question marks', 'yaml', fill('? ')],
    ['colons', 'yaml', fill(': ')],
    [
      'indentation',
      'yaml',
      Array.from({ length: 170 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
    ],
  ])('%s in %s', (_why, format, text) => {
    const result = quick(() => readStructured(text, { format, limits: BLOCK_LIMITS }));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'too-deep' }] });
  });

  test('without the defence they exhaust the stack', () => {
    expect(() => visit(fill('['), {})).toThrow(RangeError);
  });

  // In a process of its own: where V8 compiles a regular expression on the last of the stack, no catch helps.
  test('without the defence they stop the YAML parser, or end its process', () => {
    const script = `
      const { parse } = require('yaml');
      for (const unit of ['- ', '[', '? ', '{a: ']) parse(unit.repeat(4096));`;
    const { status } = spawnSync(process.execPath, ['-e', script], { stdio: 'ignore' });
    expect(status).not.toBe(0);
  });
});

describe('16 KB that cost (E06)', () => {
  const keys = Array.from({ length: 2_000 }, (_, at) => `k${at}:`).join('\n');
  test.each<[string, StructuredFormat, string]>([
    ['many keys', 'yaml', keys],
    ['many keys', 'json', `{${Array.from({ length: 1_500 }, (_, at) => `"k${at}":1`).join(',')}}`],
    ['one key many times', 'json', `{${fill('"a":1,', 16_000)}"a":1}`],
    ['commas', 'yaml', `[${fill(',', 16_000)}`],
    ['brackets that close nothing', 'yaml', fill(']')],
    ['quotes', 'yaml', fill('"')],
    ['empty texts side by side', 'yaml', fill('""')],
    ['bad escapes', 'yaml', `a: "${fill('\\q', 16_000)}"`],
    ['bad escapes', 'json', `{"a": "${fill('\\q', 16_000)}"}`],
    ['comments', 'yaml', fill('#\n')],
    ['items without a value', 'yaml', fill('-\n')],
    ['keys without a key', 'yaml', fill('?\n')],
    ['control characters', 'yaml', fill('\0')],
    ['numbers beyond every bound', 'json', `[${fill('1e400,', 16_000)}1]`],
    ['two million bytes', 'json', fill('[', 2_000_000)],
  ])('%s in %s', (_why, format, text) => {
    expect(quick(() => readStructured(text, { format, limits: BLOCK_LIMITS })).ok).toBe(false);
  });

  test('without the defence every key is compared with every other one', () => {
    let comparisons = 0;
    const uniqueKeys = (): boolean => {
      comparisons += 1;
      return false;
    };
    parseDocument(keys, { uniqueKeys });
    expect(comparisons).toBeGreaterThan(1_900_000);
  });

  test.each<[string, StructuredFormat, string]>([
    ['a long text', 'json', `{"a": "${fill('x', 16_000)}"}`],
    ['a long text of many lines', 'yaml', `a: |\n${fill('  word word word\n', 16_000)}`],
    ['as many values as are allowed', 'json', `{"a": [${fill('1,', 2 * 497)}1]}`],
    ['as deep as is allowed', 'yaml', `${fill('{a: ', 4 * 16)}1${fill('}', 16)}`],
  ])('benign twin: %s in %s', (_why, format, text) => {
    expect(quick(() => readStructured(text, { format, limits: BLOCK_LIMITS })).ok).toBe(true);
  });
});

describe('64 KB of Markdown that cost', () => {
  const body = (unit: string): string => fill(unit, LIMITS.bodyCharacters);
  test.each([
    ['quotes', body('>')],
    ['quotes on every line', body(`${'>'.repeat(30)} a\n`)],
    ['dashes', body('- ')],
    ['short lines in a deep quote', `${'>'.repeat(19)}a\n${body('a\n').slice(40)}`],
    ['containers on every line', body('> - 1. a\n')],
    ['brackets', body('[')],
    ['backticks', body('`')],
    ['backticks before our words', `${fill('`', 60_000)}x\`handoff-contract`],
    ['list numbers before our words', `${fill('1. ', 60_000)}handoff-contract`],
    ['open tags before our words', `${fill('<', 60_000)} handoff-contract`],
    ['emphasis', body('*a_')],
    ['comments that never end', body('a <!-- ')],
    ['attributes that never end', `<div>\n${fill('<a "', 60_000)}`],
    ['link references', body('[a]: b\n')],
    ['our fences, all hidden', body('> ```json handoff-contract\n')],
    ['our fences, all visible', body('```json handoff-contract\n{}\n```\n')],
  ])('%s', (_why, text) => {
    const read = quick(() => readHandoffBody(text));
    expect(read.ok && read.hidden.length === 0 && read.visible.length === 1).toBe(false);
  });

  test('without the bound on markers a body of few lines becomes more than 20,000 tokens', () => {
    const text = '> - 1. - a\n'.repeat(LIMITS.bodyLines - 1);
    expect(readHandoffBody(text)).toMatchObject({
      ok: false,
      because: expect.stringContaining('markers'),
    });
    const parser = new MarkdownIt('commonmark');
    parser.core.ruler.enableOnly(['normalize', 'block']);
    expect(parser.parse(text, {}).length).toBeGreaterThan(20_000);
  });

  test('benign twin: the longest body of prose', () => {
    const prose = fill('Words of a very long description, as somebody may write them.\n', 60_000);
    expect(
      quick(() => readHandoffBody(`${prose}\n\`\`\`json handoff-contract\n{}\n\`\`\`\n`)),
    ).toMatchObject({
      ok: true,
      visible: [{ kind: 'contract' }],
      hidden: [],
    });
  });
});

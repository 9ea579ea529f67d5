import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BLOCK_LIMITS, readStructured } from '../../src/model/structured-text.ts';

const read = (text: string) => readStructured(text, { format: 'json', limits: BLOCK_LIMITS });
const codes = (text: string): readonly string[] => {
  const result = read(text);
  return result.ok ? [] : result.problems.map(({ code }) => code);
};
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('texts that are not what they hash to (E13)', () => {
  test.each([
    ['half a surrogate pair', '{"a": "\ud800"}', 'bad-character'],
    ['half a surrogate pair, escaped', '{"a": "\\udfff"}', 'bad-character'],
    ['two halves the wrong way round', '{"a": "\\udc00\\ud800"}', 'bad-character'],
    ['NUL', '{"a": "x\0y"}', 'bad-character'],
    ['NUL, escaped', '{"a": "x\\u0000y"}', 'bad-character'],
    ['a backspace, which hides what it follows on a terminal', '{"a": "x\\by"}', 'bad-character'],
    ['a number that becomes Infinity and then null', '{"a": 1e400}', 'bad-number'],
    ['a number that becomes its neighbour', '{"a": 9007199254740993}', 'bad-number'],
    ['a number with three hundred digits', `{"a": ${'9'.repeat(300)}}`, 'bad-number'],
    ['a mark of byte order inside', '{"a"\uFEFF: 1}', 'syntax'],
  ])('%s', (_why, text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test('without the defence two texts have one digest, and a number changes', () => {
    expect(digest('\ud800')).toBe(digest('\udfff'));
    expect(JSON.stringify(JSON.parse('{"a": 1e400}'))).toBe('{"a":null}');
    expect(JSON.stringify(JSON.parse('[9007199254740993]'))).toBe('[9007199254740992]');
  });

  test.each([
    ['line ends of Windows', '{"a":\r\n"b"}'],
    ['a mark of byte order at the start', '\uFEFF{"a": "b"}'],
    ['bare carriage returns', '{"a":\r"b"}'],
    ['escapes of ordinary letters', '{"\\u0061": "\\u0062"}'],
  ])('benign twin: %s reads as the same map', (_why, text) => {
    const result = read(text);
    expect(result.ok && JSON.stringify(result.value)).toBe('{"a":"b"}');
  });

  test('minus zero and zero are one value', () => {
    const result = read('{"a": -0}');
    expect(result.ok && Object.is(result.value['a'], 0)).toBe(true);
  });

  test('reading what was printed changes nothing: a digest of it is a digest of the value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (json) => {
        const first = read(`{"a": ${json}}`);
        if (!first.ok) return;
        const printed = JSON.stringify(first.value);
        const second = read(printed);
        expect(second.ok && JSON.stringify(second.value)).toBe(printed);
      }),
    );
  });
});

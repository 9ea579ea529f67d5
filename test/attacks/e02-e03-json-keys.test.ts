import { describe, expect, test } from '@jest/globals';
import { BLOCK_LIMITS, readStructured } from '../../src/model/structured-text.ts';

const read = (text: string) => readStructured(text, { format: 'json', limits: BLOCK_LIMITS });
const codes = (text: string): readonly string[] => {
  const result = read(text);
  return result.ok ? [] : result.problems.map(({ code }) => code);
};

describe('a key twice: each parser picks another one (E02)', () => {
  test.each([
    ['plain', '{"scope": "src/a", "scope": "**"}'],
    ['escaped, so that no search finds it', '{"scope": "src/a", "\\u0073cope": "**"}'],
    [
      'far apart',
      `{"scope": "src/a", ${Array.from({ length: 40 }, (_, at) => `"k${at}": 1`).join(',')}, "scope": "**"}`,
    ],
    ['inside a nested map', '{"scope": "**", "next": {"scope": "src/a", "scope": "**"}}'],
  ])('%s', (_why, text) => {
    expect(codes(text)).toEqual(['duplicate-key']);
    expect(JSON.stringify(JSON.parse(text))).toContain('"**"');
  });

  test.each([
    ['the same key in two maps', '{"a": {"scope": 1}, "b": {"scope": 2}}'],
    ['keys that differ in case', '{"scope": 1, "Scope": 2}'],
  ])('benign twin: %s', (_why, text) => {
    expect(codes(text)).toEqual([]);
  });
});

/** The careless merge that configuration libraries were caught with. */
function merge(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    const held = target[key];
    if (typeof value === 'object' && value !== null && typeof held === 'object' && held !== null) {
      merge(held as Record<string, unknown>, value as Record<string, unknown>);
    } else if (typeof value !== 'object') {
      Object.defineProperty(target, key, { value, configurable: true, writable: true });
    }
  }
}

describe('a key that reaches the prototype (E03)', () => {
  test.each([
    ['the setter', '{"__proto__": {"polluted": true}}'],
    ['escaped', '{"__pr\\u006fto__": {"polluted": true}}'],
    ['deep', '{"a": {"__proto__": {"polluted": true}}}'],
    ['through the constructor', '{"constructor": {"prototype": {"polluted": true}}}'],
  ])('%s', (_why, text) => {
    expect(codes(text)).toContain('forbidden-key');
  });

  test('without the defence every object has the key', () => {
    try {
      merge({}, JSON.parse('{"__proto__": {"polluted": true}}'));
      expect(({} as { polluted?: boolean }).polluted).toBe(true);
    } finally {
      delete (Object.prototype as { polluted?: boolean }).polluted;
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('benign twin: the same words as values, and names of methods as keys', () => {
    const result = read('{"a": "__proto__", "toString": "constructor", "valueOf": 1}');
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && Object.getPrototypeOf(result.value)).toBeNull();
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { LIMITS } from '../../src/model/limits.ts';
import {
  BLOCK_LIMITS,
  PLAN_LIMITS,
  readStructured,
  type StructuredFormat,
} from '../../src/model/structured-text.ts';

const read = (text: string, format: StructuredFormat) =>
  readStructured(text, { format, limits: BLOCK_LIMITS });
const codes = (text: string, format: StructuredFormat): readonly string[] => {
  const result = read(text, format);
  return result.ok ? [] : result.problems.map(({ code }) => code);
};
/** Plain objects, so that `toEqual` compares content; that maps have no prototype is its own test. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what is read', () => {
  test.each<[StructuredFormat, string, unknown, string]>([
    [
      'json',
      '{"a": 1, "b": [true, null, "x"], "c": {}}',
      { a: 1, b: [true, null, 'x'], c: {} },
      'JSON keeps its types',
    ],
    [
      'json',
      '{"a": 0.5, "b": -3, "c": 1.0}',
      { a: 0.5, b: -3, c: 1 },
      'numbers that survive reading',
    ],
    ['json', '{"a": -0}', { a: 0 }, 'minus zero is written 0 in canonical JSON'],
    [
      'json',
      `{"a": ${Number.MAX_SAFE_INTEGER}}`,
      { a: Number.MAX_SAFE_INTEGER },
      'the largest exact integer',
    ],
    ['json', '\uFEFF{"a":\r\n1}\r', { a: 1 }, 'BOM, CRLF and CR of Windows editors'],
    [
      'json',
      '{"a": "\\ud83d\\ude00 \\r\\n\\t"}',
      { a: '😀 \r\n\t' },
      'a surrogate pair and line ends in an escape',
    ],
    [
      'json',
      '{"toString": 1, "hasOwnProperty": 2}',
      { toString: 1, hasOwnProperty: 2 },
      'names of methods are data',
    ],
    [
      'yaml',
      'a: 1\nb: [true, null, x]\nc: {}',
      { a: '1', b: ['true', 'null', 'x'], c: {} },
      'all scalars are text',
    ],
    ['yaml', 'sha: 1234567', { sha: '1234567' }, 'a sha of digits'],
    ['yaml', '---\na: b\n', { a: 'b' }, 'one document start is allowed'],
    ['yaml', '\uFEFFa: b\r\nc: |\r\n  x\r\n  y\r\n', { a: 'b', c: 'x\ny\n' }, 'BOM and CRLF'],
    ['yaml', 'a:\n? b\n"c d": \'e\'', { a: '', b: '', 'c d': 'e' }, 'nothing is the empty text'],
    ['yaml', '', {}, 'an empty policy is a policy'],
    ['yaml', '# only a comment\n\n', {}, 'a policy that is all comments'],
    [
      'yaml',
      'a: "*b &c !d %e <<"\nf: x*y&z',
      { a: '*b &c !d %e <<', f: 'x*y&z' },
      'marks inside text are text',
    ],
    [
      'yaml',
      'a: |\n  ---\n  ...\n  %x',
      { a: '---\n...\n%x\n' },
      'document marks inside a block scalar',
    ],
  ])('%s %j', (format, text, value) => {
    const result = read(text, format);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && plain(result.value)).toEqual(value);
  });

  test('no map has a prototype, at any depth', () => {
    const result = read('{"a": {"b": [{}]}}', 'json');
    const maps: unknown[] = [];
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value)) maps.push(Object.getPrototypeOf(value));
      Object.values(value).forEach(collect);
    };
    collect(result.ok && result.value);
    expect(maps).toEqual([null, null, null]);
  });
});

describe('what is refused, and where', () => {
  test.each<[StructuredFormat, string, string, number, number, string]>([
    ['json', '', 'syntax', 1, 1, 'an empty JSON text is not a value'],
    ['json', '{"a": 1,}', 'syntax', 1, 9, 'trailing comma'],
    ['json', '{"a": 1} x', 'syntax', 1, 10, 'text after the value'],
    ['json', '{"a": 1 // c\n}', 'syntax', 1, 9, 'line comment'],
    ['json', '/* " */ {}', 'syntax', 1, 1, 'block comment'],
    ['json', "{'a': 1}", 'syntax', 1, 2, 'single quotes'],
    ['json', '{"a": 01}', 'syntax', 1, 8, 'leading zero'],
    ['json', '{"a": NaN}', 'syntax', 1, 7, 'NaN is not JSON'],
    ['json', '{"a": "x', 'syntax', 1, 7, 'unterminated'],
    ['json', '{"a"\n\n  1}', 'syntax', 3, 3, 'the position counts lines'],
    ['json', '{"a": 1e400}', 'bad-number', 1, 7, 'reads as Infinity, prints as null'],
    ['json', '{"a": -1e400}', 'bad-number', 1, 7, 'reads as -Infinity'],
    ['json', '{"a": 9007199254740993}', 'bad-number', 1, 7, 'reads as …992'],
    ['json', '{"a": 1, "a": 2}', 'duplicate-key', 1, 10, 'JSON.parse keeps the last'],
    ['json', '{"a": 1, "\\u0061": 2}', 'duplicate-key', 1, 10, 'the same key in another spelling'],
    ['json', '{"a": {"__proto__": 1}}', 'forbidden-key', 1, 8, 'prototype key'],
    ['json', '{"a": "\\u0000"}', 'bad-character', 1, 7, 'NUL through an escape'],
    ['json', '{"\\ud800": 1}', 'bad-character', 1, 2, 'half a surrogate pair in a key'],
    ['json', '{"a": "\\u001b[2J"}', 'bad-character', 1, 7, 'ESC drives a terminal'],
    ['json', '[1]', 'not-a-map', 1, 1, 'a list at the top'],
    ['json', ' "x"', 'not-a-map', 1, 2, 'a text at the top'],
    ['yaml', 'a: 1\nb: *a', 'alias', 2, 4, 'alias'],
    ['yaml', 'a: &x 1', 'anchor', 1, 4, 'anchor'],
    ['yaml', 'a: !!int 1', 'tag', 1, 4, 'tag'],
    ['yaml', '%YAML 1.1\n---\na: 1', 'directive', 1, 1, 'YAML 1.1 would read "no" as false'],
    ['yaml', 'a: 1\n---\nb: 2', 'several-documents', 2, 1, 'second document'],
    ['yaml', '---\n---\nb: 2', 'several-documents', 2, 1, 'an empty first document'],
    ['yaml', 'a: 1\n...\n', 'several-documents', 2, 1, 'document end'],
    ['yaml', 'a: 1\n<<: {b: 2}', 'merge-key', 2, 1, 'merge key'],
    ['yaml', 'a: 1\n"a": 2', 'duplicate-key', 2, 1, 'duplicate in another spelling'],
    ['yaml', 'constructor: 1', 'forbidden-key', 1, 1, 'prototype key'],
    ['yaml', 'a: {prototype: 1}', 'forbidden-key', 1, 5, 'prototype key in flow style'],
    ['yaml', 'a: "\\0"', 'bad-character', 1, 4, 'NUL through an escape'],
    ['yaml', 'a: "\\ud800"', 'bad-character', 1, 4, 'half a surrogate pair through an escape'],
    ['yaml', 'a: "\\U00110000"', 'syntax', 1, 5, 'beyond Unicode'],
    ['yaml', 'a: "\\\\q \\q"', 'syntax', 1, 9, 'an unknown escape, after one that is none'],
    ['yaml', 'a: "\\x4"', 'syntax', 1, 5, 'an escape cut short'],
    ['yaml', 'a: b\n c: d', 'syntax', 1, 4, 'bad indentation'],
    ['yaml', '? [a]\n: b', 'syntax', 1, 3, 'a list as key'],
    ['yaml', ']', 'syntax', 1, 1, 'a token that nothing opened'],
    ['yaml', 'a: [1', 'syntax', 1, 6, 'unterminated list'],
    ['yaml', '\ta: b', 'syntax', 1, 1, 'tab as indentation'],
    ['yaml', '- a', 'not-a-map', 1, 1, 'a list at the top'],
    ['yaml', '---', 'not-a-map', 1, 4, 'an empty document with a start'],
    ['yaml', 'just words', 'not-a-map', 1, 1, 'a text at the top'],
    ['json', '{"a": "\0"}', 'bad-character', 1, 8, 'a raw NUL'],
    ['yaml', 'a: b\nc: \x1b', 'bad-character', 2, 4, 'a raw ESC'],
    ['yaml', 'a: \ud800', 'bad-character', 1, 4, 'a raw half of a surrogate pair'],
    ['yaml', 'a: \x9b31m', 'bad-character', 1, 4, 'CSI, the one-byte ESC ['],
  ])('%s %j is %s at %i:%i', (format, text, code, line, column) => {
    const result = read(text, format);
    expect(result).toMatchObject({ ok: false, problems: [{ code, line, column }] });
  });

  test('all problems of a tree at once, in the order of the text', () => {
    const result = read(
      '{"b": {"a": 1, "a": 2, "prototype": 3},\n "n": 1e999, "b": "\\u0000"}',
      'json',
    );
    expect(result.ok ? [] : result.problems.map(({ code, line }) => [code, line])).toEqual([
      ['duplicate-key', 1],
      ['forbidden-key', 1],
      ['bad-number', 2],
      ['duplicate-key', 2],
      ['bad-character', 2],
    ]);
  });

  test('stacks of errors elsewhere are as long as before', () => {
    const before = Error.stackTraceLimit;
    codes('[,,', 'yaml');
    expect(Error.stackTraceLimit).toBe(before);
  });

  test('a key is named once, however often it stands', () => {
    expect(codes('{"a": 1, "a": 2, "a": 3}', 'json')).toEqual(['duplicate-key']);
  });

  test('several raw control characters are one problem with their number', () => {
    const result = read('a: \0\0\0', 'yaml');
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
      'The character U+0000 is not allowed (and 2 more like it)',
    ]);
  });
});

describe('bounds', () => {
  const nestJson = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const nestFlow = (levels: number) => `${'{a: '.repeat(levels)}1${'}'.repeat(levels)}`;
  const nestBlock = (levels: number) =>
    Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
  const nestImplicit = (pairs: number) => `a: ${'[b: '.repeat(pairs)}1${']'.repeat(pairs)}`;
  const keys = (count: number, format: StructuredFormat) => {
    const entries = Array.from({ length: count }, (_, at) => `"k${at}": 1`);
    return format === 'json' ? `{${entries.join(',')}}` : entries.join('\n');
  };
  const nodes = (count: number, format: StructuredFormat) => {
    const items = Array.from({ length: count - 2 }, () => '1').join(', ');
    return format === 'json' ? `{"a": [${items}]}` : `a: [${items}]`;
  };
  const sized = (unit: string, count: number) => `{"a": "${unit.repeat(count)}"}`;
  const emptyMaps = Array.from({ length: 60 }, (_, at) => `k${at}: {}`).join(', ');
  test.each<[string, StructuredFormat, readonly string[], string]>([
    ['exactly at the depth', 'json', [], nestJson(16)],
    ['one level too deep', 'json', ['too-deep'], nestJson(17)],
    ['exactly at the depth, flow style', 'yaml', [], nestFlow(16)],
    ['one level too deep, flow style', 'yaml', ['too-deep'], nestFlow(17)],
    ['exactly at the depth, block style', 'yaml', [], nestBlock(16)],
    ['one level too deep, block style', 'yaml', ['too-deep'], nestBlock(17)],
    ['1 + 7 × 2 levels: a pair in a list is a map', 'yaml', [], nestImplicit(7)],
    ['1 + 8 × 2 levels, half of them without a token', 'yaml', ['too-deep'], nestImplicit(8)],
    ['exactly the allowed keys', 'json', [], keys(64, 'json')],
    ['one key more', 'json', ['too-many-keys'], keys(65, 'json')],
    ['exactly the allowed keys', 'yaml', [], keys(64, 'yaml')],
    ['one key more', 'yaml', ['too-many-keys'], keys(65, 'yaml')],
    ['exactly the allowed values', 'json', [], nodes(500, 'json')],
    ['one value more', 'json', ['too-many-nodes'], nodes(501, 'json')],
    ['exactly the allowed values', 'yaml', [], nodes(500, 'yaml')],
    ['one value more', 'yaml', ['too-many-nodes'], nodes(501, 'yaml')],
    ['the densest honest notation, five marks a value', 'yaml', [], `a: {${emptyMaps}}`],
    ['marks without values', 'yaml', ['too-many-nodes'], '?\n'.repeat(2501)],
    ['comments without end', 'yaml', ['too-many-nodes'], `a: b\n${'#\n'.repeat(3000)}`],
    ['many blank lines, still cheap', 'yaml', [], `a: b\n${'\n'.repeat(4900)}`],
    ['exactly at the size', 'json', [], sized('x', LIMITS.blockBytes - 9)],
    ['one byte more', 'json', ['too-large'], sized('x', LIMITS.blockBytes - 8)],
    ['bytes count, not characters', 'json', ['too-large'], sized('é', LIMITS.blockBytes / 2 - 4)],
  ])('%s (%s)', (_why, format, expected, text) => {
    expect(codes(text, format)).toEqual(expected);
  });

  test('the plan profile holds what a block may not', () => {
    const text = JSON.stringify({
      tasks: Array.from({ length: 200 }, (_, id) => ({ id, a: 1, b: 2, c: [3] })),
    });
    expect(codes(text, 'json')).toEqual(['too-many-nodes']);
    expect(readStructured(text, { format: 'json', limits: PLAN_LIMITS })).toMatchObject({
      ok: true,
    });
    expect(
      readStructured(stringify(JSON.parse(text)), { format: 'yaml', limits: PLAN_LIMITS }),
    ).toMatchObject({
      ok: true,
    });
  });
});

const key = fc
  .string({ minLength: 1, maxLength: 8 })
  .filter((text) => !['__proto__', '<<'].includes(text));
const tame = fc.string({ maxLength: 12 });
const { value: data } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tame,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const record = fc.dictionary(key, data, { maxKeys: 5, noNullPrototype: true });

describe('laws', () => {
  test('what JSON.stringify prints is read back', () => {
    fc.assert(
      fc.property(record, (value) => {
        const result = read(JSON.stringify(value), 'json');
        expect(result.ok && plain(result.value)).toEqual(value);
      }),
    );
  });

  test('what yaml prints is read back', () => {
    fc.assert(
      fc.property(record, (value) => {
        const result = read(
          stringify(value, { schema: 'failsafe', aliasDuplicateObjects: false }),
          'yaml',
        );
        expect(result.ok && plain(result.value)).toEqual(value);
      }),
    );
  });

  const jsonish = fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"a"',
        '"b"',
        '1',
        '-',
        '0',
        '.',
        'e',
        'null',
        ' ',
        '\n',
        '"',
        '\\',
        '\\u0061',
        '/',
        'true',
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(''));

  test('JSON that is accepted is JSON, with the same value', () => {
    fc.assert(
      fc.property(jsonish, (text) => {
        const result = read(text, 'json');
        if (result.ok) expect(plain(result.value)).toEqual(JSON.parse(text));
        else if (result.problems.every(({ code }) => code === 'syntax')) {
          expect(() => JSON.parse(text)).toThrow(SyntaxError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  const yamlish = fc
    .array(
      fc.constantFrom(
        '- ',
        '? ',
        ': ',
        'a',
        'b',
        ' ',
        '  ',
        '\n',
        '[',
        ']',
        '{',
        '}',
        ',',
        '"',
        "'",
        '|',
        '>',
        '#',
        '&',
        '*',
        '!',
        '%',
        '---',
        '...',
        '\t',
        '<<',
        '\\',
        '@',
        '`',
        '-',
        '\r',
      ),
      { maxLength: 24 },
    )
    .map((parts) => parts.join(''));

  test('no text makes the reader throw, and a problem has a place in the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(yamlish, jsonish, fc.string({ unit: 'binary' })),
        fc.constantFrom('json', 'yaml'),
        (text, format) => {
          const result = read(text, format as StructuredFormat);
          const lines = text.split(/\r\n?|\n/);
          for (const { line, column } of result.ok ? [] : result.problems) {
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeLessThanOrEqual(Number(lines[line - 1]?.length) + 1);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

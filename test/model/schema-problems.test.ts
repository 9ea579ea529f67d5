import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { checkSchema } from '../../src/model/schema-problems.ts';

const Inner = z.strictObject({ alpha: z.string().min(2).max(4), beta: z.string().optional() });
const Schema = z.strictObject({
  kind: z.enum(['commit', 'file']).default('file'),
  count: z.int().min(1).max(9).optional(),
  list: z.array(Inner).min(1).max(2).optional(),
  map: z.record(z.string().regex(/^[a-z/]+$/, 'must be letters'), Inner).optional(),
  either: z.union([Inner, z.strictObject({ gamma: z.string(), alpha: z.int() })]).optional(),
  mixed: z.union([z.string().min(2), z.array(z.string())]).optional(),
  loose: z.union([z.string(), Inner, z.array(Inner)]).optional(),
  piped: Inner.transform(({ alpha }) => alpha).optional(),
  odd: z.null().optional(),
  checked: z.string().regex(/^x/, 'must begin with x').optional(),
});

const REFUSED: readonly { why: string; value: unknown; problems: readonly [string, string][] }[] = [
  {
    why: 'an unknown field, with the nearest and all allowed ones',
    value: { knd: 'file' },
    problems: [
      [
        'knd',
        'Unknown field "knd" (did you mean kind?); allowed: kind, count, list, map, either, mixed, loose, piped, odd, checked',
      ],
    ],
  },
  {
    why: 'an unknown field inside a list, a map and a transformed map',
    value: {
      list: [{ alpha: 'ab', x: 1 }],
      map: { 'a/b': { alpha: 'ab', x: 1 } },
      piped: { alpha: 'ab', x: 1 },
    },
    problems: [
      ['list[0].x', 'Unknown field "x"; allowed: alpha, beta'],
      ['map["a/b"].x', 'Unknown field "x"; allowed: alpha, beta'],
      ['piped.x', 'Unknown field "x"; allowed: alpha, beta'],
    ],
  },
  {
    why: 'a missing field',
    value: { list: [{}] },
    problems: [['list[0].alpha', 'list[0].alpha is missing']],
  },
  {
    why: 'a value that is not among the allowed ones, with the nearest',
    value: { kind: 'comit' },
    problems: [['kind', 'kind is "comit"; allowed: commit, file (did you mean commit?)']],
  },
  {
    why: 'another type',
    value: { count: '1', list: {}, odd: 1 },
    problems: [
      ['count', 'count is "1"; allowed: a number'],
      ['list', 'list is {}; allowed: a list'],
      ['odd', 'odd is 1; allowed: null'],
    ],
  },
  {
    why: 'a fraction',
    value: { count: 1.5 },
    problems: [['count', 'count is 1.5; allowed: a whole number']],
  },
  {
    why: 'bounds of numbers, texts and lists, just beyond them',
    value: { count: 0, list: [], mixed: 'x', map: { a: { alpha: 'abcde' } } },
    problems: [
      ['count', 'count is 0; allowed: at least 1'],
      ['list', 'list holds 0 entries; allowed: at least 1 entry'],
      ['map.a.alpha', 'map.a.alpha is "abcde"; allowed: at most 4 characters'],
      ['mixed', 'mixed is "x"; allowed: at least 2 characters'],
    ],
  },
  {
    why: 'the other bounds',
    value: { count: 10, list: [1, 2, 3], map: { a: { alpha: 'x'.repeat(61) } } },
    problems: [
      ['count', 'count is 10; allowed: at most 9'],
      ['list', 'list holds 3 entries; allowed: at most 2 entries'],
      ['map.a.alpha', 'map.a.alpha is 61 characters long; allowed: at most 4 characters'],
    ],
  },
  {
    why: 'a check with words of its own',
    value: { checked: 'y' },
    problems: [['checked', 'checked is "y"; it must begin with x']],
  },
  {
    why: 'a key that may not stand in a map',
    value: { map: { 'A b': { alpha: 'ab' } } },
    problems: [['map["A b"]', 'map["A b"] is no key here; it must be letters']],
  },
  {
    why: 'no form of a union has that type',
    value: { mixed: 5 },
    problems: [['mixed', 'mixed is 5; allowed: text or a list']],
  },
  {
    why: 'one form of a union has that type: its problems',
    value: { mixed: ['a', 2] },
    problems: [['mixed[1]', 'mixed[1] is 2; allowed: text']],
  },
  {
    why: 'a union of maps: the form with the most names that are there',
    value: { either: { alpha: 'a', beta: 'b' } },
    problems: [['either.alpha', 'either.alpha is "a"; allowed: at least 2 characters']],
  },
  {
    why: 'a union of maps: the form with the fewest problems',
    value: { either: { alpha: 7 } },
    problems: [['either.alpha', 'either.alpha is 7; allowed: text']],
  },
  {
    why: 'a union of maps: names of two forms at once',
    value: { either: { gamma: 'g', beta: 'b', alpha: 1 } },
    problems: [['either.beta', 'Unknown field "beta"; allowed: gamma, alpha']],
  },
  {
    why: 'a union of maps: only unknown names',
    value: { either: { alhpa: 'a' } },
    problems: [['either.alhpa', 'Unknown field "alhpa"; allowed: alpha, beta, gamma']],
  },
  {
    why: 'a union of maps: no name at all',
    value: { either: {} },
    problems: [['either', 'either is empty; allowed: alpha, beta, gamma']],
  },
  {
    why: 'a union of a map, a list of maps and text',
    value: { loose: { alpha: 'ab', omega: 1 }, either: { alpha: 'ab', omega: 1 } },
    problems: [
      ['either.omega', 'Unknown field "omega"; allowed: alpha, beta, gamma'],
      ['loose.omega', 'Unknown field "omega"; allowed: alpha, beta'],
    ],
  },
  {
    why: 'a union of a map, a list of maps and text: inside the list',
    value: { loose: [{ alpha: 'ab', omega: 1 }] },
    problems: [['loose[0].omega', 'Unknown field "omega"; allowed: alpha, beta']],
  },
  {
    why: 'the document itself',
    value: [],
    problems: [['', 'The document is []; allowed: a map']],
  },
  {
    why: 'a name that hides something, or is very long, is quoted (D18)',
    value: { ['a\u202Eb']: 1 },
    problems: [
      [
        '["a\\u{202e}b"]',
        'Unknown field "a\\u{202e}b"; allowed: kind, count, list, map, either, mixed, loose, piped, odd, checked',
      ],
    ],
  },
];

describe('checkSchema', () => {
  test.each(REFUSED.map((row) => [row.why, row] as const))('%s', (_, { value, problems }) => {
    expect(checkSchema(Schema, value)).toEqual({
      ok: false,
      problems: problems.map(([field, message]) => ({ field, message })),
    });
  });

  test('a value that fits is read', () => {
    expect(checkSchema(Schema, { piped: { alpha: 'ab' } })).toEqual({
      ok: true,
      value: { kind: 'file', piped: 'ab' },
    });
  });

  test('a missing document-level union, constant and field are missing, not undefined', () => {
    const schema = z.strictObject({ a: z.union([z.string(), z.int()]), b: z.literal('b/v1') });
    expect(checkSchema(schema, {})).toEqual({
      ok: false,
      problems: [
        { field: 'a', message: 'a is missing' },
        { field: 'b', message: 'b is missing' },
      ],
    });
  });

  test.each([
    ['text', 'x', 'a is "x"; it must be longer'],
    ['null', null, 'a is null; it must be something'],
  ])('two forms of one type: %s that fits none', (_, a, message) => {
    const never = (type: z.ZodType, words: string) => type.refine(() => false, words);
    const forms = z.union([
      never(z.string(), 'must be longer'),
      never(z.string(), 'must be shorter'),
      never(z.null(), 'must be something'),
      never(z.null(), 'must be there'),
    ]);
    expect(checkSchema(z.strictObject({ a: forms }), { a })).toEqual({
      ok: false,
      problems: [{ field: 'a', message }],
    });
  });

  test('a path through text is nothing', () => {
    const schema = z.string().check(({ issues, value }) => {
      issues.push({ code: 'custom', message: 'must be split', path: [0, 'x'], input: value });
    });
    expect(checkSchema(schema, 'abc')).toMatchObject({
      problems: [{ field: '[0].x', message: '[0].x is nothing; it must be split' }],
    });
  });

  test('each problem gets the line of its path', () => {
    const lines = checkSchema(Schema, { count: 0, x: 1 }, (path) => path.join('/').length);
    expect(lines).toMatchObject({ problems: [{ line: 5 }, { line: 1 }] });
  });
});

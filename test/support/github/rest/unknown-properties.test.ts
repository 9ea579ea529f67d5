import { describe, expect, test } from '@jest/globals';
import { againstResponse } from './description.ts';
import { unknownProperties } from './unknown-properties.ts';

describe('what GitHub has not', () => {
  const defs = { user: { type: 'object', properties: { id: {} } } };
  const schema = {
    anyOf: [
      { $ref: '#/$defs/user' },
      { properties: { team: { items: { $ref: '#/$defs/user' } } } },
    ],
  };
  test.each([
    ['known by a reference', { id: 1 }, []],
    ['known by another alternative', { team: [{ id: 1 }] }, []],
    ['made up', { name: 'x' }, ['/name is no property that GitHub has there']],
    [
      'made up, deep in a list',
      { team: [{ id: 1 }, { login: 'x' }] },
      ['/team/1/login is no property that GitHub has there'],
    ],
    ['no object', null, []],
  ])('%s', (_, value, expected) => {
    expect(unknownProperties(schema, defs, value)).toEqual(expected);
  });

  test('of an object that is free, everything is known', () => {
    expect(unknownProperties({ additionalProperties: true }, {}, { any: 1 })).toEqual([]);
    expect(
      unknownProperties(
        { properties: { a: {} }, additionalProperties: { properties: {} } },
        {},
        { any: 1 },
      ),
    ).toEqual([]);
  });
});

test.each([
  ['a status that is none of the operation', 'git/get-ref', 201, {}, 'never answers 201'],
  [
    'a missing property',
    'git/get-ref',
    200,
    { ref: 'x', node_id: 'x', url: 'http://x/' },
    'object',
  ],
  ['a wrong type', 'issues/list-comments', 200, [{ id: 'x' }], '/0/id must be integer'],
  [
    'a made-up property',
    'pulls/merge',
    200,
    { sha: 'x', merged: true, message: 'x', by: 'me' },
    '/by is no property',
  ],
])('the oracle sees %s', (_, id, status, body, fault) => {
  expect(againstResponse(id, status, body).join('\n')).toContain(fault);
});

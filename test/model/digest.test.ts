import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { digestOf } from '../../src/model/digest.ts';

test('is the sha256 of the canonical JSON, in UTF-8', () => {
  const expected = createHash('sha256').update('{"a":"é","b":[1]}', 'utf8').digest('hex');
  expect(digestOf({ b: [1], a: 'é' })).toBe(expected);
});

test('two spellings of one letter are two values: normalising is the caller’s decision', () => {
  expect(digestOf('caf\u00e9')).not.toBe(digestOf('cafe\u0301'));
});

test('lists do not run into each other', () => {
  expect(digestOf(['a', 'b'])).not.toBe(digestOf(['ab']));
  expect(digestOf(['a,b'])).not.toBe(digestOf(['a', 'b']));
});

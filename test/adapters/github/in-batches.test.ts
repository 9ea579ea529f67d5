import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inBatches } from '../../../src/adapters/github/in-batches.ts';
import { GateError } from '../../../src/model/gate-error.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const failing = (status: number) => Object.assign(new Error(`HTTP ${status}`), { status });
/** As `ask` tells it. */
const told = (status: number) =>
  new GateError('access', 'GitHub did not answer', { remedy: 'Again', cause: failing(status) });

describe('as few requests as it takes', () => {
  test.each([
    [0, []],
    [1, [1]],
    [99, [99]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('%i keys: %j', async (count, sizes) => {
    const asked: number[] = [];
    const found = await inBatches(numbers(count), async (batch) => {
      asked.push(batch.length);
      return batch;
    });
    expect([asked, found]).toEqual([sizes, numbers(count)]);
  });
});

test('whatever size is too much, every key is answered once and in order (a law)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(300), fc.integer({ min: 1, max: 120 }), async (count, most) => {
      const found = await inBatches(numbers(count), async (batch) => {
        if (batch.length > most) throw told(502);
        return batch;
      });
      expect(found).toEqual(numbers(count));
    }),
  );
});

const STOPPED = 'Something went wrong while executing your query on 2026-05-03T10:00:00Z.';
const saying = (message: string) =>
  Object.assign(new Error(message), { errors: [{ message: 'Not that' }, { message }] });

test.each([
  ['502, as ask tells it', told(502)],
  ['504, as ask tells it', told(504)],
  ['500, as octokit makes it of status 200', told(500)],
  ['502, as octokit throws it', failing(502)],
  ['an error beside an answer with status 200', saying(STOPPED)],
  [
    'the same, as ask tells it',
    new GateError('access', 'x', { remedy: 'y', cause: saying(STOPPED) }),
  ],
])('%s: halves', async (_why, error) => {
  const asked: (readonly [number, string])[] = [];
  await inBatches(numbers(5), async (batch, tries) => {
    asked.push([batch.length, tries]);
    if (batch.length > 2) throw error;
    return batch;
  });
  // A query that was ended costs points: only what cannot be halved is asked for several times.
  expect(asked).toEqual([
    ...([5, 3, 2] as const).map((size) => [size, 'once']),
    [1, 'several'],
    [2, 'once'],
  ]);
});

test('one key that is too much by itself is thrown', async () => {
  const error = told(502);
  const asked: number[] = [];
  const all = inBatches(numbers(4), async (batch) => {
    asked.push(batch.length);
    if (batch.includes(3)) throw error;
    return batch;
  });
  await expect(all).rejects.toBe(error);
  expect(asked).toEqual([4, 2, 2, 1, 1]);
});

test.each([
  ['401', told(401)],
  ['a limit', told(403)],
  ['an error of another kind', saying('Could not resolve to a Repository')],
  ['a bug', new TypeError('x is undefined')],
  ['no error at all', 'no'],
])('anything else is thrown at once: %s', async (_why, error) => {
  let asked = 0;
  const all = inBatches(numbers(8), async () => {
    asked += 1;
    throw error;
  });
  await expect(all).rejects.toBe(error);
  expect(asked).toBe(1);
});

import { expect, test } from '@jest/globals';
import { NextStep, readNextStep } from '../../src/model/next-step.ts';

test('the seed next step: paths out of "only", statements out of ";", counts out of words (C10)', () => {
  const next = NextStep.parse({
    task: 'data-layer-connection',
    scope: 'src/db/connection.ts only',
    'acceptance-criteria':
      'Connection pool initialized; retries on failure; 3 integration tests pass',
  });
  expect(readNextStep(next)).toEqual({
    task: 'data-layer-connection',
    paths: ['src/db/connection.ts'],
    criteria: [
      { text: 'Connection pool initialized' },
      { text: 'retries on failure' },
      { text: '3 integration tests pass', verify: { tests: '*', min: 3 } },
    ],
  });
});

test('lists say the same', () => {
  const next = NextStep.parse({
    task: 'data-layer',
    scope: ['src/db/**', 'src/my file.ts'],
    'acceptance-criteria': ['a; b', '12 unit tests in pool.test.ts pass'],
  });
  expect(readNextStep(next)).toEqual({
    task: 'data-layer',
    paths: ['src/db/**', 'src/my file.ts'],
    criteria: [
      { text: 'a; b' },
      {
        text: '12 unit tests in pool.test.ts pass',
        verify: { tests: 'pool.test.ts', min: 12 },
      },
    ],
  });
});

test('a marker stays a marker', () => {
  const marker = { status: 'none', reason: 'last task of the plan' } as const;
  expect(readNextStep(marker)).toBe(marker);
});

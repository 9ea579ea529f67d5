import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { parseTaskId, TaskIdText, taskOfBranch } from '../../src/model/task-id.ts';

describe('TaskId', () => {
  test.each(['a', 'auth-oauth', '1', 'a'.repeat(64)])('%j is one', (text) => {
    expect(parseTaskId(text)).toBe(text);
  });

  test.each(['', 'A', 'a_b', '-a', 'a-', 'a--b', 'a/b', '..', 'a\n', 'ä', 'a'.repeat(65)])(
    '%j is none',
    (text) => {
      expect(parseTaskId(text)).toBeUndefined();
    },
  );

  test('the pattern of the JSON Schema says the same', () => {
    const { pattern, maxLength } = z.toJSONSchema(TaskIdText);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9_-]{0,70}$/), (text) => {
        const allowed =
          new RegExp(String(pattern), 'u').test(text) && text.length <= Number(maxLength);
        expect(allowed).toBe(parseTaskId(text) !== undefined);
      }),
    );
  });
});

describe('taskOfBranch (seed C5)', () => {
  test.each([
    ['handoff/auth', 'auth'],
    ['handoff/auth/2', 'auth'],
    ['refs/heads/handoff/auth/13', 'auth'],
  ])('%s is of %s', (branch, task) => {
    expect(taskOfBranch(branch)).toBe(task);
  });

  test.each([
    'main',
    'handoff/',
    'handoff/Auth',
    'handoff/a/b',
    'handoff/a/1/2',
    'x/handoff/a',
    'handoff-a',
  ])('%s is of none', (branch) => {
    expect(taskOfBranch(branch)).toBeUndefined();
  });
});

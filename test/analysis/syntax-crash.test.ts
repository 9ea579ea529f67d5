import { expect, it } from '@jest/globals';
import { syntax } from '../support/syntax.ts';

// Alone in its file: the runtime is one a process, and this kills it.
it('a text that fills the parser memory is a fallback, and so is all that comes after (threat D16)', async () => {
  expect(await syntax.parse('let a = 1;', 'typescript')).toMatchObject({ state: 'parsed' });
  expect(await syntax.parse('f<a,\n'.repeat(20_000), 'typescript')).toEqual({
    state: 'fallback',
    because: 'crashes the parser',
  });
  expect(await syntax.parse('let a = 1;', 'typescript')).toEqual({
    state: 'fallback',
    because: 'comes after a file that crashed the parser',
  });
});

import { describe, expect, test } from '@jest/globals';
import { fanIn } from '../../src/analysis/fan-in.ts';
import { path, tree } from '../support/output-facts.ts';

describe('how many modules import a file', () => {
  test('each once, tests and itself not at all', () => {
    const imports = new Map([
      [path('src/a.ts'), ['./errors', './errors.ts', 'react']],
      [path('src/b.ts'), ['./errors', './a']],
      [path('src/errors.ts'), ['./errors']],
      [path('src/errors.test.ts'), ['./errors']],
      [path('test/support/make.ts'), ['../../src/errors']],
    ]);
    const counts = fanIn(imports, tree(['src/a.ts', 'src/b.ts', 'src/errors.ts']));
    expect([...counts]).toEqual([
      ['src/errors.ts', 2],
      ['src/a.ts', 1],
    ]);
  });
});

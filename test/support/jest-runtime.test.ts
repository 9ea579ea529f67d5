import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from './repo.ts';

const ROOT = join(import.meta.dirname, '../..');
const SUITES = 10;
/** MB: ten suites of 40 MB each do not fit. */
const HEAP = 280;

test('the modules of a suite that has ended are given back', () => {
  const folder = temporaryFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const jest = {
    runtime: join(ROOT, 'test/support/jest-runtime.cjs'),
    testMatch: ['**/*.suite.mjs'],
    moduleFileExtensions: ['mjs', 'js'],
    transform: {},
  };
  write('package.json', JSON.stringify({ jest }));
  // A module that imports another one, as Node 20 keeps them.
  write('size.mjs', 'export const SIZE = 5e6;\n');
  write(
    'held.mjs',
    "import { SIZE } from './size.mjs';\nexport const held = Array(SIZE).fill({});\n",
  );
  for (let suite = 0; suite < SUITES; suite += 1)
    write(
      `${suite}.suite.mjs`,
      "import { held } from './held.mjs';\ntest('a', () => void held);\n",
    );
  const run = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${HEAP}`,
      '--experimental-vm-modules',
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      '--runInBand',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(run.stderr).toContain(`Tests:       ${SUITES} passed`);
});

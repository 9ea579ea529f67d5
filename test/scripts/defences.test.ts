import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { DEFENCES } from '../../scripts/defences.ts';

test.each(DEFENCES)(
  '$threat, $off: still where it is switched off, and its attack is a test',
  ({ file, from, to, test: path }) => {
    expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    expect(existsSync(path)).toBe(true);
  },
);

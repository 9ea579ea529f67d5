import { expect, test } from '@jest/globals';
import { type ModeConcern, modeConcern } from '../../src/analysis/file-mode.ts';
import type { FileMode } from '../../src/model/change.ts';
import { changed } from '../support/output-facts.ts';

const concern = (oldMode: FileMode, newMode: FileMode, named: 'named' | 'by glob') =>
  modeConcern(changed('src/a', 'modified', { oldMode, newMode }), named === 'named');

test.each<[string, FileMode, FileMode, ModeConcern | undefined, ModeConcern | undefined]>([
  ['an edit', '100644', '100644', undefined, undefined],
  ['an edit of a script', '100755', '100755', undefined, undefined],
  ['a new file', '000000', '100644', undefined, undefined],
  ['a deletion', '100644', '000000', undefined, undefined],
  ['a deleted link', '120000', '000000', undefined, undefined],
  ['a deleted submodule', '160000', '000000', undefined, undefined],
  ['a new script', '000000', '100755', 'executable', undefined],
  ['+x', '100644', '100755', 'executable', undefined],
  ['-x', '100755', '100644', 'not-executable', undefined],
  ['a new link', '000000', '120000', 'symlink', 'symlink'],
  ['a file that becomes a link', '100644', '120000', 'symlink', 'symlink'],
  ['a submodule that becomes a link', '160000', '120000', 'symlink', 'symlink'],
  ['a new submodule', '000000', '160000', 'submodule', 'submodule'],
  ['a file that becomes a submodule', '100644', '160000', 'submodule', 'submodule'],
  ['a link that points elsewhere', '120000', '120000', 'repointed', undefined],
  ['a submodule at another commit', '160000', '160000', 'repointed', undefined],
  ['a link that becomes a file', '120000', '100644', 'replaced', undefined],
  ['a submodule that becomes a script', '160000', '100755', 'replaced', undefined],
])('%s: %s to %s', (_, before, after, byGlob, named) => {
  expect(concern(before, after, 'by glob')).toBe(byGlob);
  expect(concern(before, after, 'named')).toBe(named);
});

import { describe, expect, test } from '@jest/globals';
import { resolveImport } from '../../src/analysis/resolve-import.ts';
import { tree } from '../support/output-facts.ts';

const TREE = tree([
  'src/db/pool.ts',
  'src/db/index.ts',
  'src/db/query.js',
  'src/app.tsx',
  'lib/esm.mts',
  'root.ts',
  'packages/web/src/hooks/use.ts',
  'packages/web/assets/logo.svg',
  'services/api/app/models.py',
  'services/api/app/__init__.py',
  'services/api/app/db/__init__.py',
  'src/flask/globals.py',
]);

describe('the file that an import names', () => {
  test.each<[importer: string, specifier: string, file: string | undefined, why: string]>([
    ['src/app.tsx', './db/pool.ts', 'src/db/pool.ts', 'in full'],
    ['src/app.tsx', './db/pool', 'src/db/pool.ts', 'without its ending'],
    ['src/app.tsx', './db/pool.js', 'src/db/pool.ts', 'by what it is built to'],
    ['src/app.tsx', './db/query.js', 'src/db/query.js', 'a script that is one'],
    ['src/app.tsx', '../lib/esm.mjs', 'lib/esm.mts', 'a module by what it is built to'],
    ['src/app.tsx', './db', 'src/db/index.ts', 'a folder'],
    ['src/db/pool.ts', '.', 'src/db/index.ts', 'its own folder'],
    ['src/db/pool.ts', '..', undefined, 'a folder without an index'],
    ['src/db/pool.ts', '../app.jsx', 'src/app.tsx', 'one folder up'],
    ['root.ts', './src//db/./pool', 'src/db/pool.ts', 'a way that is not straight'],
    ['root.ts', '../root', undefined, 'out of the repository'],
    ['src/app.tsx', 'react', undefined, 'a package of others'],
    ['src/app.tsx', '@scope/pool', undefined, 'a package with a scope'],
    [
      'packages/web/src/page.tsx',
      '@/hooks/use',
      'packages/web/src/hooks/use.ts',
      'the sources of its package',
    ],
    [
      'packages/web/src/page.tsx',
      '~/assets/logo.svg',
      'packages/web/assets/logo.svg',
      'the folder of its package',
    ],
    ['packages/web/src/page.tsx', '@/db/pool', 'src/db/pool.ts', 'the sources of the repository'],
    ['packages/web/src/page.tsx', '@/nothing', undefined, 'nowhere'],
    [
      'services/api/app/main.py',
      'app.models',
      'services/api/app/models.py',
      'from the folder of its package',
    ],
    ['services/api/app/main.py', '.models', 'services/api/app/models.py', 'beside it'],
    ['services/api/app/main.py', '.', 'services/api/app/__init__.py', 'its own package'],
    ['services/api/app/db/pool.py', '..models', 'services/api/app/models.py', 'one package up'],
    ['services/api/app/db/pool.py', '.....models', undefined, 'out of the repository'],
    ['services/api/app/main.py', 'app.db', 'services/api/app/db/__init__.py', 'a package'],
    ['services/api/app/main.py', 'os.path', undefined, 'a module of Python'],
    ['tests/test_a.py', 'flask.globals', 'src/flask/globals.py', 'the sources of the repository'],
  ])('%s imports %s: %s (%s)', (importer, specifier, file) => {
    expect(resolveImport(specifier, importer, TREE)).toBe(file);
  });
});

import { describe, expect, test } from '@jest/globals';
import { doubleClaims, filesOfClaims } from '../../src/analysis/double-claims.ts';
import { manifestEntries, statesEntries } from '../../src/analysis/manifest-entries.ts';
import { indexPending } from '../../src/analysis/pending-index.ts';
import type { Sha } from '../../src/model/sha.ts';
import { added, type Doing, executable, pending, removed } from '../support/pending-change.ts';

/** path → [text in the base, text of the output]; undefined = no such file. */
type Texts = Readonly<Record<string, readonly [string | undefined, string | undefined]>>;

const texts = new Map<string, string>();
function doing(before: string | undefined, after: string | undefined): Doing {
  return {
    from: before === undefined ? undefined : ['100644', before],
    to: after === undefined ? undefined : ['100644', after],
  };
}
const output = (name: string, files: Texts) =>
  pending(
    name,
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, doing(...text)])),
  );

/** What `a` and `b` claim twice, as `kind what: paths`. Each also changes a file of its own, unless told. */
function claimed(a: Texts, b: Texts): readonly string[] {
  const pair = [
    output('a', { 'own/a': [undefined, 'a'], ...a }),
    output('b', { 'own/b': [undefined, 'b'], ...b }),
  ];
  for (const { change } of pair)
    for (const { path, oldBlob, newBlob } of change.paths) {
      const [before, after] = a[path] ?? b[path] ?? [];
      const mine = pair[0]?.change === change ? a[path] : b[path];
      if (oldBlob) texts.set(oldBlob, before ?? '');
      if (newBlob) texts.set(newBlob, mine?.[1] ?? after ?? '');
    }
  const read = (blob: Sha) => texts.get(blob);
  return doubleClaims(indexPending(pair), read).map(
    ({ kind, what, paths }) => `${kind} ${what}: ${paths.join(' ')}`,
  );
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const BASE = json({ version: '1.2.0', dependencies: { zod: '4' } });
const V13 = json({ version: '1.3.0', dependencies: { zod: '4' } });
const file = (text: string) => [undefined, text] as const;

describe('what two outputs both claim', () => {
  test.each<readonly [string, Texts, Texts, readonly string[]]>([
    [
      'the same new version',
      { 'package.json': [BASE, V13] },
      { 'package.json': [BASE, `${V13}\n`] },
      ['version 1.3.0: package.json'],
    ],
    [
      'a version file',
      { VERSION: ['1.0.0\n', '1.1.0\n'] },
      { VERSION: ['1.0.0\n', '1.1.0\n\n'] },
      ['version 1.1.0: VERSION'],
    ],
    [
      'a version in Python',
      { 'p/__init__.py': ['', "__version__ = '2.0'\n"] },
      { 'p/__init__.py': ['', "__version__ = '2.0'\nx\n"] },
      ['version 2.0: p/__init__.py'],
    ],
    [
      'a migration number',
      { 'db/0007_users.sql': file('a') },
      { 'db/0007_roles.sql': file('b') },
      ['number 0007: db/0007_users.sql db/0007_roles.sql'],
    ],
    [
      'up and down of one migration are one claim',
      { 'db/0007_a.down.sql': file('a'), 'db/0007_a.up.sql': file('b') },
      { 'db/0007_b.up.sql': file('c') },
      ['number 0007: db/0007_a.down.sql db/0007_a.up.sql db/0007_b.up.sql'],
    ],
    [
      'a number with and without zeros',
      { 'migrations/7-a.sql': file('a') },
      { 'migrations/007-b.sql': file('b') },
      ['number 7: migrations/7-a.sql migrations/007-b.sql'],
    ],
    [
      'Flyway',
      { 'sql/V7_1__a.sql': file('a'), 'sql/V8__a.sql': file('c') },
      { 'sql/V8__b.sql': file('b') },
      ['number 8: sql/V8__a.sql sql/V8__b.sql'],
    ],
    [
      'a time stamp',
      { 'db/20260503101112_a.rb': file('a') },
      { 'db/20260503101112_b.rb': file('b') },
      ['number 20260503101112: db/20260503101112_a.rb db/20260503101112_b.rb'],
    ],
    [
      'a decision',
      { 'docs/adr/12-a.md': file('a') },
      { 'docs/adr/12-b.md': file('b') },
      ['number 12: docs/adr/12-a.md docs/adr/12-b.md'],
    ],
    [
      'a dependency in two versions, in two sections',
      {
        'package.json': [BASE, json({ version: '1.2.0', dependencies: { zod: '4', lodash: '3' } })],
      },
      {
        'package.json': [
          BASE,
          json({ version: '1.2.0', dependencies: { zod: '4' }, devDependencies: { lodash: '4' } }),
        ],
      },
      ['entry lodash: package.json'],
    ],
    [
      'an entry of a new manifest',
      { 'requirements.txt': file('flask==2\n') },
      { 'requirements.txt': file('flask==3\n') },
      ['entry flask: requirements.txt'],
    ],
  ])('%s', (_, a, b, expected) => {
    expect(claimed(a, b)).toEqual(expected);
  });

  test.each<readonly [string, Texts, Texts]>([
    [
      'the next version each',
      { 'package.json': [BASE, V13] },
      { 'package.json': [BASE, json({ version: '1.4.0' })] },
    ],
    [
      'the same dependency in the same version',
      { 'package.json': [BASE, json({ dependencies: { lodash: '4' } })] },
      { 'package.json': [BASE, json({ devDependencies: { lodash: '4' } })] },
    ],
    [
      'a dependency that was there: who changes it meets the other in its line',
      { 'package.json': [BASE, json({ dependencies: { zod: '5' } })] },
      { 'package.json': [BASE, json({ dependencies: { zod: '6' } })] },
    ],
    [
      'the same version in two packages',
      { 'a/package.json': [BASE, V13] },
      { 'b/package.json': [BASE, V13] },
    ],
    ['other numbers', { 'db/0007_a.sql': file('a') }, { 'db/0008_b.sql': file('b') }],
    ['one number in two folders', { 'a/0007_a.sql': file('a') }, { 'b/0007_b.sql': file('b') }],
    [
      'the same files of one number: their content is another rule’s',
      { 'db/0007_a.sql': file('a') },
      { 'db/0007_a.sql': file('b') },
    ],
    ['dates', { 'posts/2026-05-03-a.md': file('a') }, { 'posts/2026-05-03-b.md': file('b') }],
    ['a year', { 'docs/2026-goals.md': file('a') }, { 'docs/2026-budget.md': file('b') }],
    [
      'names that begin with a count',
      { 'src/3-way.ts': file('a') },
      { 'src/3-column.ts': file('b') },
    ],
    ['names without a number', { 'db/a_7.sql': file('a') }, { 'db/b_7.sql': file('b') }],
    [
      'numbered files that were there',
      { 'db/0007_a.sql': ['x', 'a'] },
      { 'db/0007_b.sql': ['x', 'b'] },
    ],
    [
      'a manifest that one of them removes',
      { 'package.json': [BASE, undefined] },
      { 'package.json': [BASE, V13] },
    ],
    [
      'a version line that is the version of a data format in code',
      { 'src/a.ts': ['', "version: '1.3.0'\n"] },
      { 'src/a.ts': ['', "version: '1.3.0'\nx\n"] },
    ],
    [
      'a number in a manifest that is no version',
      { 'p/__init__.py': ['', "'2.0'\n"] },
      { 'p/__init__.py': ['', "'2.0'\nx\n"] },
    ],
  ])('not: %s', (_, a, b) => {
    expect(claimed(a, b)).toEqual([]);
  });

  test('the same change, file for file; a mode or one more file makes it another', () => {
    const told = (a: Readonly<Record<string, Doing>>, b: Readonly<Record<string, Doing>>) =>
      doubleClaims(indexPending([pending('a', a), pending('b', b)]), () => undefined).map(
        ({ kind, what }) => `${kind} ${what}`,
      );
    const same = { x: added('1'), y: removed };
    expect(told(same, same)).toEqual(['same-change 2']);
    expect(told(same, { ...same, z: added('2') })).toEqual([]);
    expect(told({ x: added('1') }, { x: added('1', '100755') })).toEqual([]);
    expect(told({ x: executable }, { x: executable })).toEqual(['same-change 1']);
    expect(told({}, {})).toEqual([]);
  });

  test('a text that was not read claims nothing', () => {
    const pair = ['a', 'b'].map((name) =>
      output(name, { 'package.json': [BASE, `${V13}${name}`] }),
    );
    expect(doubleClaims(indexPending(pair), () => undefined)).toEqual([]);
  });

  test('only manifests that more than one output changes are read', () => {
    const index = indexPending([
      output('a', { 'package.json': file('a'), 'go.mod': file('a'), 'src/a.ts': file('a') }),
      output('b', { 'package.json': file('b'), 'a/go.mod': file('b'), 'src/a.ts': file('b') }),
    ]);
    expect([...filesOfClaims(index)]).toEqual(['package.json']);
  });
});

describe('the entries of a manifest', () => {
  test.each<readonly [string, string, Readonly<Record<string, string>>]>([
    [
      'a/package.json',
      '{"dependencies":{"a":"1"},"peerDependencies":{"b":"2"},"scripts":{"c":"3"}}',
      { a: '1', b: '2' },
    ],
    ['composer.json', '{"require":{"a/b":"^1"},"require-dev":{"c":{}}}', { 'a/b': '^1' }],
    ['package.json', '{"dependencies":null}', {}],
    ['package.json', 'null', {}],
    ['package.json', '{', {}],
    [
      'requirements-dev.txt',
      '# x\nflask==2.0\nclick >= 8\n-r other.txt\n',
      { flask: '==2.0', click: '>= 8' },
    ],
    [
      'go.mod',
      'module x\nrequire a.b/c v1.0.0\nrequire (\n\td.e/f v2.0.0\n)\n',
      { 'a.b/c': 'v1.0.0', 'd.e/f': 'v2.0.0' },
    ],
    [
      'Cargo.toml',
      '[package]\nname = "x"\n[dependencies]\nserde = "1"\n[features]\ny = "z"\n',
      { serde: '1' },
    ],
    ['README.md', 'flask==2.0\n', {}],
  ])('%s: %j', (path, text, expected) => {
    expect(Object.fromEntries(manifestEntries(path, text))).toEqual(expected);
    expect(statesEntries(path)).toBe(path !== 'README.md');
  });
});

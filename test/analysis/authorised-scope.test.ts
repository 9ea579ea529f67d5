import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Authority, judgePaths, scopeReaches } from '../../src/analysis/authorised-scope.ts';
import { pathsWith, type Standing } from '../../src/analysis/path-standing.ts';
import type { ChangedPath } from '../../src/model/change.ts';
import { Policy } from '../../src/model/policy.ts';
import { changed, plan, spec, task } from '../support/output-facts.ts';

type Scope = Readonly<Record<string, unknown>>;
interface Given {
  readonly scope?: Scope;
  readonly route?: 'specialist' | 'coordinator';
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly shared?: readonly string[];
  readonly others?: Authority['others'];
}

const authority = ({
  scope = { files: ['src/auth/**'] },
  route = 'specialist',
  policy = {},
  shared = [],
  others = [],
}: Given): Authority => ({
  spec: spec({ scope, route }),
  plan: plan({ shared }),
  policy: Policy.parse(policy),
  others,
});
const standing = (change: ChangedPath, given: Given = {}): Standing => {
  const [judged] = judgePaths([change], authority(given));
  if (judged === undefined) throw new Error('nothing was judged');
  return judged.standing;
};

describe('what a scope opens', () => {
  test.each<[string, ChangedPath, Scope, Standing]>([
    [
      'a file that it names',
      changed('a.ts'),
      { files: ['a.ts'] },
      { kind: 'inside', by: 'files', named: true },
    ],
    [
      'a file under its glob',
      changed('src/a/b.ts'),
      { files: ['src/**'] },
      { kind: 'inside', by: 'files', named: false },
    ],
    [
      'a dotfile under its glob',
      changed('src/.env'),
      { files: ['src/**'] },
      { kind: 'inside', by: 'files', named: false },
    ],
    [
      'a new file of an opened module',
      changed('src/new.ts', 'added'),
      { files: ['src/**'] },
      { kind: 'inside', by: 'files', named: false },
    ],
    [
      'a deletion',
      changed('a.ts', 'deleted'),
      { files: ['a.ts'] },
      { kind: 'inside', by: 'files', named: true },
    ],
    [
      'a file to create',
      changed('n.ts', 'added'),
      { create: ['n.ts'] },
      { kind: 'inside', by: 'create', named: true },
    ],
    [
      'a file to create, by glob',
      changed('n/x.ts', 'added'),
      { create: ['n/*'] },
      { kind: 'inside', by: 'create', named: false },
    ],
    [
      'functions of a file',
      changed('i.ts'),
      { symbols: { 'i.ts': ['f'] } },
      { kind: 'inside', by: 'symbols', symbols: ['f'] },
    ],
    [
      'the whole file before its functions',
      changed('i.ts'),
      { files: ['i.ts'], symbols: { 'i.ts': ['f'] } },
      { kind: 'inside', by: 'files', named: true },
    ],
    [
      'a route of Next.js by its own name (D14)',
      changed('src/[id].tsx'),
      { files: ['src/[id].tsx'] },
      { kind: 'inside', by: 'files', named: true },
    ],
  ])('opens %s', (_, change, scope, expected) => {
    expect(standing(change, { scope })).toEqual(expected);
  });

  test.each<[string, ChangedPath, Scope, 'unnamed' | 'exists' | 'functions']>([
    [
      'the deletion of a file of which it opens functions',
      changed('i.ts', 'deleted'),
      { symbols: { 'i.ts': ['f'] } },
      'functions',
    ],
    ['another file', changed('b.ts'), { files: ['a.ts'] }, 'unnamed'],
    ['a file to create that was there before', changed('n.ts'), { create: ['n.ts'] }, 'exists'],
    [
      'the deletion of a file to create',
      changed('n.ts', 'deleted'),
      { create: ['n.ts'] },
      'exists',
    ],
    ['what may only be read', changed('c.ts'), { read: ['c.ts'] }, 'unnamed'],
    ['anything, when it is empty', changed('a.ts'), {}, 'unnamed'],
    ['another case of the name', changed('A.ts'), { files: ['a.ts'] }, 'unnamed'],
    [
      'another Unicode form of the name (D12)',
      changed('cafe\u0301.ts'),
      { files: ['caf\u00e9.ts'] },
      'unnamed',
    ],
    [
      'what a character class of other dialects would reach (D14)',
      changed('src/i.tsx'),
      { files: ['src/[id].tsx'] },
      'unnamed',
    ],
    [
      'what a negation of other dialects would reach (D15)',
      changed('infra/main.tf'),
      { files: ['!src/auth/**'] },
      'unnamed',
    ],
    [
      'what braces of other dialects would reach (D15)',
      changed('src/a.ts'),
      { files: ['src/{a,b}.ts'] },
      'unnamed',
    ],
    [
      'a property of every object',
      changed('constructor'),
      { symbols: { 'i.ts': ['f'] } },
      'unnamed',
    ],
  ])('does not open %s', (_, change, scope, because) => {
    expect(standing(change, { scope })).toEqual({ kind: 'outside', because });
  });
});

describe('what no glob opens', () => {
  const every = { scope: { files: ['**'] } };
  test.each([
    ['.handoff/plan.yaml'],
    ['.handoff/tasks/auth-oauth.md'],
    ['.handoff/policy.yaml'],
    ['.Handoff/Policy.yaml'],
    ['.github/workflows/handoff-tests.yml'],
  ])('%s belongs to planners and gates', (text) => {
    expect(standing(changed(text), every).kind).toBe('control');
    expect(standing(changed(text), { scope: { files: [text] } }).kind).toBe('control');
  });

  test.each([
    ['.github/workflows/ci.yml', 'automation'],
    ['.github/dependabot.yml', 'automation'],
    ['.GitHub/Workflows/ci.yml', 'automation'],
    ['action.yml', 'automation'],
    ['actions/build/action.yaml', 'automation'],
    ['.husky/pre-commit', 'automation'],
    ['.vscode/tasks.json', 'automation'],
    ['CODEOWNERS', 'ownership'],
    ['docs/CODEOWNERS', 'ownership'],
    ['.gitattributes', 'git'],
    ['src/auth/.gitattributes', 'git'],
    ['.gitmodules', 'git'],
    ['AGENTS.md', 'instructions'],
    ['src/auth/agents.md', 'instructions'],
    ['CLAUDE.local.md', 'instructions'],
    ['.claude/settings.json', 'instructions'],
    ['.codex/config.toml', 'instructions'],
    ['.mcp.json', 'instructions'],
    ['package.json', 'dependencies'],
    ['packages/a/package.json', 'dependencies'],
    ['package-lock.json', 'dependencies'],
    ['Cargo.lock', 'dependencies'],
    ['.npmrc', 'dependencies'],
    ['jest.config.mjs', 'tests'],
    ['packages/a/vitest.config.ts', 'tests'],
    ['tests/conftest.py', 'tests'],
    ['pyproject.toml', 'tests'],
  ])('%s is protected (%s)', (text, group) => {
    expect(standing(changed(text), every)).toMatchObject({ kind: 'protected', group });
    expect(standing(changed(text), { scope: { files: ['src/a.ts'] } }).kind).toBe('protected');
  });

  test.each([
    ['src/action.ts'],
    ['src/github/client.ts'],
    ['docs/agents.txt'],
    ['src/package.ts'],
    ['src/jest-helpers.ts'],
    ['src/lockfile.ts'],
    ['test/auth.test.ts'],
  ])('%s is a file like any other', (text) => {
    expect(standing(changed(text), every).kind).toBe('inside');
  });

  test('the policy adds its own, case folded too', () => {
    const given = { ...every, policy: { protected: ['infra/**'] } };
    expect(standing(changed('Infra/main.tf'), given)).toEqual({
      kind: 'protected',
      group: 'policy',
      pattern: 'infra/**',
    });
  });

  test('a planner who names the very file opens it', () => {
    const named = { kind: 'inside', by: 'files', named: true };
    expect(standing(changed('package.json'), { scope: { files: ['package.json'] } })).toEqual(
      named,
    );
    expect(
      standing(changed('jest.config.mjs', 'added'), { scope: { create: ['jest.config.mjs'] } }),
    ).toMatchObject({ by: 'create' });
  });

  test('functions of a protected file do not open it', () => {
    expect(
      standing(changed('jest.config.mjs'), { scope: { symbols: { 'jest.config.mjs': ['f'] } } })
        .kind,
    ).toBe('protected');
  });
});

describe('what belongs to others', () => {
  const others = [
    { task: task('data-layer'), patterns: ['src/db/**'] },
    { task: task('reports'), patterns: ['src/db/report.ts', 'src/report/**'] },
  ];

  test('a path of other open tasks is theirs (A07)', () => {
    expect(standing(changed('src/db/report.ts'), { others })).toEqual({
      kind: 'foreign',
      tasks: ['data-layer', 'reports'],
    });
    expect(standing(changed('SRC/db/pool.ts'), { others })).toEqual({
      kind: 'foreign',
      tasks: ['data-layer'],
    });
  });

  test('where both scopes reach it, Gate 1 has to choose; the executor did as authorised', () => {
    expect(
      standing(changed('src/db/pool.ts'), { others, scope: { files: ['src/db/pool.ts'] } }).kind,
    ).toBe('inside');
  });

  test.each<[string, Given]>([
    ['of the plan', { shared: ['src/db/schema/**'] }],
    ['of the policy', { policy: { shared: ['src/db/schema/**'] } }],
  ])('a shared file %s is for the coordinator only (P16)', (_, given) => {
    const change = changed('src/db/schema/users.ts');
    const inScope = { files: ['src/db/schema/users.ts'] };
    expect(standing(change, given)).toEqual({
      kind: 'shared',
      pattern: 'src/db/schema/**',
      inScope: false,
    });
    expect(standing(change, { ...given, scope: inScope })).toMatchObject({
      kind: 'shared',
      inScope: true,
    });
    expect(standing(change, { ...given, scope: inScope, route: 'coordinator' }).kind).toBe(
      'inside',
    );
    expect(standing(change, { ...given, route: 'coordinator' }).kind).toBe('outside');
  });

  test('a repository without a plan has no shared files of a plan', () => {
    const [judged] = judgePaths([changed('src/auth/a.ts')], { ...authority({}), plan: undefined });
    expect(judged?.standing.kind).toBe('inside');
  });
});

describe('laws', () => {
  const paths = fc.constantFrom(
    'src/auth/a.ts',
    'src/b.ts',
    'README.md',
    '.github/x.yml',
    '.handoff/plan.yaml',
    'package.json',
    'src/db/x.ts',
  );
  const given = { others: [{ task: task('db'), patterns: ['src/db/**'] }] };

  test('each path has one standing, whatever stands beside it and in whatever order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(paths), (texts) => {
        const changes = texts.map((text) => changed(text));
        const together = judgePaths(changes, authority(given));
        const backwards = judgePaths(changes.toReversed(), authority(given)).toReversed();
        expect(together).toEqual(backwards);
        expect(together).toEqual(
          changes.flatMap((change) => judgePaths([change], authority(given))),
        );
        const kinds = ['inside', 'outside', 'control', 'protected', 'foreign', 'shared'] as const;
        expect(kinds.flatMap((kind) => pathsWith(together, kind))).toHaveLength(changes.length);
      }),
    );
  });

  test('a scope reaches what it opens', () => {
    const reaches = scopeReaches({
      files: ['src/**'],
      create: ['n.ts'],
      symbols: { 'i.ts': ['f'] },
      read: ['r.ts'],
    });
    expect(['src/a.ts', 'n.ts', 'i.ts'].filter((text) => !reaches(text))).toEqual([]);
    expect(['r.ts', 'N.ts', 'constructor', 'src'].filter(reaches)).toEqual([]);
  });
});

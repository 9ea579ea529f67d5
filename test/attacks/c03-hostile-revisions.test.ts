import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { openRepository, type Repository } from '../../src/adapters/git/open-repository.ts';
import { whyNotRefName } from '../../src/adapters/git/ref-name.ts';
import { repo, temporaryFolder } from '../support/repo.ts';

/** Threat C03: text that claims to name a commit never reaches git as an option or an expression. */

const made = repo({ a: '1' }).edit('a', '2').commit('Two').tag('v1').branch('handoff/x').make();
const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function history() {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  return gitHistory(repository);
}

/** Each means a commit to plain git; none is the name of a ref, or the short name of a branch or tag. */
const EXPRESSIONS = [
  'HEAD~1',
  'HEAD^',
  'main~',
  'main^0',
  'main^{commit}',
  'main^{/Two}',
  ':/Two',
  'main@{0}',
  '@',
  '@~1',
  'HEAD^{}',
  'v1^{}',
  'heads/main',
  'tags/v1',
];
const OPTIONS = [
  '--upload-pack=x',
  '--all',
  '--output=x',
  '-c',
  '--exec-path=x',
  '--help',
  '-',
  '--',
  '--end-of-options',
  '--stdin',
  '--git-dir=x',
  '-C',
  '--format=%(refname)',
  '--shell',
  '--count=0',
];
const OTHERS = [
  '..',
  'main..v1',
  'main...v1',
  '^main',
  'main:a',
  ':a',
  ':0:a',
  '+main:x',
  'refs/heads/*',
  'refs/heads/ma?n',
  'refs/heads/[m]ain',
  'main\0',
  'main\n',
  '\nmain',
  'main\t',
  ' main',
  'main ',
  'ma in',
  'main\r',
  'main\x7f',
  '/main',
  'main/',
  'a//b',
  '.main',
  'a/.b',
  'main.lock',
  'a.lock/b',
  'main.',
  'a..b',
  'x@{y',
  '\\main',
  'C:\\main',
  '$(id)',
  '`id`',
  ';id',
  '|id',
  'refs/heads',
  'refs/',
  'refs',
  'x'.repeat(1_025),
  '\uFFFD',
  '',
];

describe('text that is no name', () => {
  test.each([...EXPRESSIONS, ...OPTIONS, ...OTHERS])('%j resolves to nothing', async (text) => {
    expect(await (await history()).resolve([text])).toEqual(new Map([[text, undefined]]));
  });

  test.each(EXPRESSIONS)('%s would mean a commit to plain git', (text) => {
    expect(made.git('rev-list', '-1', text)).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('what git is told', () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env['PATH'] = PATH;
  });

  /** A git in front of git that writes down its arguments and its input. */
  function listen(): () => string {
    const bin = temporaryFolder();
    const log = join(bin, 'log');
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh\nprintf '[%s]' "$@" >>'${log}'\ntee -a '${log}' | ${real} "$@"\n`;
    writeFileSync(join(bin, 'git'), script, { mode: 0o755 });
    process.env['PATH'] = `${bin}${delimiter}${PATH}`;
    return () => readFileSync(log, 'utf8');
  }

  test('only names, and those behind the options', async () => {
    const told = listen();
    const marked = [...EXPRESSIONS, ...OPTIONS, ...OTHERS].map((text) => `${text}BAIT`);
    const hostile = [
      ...marked.filter((text) => whyNotRefName(text) !== undefined),
      '--BAIT',
      'BAIT~1',
      '@{BAIT}',
    ];
    expect(hostile.length).toBeGreaterThan(50);
    await (await history()).resolve([...hostile, 'refs/heads/honest']);
    expect(told()).toContain('[--][refs/heads/honest]');
    expect(told()).not.toContain('BAIT');
  });
});

describe('what is a name', () => {
  test('is what git accepts for a branch, and no option, pattern or id', () => {
    const odd = fc.string({
      unit: fc.constantFrom(...'ab/.-@{}~^:?*[\\ \t\x7fé', '..', '@{', '.lock', '//'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(odd, (text) => {
        if (whyNotRefName(text) !== undefined) return;
        execFileSync('git', ['check-ref-format', `refs/heads/${text}`]);
        expect(text).not.toMatch(/^-|[*?[]/);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    'main',
    'handoff/x',
    'é',
    'a.b',
    'a-b',
    'a@b',
    'a{b}',
    'x/y/z',
    '1.0',
    'fffff',
    'a'.repeat(1_024),
  ])('%s', (text) => {
    expect(whyNotRefName(text)).toBeUndefined();
  });

  test.each([
    ['', 'is empty'],
    ['a b', 'holds " "'],
    ['a\n', 'holds "\\n"'],
    ['a..b', 'holds ".."'],
    ['a@{b', 'holds "@{"'],
    ['-a', 'starts with "-", as an option does'],
    ['@', 'reads as a commit, not as a name'],
    ['deadbee', 'reads as a commit, not as a name'],
    ['DEADBEE', 'reads as a commit, not as a name'],
    ['a.', 'ends with "."'],
    ['a//b', 'holds the part ""'],
    ['a/.b', 'holds the part ".b"'],
    ['a.lock/b', 'holds the part "a.lock"'],
    ['a'.repeat(1_025), 'is longer than 1024 bytes'],
  ])('%j is not: it %s', (text, why) => {
    expect(whyNotRefName(text)).toBe(why);
  });
});
